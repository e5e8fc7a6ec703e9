import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const dist = new URL('../../map-ui/dist/', import.meta.url);

interface Entry {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly assets?: readonly string[];
}
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8')) as Record<string, Entry>;

/** The scripts and styles of a chunk and of what it imports, those of others left out. */
function filesOf(name: string, without: ReadonlySet<string> = new Set()): Set<string> {
  const { file, css = [], imports = [] } = manifest[name] ?? { file: '' };
  const files = [file, ...css, ...imports.flatMap((one) => [...filesOf(one)])];
  return new Set(files.filter((one) => !without.has(one)));
}

const workersOf = (name: string) => (manifest[name]?.assets ?? []).filter((file) => /worker.*\.js$/.test(file));
const kilobytes = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist))).length, 0) / 1000;

it('what the page of the map needs before the map weighs at most 60 kB, its worker included', () => {
  const entry = filesOf('map.tsx');
  expect(entry.size).toBeGreaterThan(2);
  expect(workersOf('map.tsx')).toHaveLength(1);
  expect(kilobytes([...entry, ...workersOf('map.tsx')])).toBeLessThanOrEqual(60);
});

it('what draws the map weighs at most 460 kB, the engine’s worker included', () => {
  const scripts = [...filesOf('map/engine.ts', filesOf('map.tsx'))].filter((file) => file.endsWith('.js'));
  expect(workersOf('map/engine.ts')).toHaveLength(1);
  expect(kilobytes([...scripts, ...workersOf('map/engine.ts')])).toBeLessThanOrEqual(460);
});

it('the form that writes a profile weighs at most 150 kB with all its scripts and styles, the map of the pin included', () => {
  const entries = ['page/pages.ts', 'publish/start-form.ts', 'map/pin-map.ts'];
  const files = new Set(entries.flatMap((name) => [...filesOf(name)]));
  expect(files.size).toBeGreaterThan(4);
  expect(kilobytes(files)).toBeLessThanOrEqual(150);
});

it('the page that publishes to a pod weighs at most 150 kB with all its scripts and styles, and no other page carries any of it', () => {
  const pages = filesOf('page/pages.ts');
  const own = filesOf('pod/start-pod.tsx', pages);
  expect(own.size).toBeGreaterThan(1);
  expect(kilobytes([...pages, ...own])).toBeLessThanOrEqual(150);
  const [script = ''] = [...own];
  for (const name of ['page/pages.ts', 'map.tsx', 'embed/start.ts', 'publish/start-form.ts'])
    expect([...filesOf(name)], name).not.toContain(script);
});

it('the editor of queries weighs at most 150 kB, and no other page carries any of it', () => {
  const own = filesOf('query/start-query.ts', filesOf('page/pages.ts'));
  expect(own.size).toBeGreaterThan(0);
  expect(kilobytes(own)).toBeLessThanOrEqual(150);
  for (const name of ['page/pages.ts', 'map.tsx', 'embed/start.ts', 'publish/start-form.ts', 'pod/start-pod.tsx'])
    for (const file of own) expect([...filesOf(name)], name).not.toContain(file);
});
