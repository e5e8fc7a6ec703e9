import { globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Which rooms a room may import, as the README's table of folders says. */
const doors: Readonly<Record<string, readonly string[]>> = {
  rdf: [],
  points: ['rdf'],
  geography: ['rdf'],
  fetch: ['rdf'],
  validation: ['rdf', 'geography'],
  registry: ['rdf'],
  graph: ['rdf'],
  directory: ['rdf', 'points', 'geography'],
  crawl: ['rdf', 'fetch', 'validation', 'registry', 'graph', 'directory'],
  cooperation: ['rdf', 'directory'],
  identity: ['rdf', 'directory'],
  opendata: ['rdf', 'registry', 'directory', 'geography'],
  crosswalk: ['rdf', 'geography'],
  publish: ['rdf', 'validation', 'geography'],
  pods: [],
  http: [
    'rdf',
    'points',
    'geography',
    'fetch',
    'validation',
    'registry',
    'graph',
    'directory',
    'crawl',
    'cooperation',
    'identity',
    'opendata',
    'crosswalk',
    'publish',
  ],
  bin: [
    'rdf',
    'points',
    'geography',
    'fetch',
    'validation',
    'registry',
    'graph',
    'directory',
    'crawl',
    'cooperation',
    'identity',
    'opendata',
    'crosswalk',
    'publish',
    'pods',
    'http',
    'fixtures',
  ],
};

/** Packages that only one room may know. */
const homes: Readonly<Record<string, string>> = {
  express: 'http',
  helmet: 'http',
  compression: 'http',
  oxigraph: 'graph',
  '@comunica/query-sparql': 'graph',
  'shacl-engine': 'validation',
  undici: 'fetch',
  jsonata: 'crosswalk',
  'csv-parse': 'crosswalk',
  '@streamparser/json': 'crosswalk',
  'read-excel-file': 'crosswalk',
  fflate: 'crosswalk',
  'hyparquet-writer': 'opendata',
  graphology: 'cooperation',
  'graphology-communities-louvain': 'cooperation',
  commander: 'bin',
  'cli-progress': 'bin',
  pino: 'bin',
  'maplibre-gl': 'map-ui/map',
  leaflet: 'map-ui/map',
  'codemirror-lang-sparql': 'map-ui/query',
  ...Object.fromEntries(
    ['autocomplete', 'commands', 'language', 'lint', 'state', 'view'].map((name) => [
      `@codemirror/${name}`,
      'map-ui/query',
    ]),
  ),
  '@lezer/highlight': 'map-ui/query',
  '@solid/community-server': 'pods',
  '@inrupt/solid-client': 'map-ui/pod',
  '@inrupt/solid-client-authn-core': 'map-ui/pod',
  '@inrupt/solid-client-authn-browser': 'map-ui/pod',
};

interface Import {
  readonly file: string;
  readonly specifier: string;
}

function importsIn(pattern: string): Import[] {
  return globSync(pattern, { cwd: root, exclude: ['**/dist/**', '**/node_modules/**'] }).flatMap((file) => {
    const code = readFileSync(join(root, file), 'utf8');
    const found = code.matchAll(
      /^\s*(?:import|export)\b[^'"]*?from\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm,
    );
    return [...found].map((match) => ({ file, specifier: match[1] ?? match[2] ?? match[3] ?? '' }));
  });
}

/** The room that a relative import leads to: `rdf`, `http`, `fixtures`, `map-ui` … */
function roomOf(file: string, specifier: string): string {
  const target = relative(root, join(root, dirname(file), specifier)).split('/');
  return (target[0] === 'server' ? target[1] : target[0]) ?? '';
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

const server = importsIn('server/**/*.ts');
const mapUi = importsIn('map-ui/**/*.{ts,tsx}');

describe('the doors of the house', () => {
  it('finds the imports it is to judge', () => {
    expect(server.length).toBeGreaterThan(100);
    expect(mapUi.length).toBeGreaterThan(20);
  });

  it('lets each room of the server import only the rooms below it', () => {
    const broken = server
      .filter(({ specifier }) => specifier.startsWith('.'))
      .map(({ file, specifier }) => ({ file, specifier, from: file.split('/')[1] ?? '', to: roomOf(file, specifier) }))
      .filter(({ from, to }) => from !== to && !doors[from]?.includes(to))
      // The same words and drawings with and without script.
      .filter(({ from, specifier }) => !(from === 'http' && /map-ui\/[\w/-]+\.json$/.test(specifier)))
      .map(({ file, to }) => `${file} imports ${to}`);
    expect(broken, 'Move the code to a room that may, or pass what it needs as an argument from server/bin').toEqual(
      [],
    );
  });

  it('keeps each third-party package in the room that needs it', () => {
    const broken = [...server, ...mapUi]
      .filter(({ specifier }) => !specifier.startsWith('.'))
      .map(({ file, specifier }) => ({ file, name: packageOf(specifier), home: homes[packageOf(specifier)] }))
      .filter(({ file, home }) => home && !file.startsWith(home.includes('/') ? `${home}/` : `server/${home}/`))
      .map(({ file, name, home }) => `${file} imports ${name}, which lives in ${home}`);
    expect(broken).toEqual([]);
  });

  it('keeps rdf, points and publish free of Node, so that the map and the form can run them in the browser', () => {
    const broken = server
      .filter(({ file }) => /^server\/(rdf|points|publish)\//.test(file))
      .filter(({ specifier }) => specifier.startsWith('node:') || builtinModules.includes(specifier))
      .map(({ file, specifier }) => `${file} imports ${specifier}`);
    expect(broken).toEqual([]);
  });

  it('lets the front end import of the server only rdf, points, publish and the contract; its build also the geography', () => {
    const broken = mapUi
      .filter(({ specifier }) => specifier.startsWith('.'))
      .map(({ file, specifier }) => ({ file, target: relative(root, join(root, dirname(file), specifier)) }))
      .filter(({ target }) => target.startsWith('server/'))
      .filter(({ target }) => !/^server\/(rdf|points|publish)\/|^server\/http\/contract\.ts$/.test(target))
      .filter(({ file, target }) => !(file.startsWith('map-ui/basemap/') && target.startsWith('server/geography/')))
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(broken).toEqual([]);
  });

  it('has no import circle between files', () => {
    const graph = Map.groupBy(
      [...server, ...mapUi].filter(({ specifier }) => specifier.startsWith('.')),
      ({ file }) => file,
    );
    const targets = (file: string) =>
      (graph.get(file) ?? []).map(({ specifier }) => relative(root, join(root, dirname(file), specifier)));
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      else if (!done.has(file)) {
        for (const target of targets(file)) walk(target, [...path, file]);
        done.add(file);
      }
    };
    for (const file of graph.keys()) walk(file, []);
    expect(circles).toEqual([]);
  });

  it('opens connections in one room, where they are guarded', () => {
    const network = /^(?:node:)?(?:net|tls|https?|http2|dgram|dns|dns\/promises|inspector)$|^undici$/;
    // To listen is no way out, and to look at an address is none either.
    const harmless = new Set(['createServer', 'isIP', 'isIPv4', 'isIPv6']);
    const broken = globSync('server/**/*.ts', { cwd: root, exclude: ['**/node_modules/**'] })
      // The Solid server is a program of its own, with its own doors; the engine's address is the operator's own.
      .filter((file) => !/^server\/(?:fetch\/|pods\/solid-server\/|graph\/external\/engine-server\.ts)/.test(file))
      .flatMap((file) => {
        const code = readFileSync(join(root, file), 'utf8');
        const imported = [...code.matchAll(/import (type )?\{?([^'"]*?)\}? from ['"]([^'"]+)['"]/g)]
          .filter(([, type, , from = '']) => !type && network.test(from))
          .flatMap(([, , names = '']) => names.split(',').map((name) => name.trim()))
          .filter((name) => name !== '' && !name.startsWith('type ') && !harmless.has(name));
        const called = code.match(
          /(?<![.\w])(?:fetch|new (?:WebSocket|EventSource|XMLHttpRequest))\s*\(|globalThis\.fetch/g,
        );
        return [...imported, ...(called ?? [])].map((name) => `${file} uses ${name}`);
      });
    expect(broken, 'Ask the web through server/fetch, which refuses what is not public').toEqual([]);
  });

  it('reads what others wrote in processes that can be killed', () => {
    // A file that somebody names on the command line is that person's own.
    // Sets that are read again are read in a thread that is ended when its time is over.
    // What the form makes of answers is our own writing, in our own context.
    const allowed =
      /^server\/(?:rdf|crawl\/examination|bin\/commands|bin\/records\/read-things|publish\/draft-to-quads)(?:\/|\.)/;
    const broken = server
      .filter(
        ({ file, specifier }) =>
          /rdf\/(?:parse-document|parse-jsonld|scan-html)\.ts$/.test(specifier) && !allowed.test(file),
      )
      .filter(({ file }) => !readFileSync(join(root, file), 'utf8').includes('import type { Representation }'))
      .map(({ file, specifier }) => `${file} imports ${specifier}`);
    expect(broken, 'Pass it to an examiner: a stuck document must not stop the observatory').toEqual([]);
  });

  it('reads the environment in one place', () => {
    const readers = globSync('server/**/*.ts', { cwd: root, exclude: ['**/node_modules/**'] })
      .filter((file) => /process\.env\b/.test(readFileSync(join(root, file), 'utf8')))
      .filter((file) => !file.startsWith('server/bin/'));
    expect(readers).toEqual([]);
  });
});
