import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const cli = fileURLToPath(new URL('../../server/bin/obsidienne.ts', import.meta.url));
const fixture = (path: string) => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'obsidienne-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, OBSIDIENNE_DATA: folder, OBSIDIENNE_DEMO: '0', PORT: '0', ...env } };
    execFile(process.execPath, [cli, ...args], options, (error, out, err) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    );
  });
}

/** Starts `serve` and resolves with its address once it has printed it. */
async function startServer(env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [cli, 'serve', '--json'], {
    env: {
      ...process.env,
      OBSIDIENNE_DATA: folder,
      OBSIDIENNE_DEMO: '0',
      PORT: '0',
      OBSIDIENNE_HOST: '127.0.0.1',
      OBSIDIENNE_LOG: 'silent',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8'))),
  );
  const stopped = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    url: (JSON.parse(line) as { url: string }).url,
    async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') {
      child.kill(signal);
      await stopped;
    },
  };
}

describe('every command', () => {
  const commands = [
    'serve',
    'crawl',
    'register',
    'check',
    'parse',
    'query',
    'status',
    'accept',
    'suppress',
    'identity',
    'export',
    'snapshot',
    'backup',
    'restore',
    'demo-real',
  ];

  it('is listed by --help', async () => {
    const { out } = await run(['--help']);
    for (const command of commands) expect(out).toMatch(new RegExp(`^ {2}${command} `, 'm'));
  });

  it.each(commands)('%s explains itself and offers JSON', async (command) => {
    const { code, out } = await run([command, '--help']);
    expect(code).toBe(0);
    expect(out).toContain('--json');
  });

  it('names an unknown command in one line and fails', async () => {
    const { code, err } = await run(['fly']);
    expect(code).not.toBe(0);
    expect(err).toContain("unknown command 'fly'");
  });
});

describe('what cannot work', () => {
  it.each([
    ['PORT', 'abc', 'a whole number from 0 to 65535'],
    ['OBSIDIENNE_DEMO', 'maybe', '0 or 1'],
  ])('stops the start in one line that names %s, its value and what is allowed', async (key, value, allowed) => {
    const { code, err } = await run(['serve'], { [key]: value });
    expect(code).toBe(1);
    expect(err.trim()).toBe(`obsidienne: ${key}="${value}" cannot be used: ${allowed}`);
  });

  it('says that a port is busy, and which command would do', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, err } = await run(['serve'], { PORT: String(port), OBSIDIENNE_HOST: '127.0.0.1' });
    server.close();
    expect(code).toBe(1);
    expect(err.trim()).toBe(
      `obsidienne: port ${port} is already in use; choose another one, for instance PORT=${port + 1} npm start`,
    );
  });

  it('tells a second process who holds the data folder', async () => {
    const server = await startServer();
    const { code, err } = await run(['register', 'https://lieu.example/']);
    await server.stop();
    expect(code).toBe(1);
    expect(err).toMatch(/is in use by process \d+/);
  });

  it.each([
    [['check', 'nulle-part.ttl'], 'there is no file nulle-part.ttl'],
    [['parse', 'http://127.0.0.1:1/'], 'http://127.0.0.1:1/'],
    [['restore', 'nulle-part.sqlite'], 'there is no file nulle-part.sqlite'],
    [['accept', 'lieu.example'], 'nothing of lieu.example waits for a decision'],
    [['suppress', 'Ana Martin'], 'Ana Martin is no address (https://…), no e-mail and no telephone number'],
    [['suppress'], 'say what to suppress, or --list'],
    [
      ['identity', 'accept', 'http://a/', 'http://b/'],
      'the data folder has no directory of this version yet: start the observatory once',
    ],
    [['register', 'ftp://lieu.example/'], 'does not start with http'],
    [['parse', 'x', '--format', 'pdf'], 'nquads, turtle, jsonld'],
  ])('%j fails with one clear line', async (args, message) => {
    const { code, err, out } = await run(args);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).not.toMatch(/\bat .*\.ts:\d+/);
  });
});

describe('check', () => {
  it('passes a good profile and fails a bad one, with the field, the reason and a line to copy', async () => {
    const good = await run(['check', fixture('defects/nothing-wrong.ttl')]);
    expect(good).toMatchObject({ code: 0 });
    const bad = await run(['check', fixture('defects/no-name.ttl')]);
    expect(bad.code).toBe(1);
    expect(bad.out).toContain('Il manque le nom');
    expect(bad.out).toContain('schema:name "');
    const english = await run(['check', fixture('defects/no-name.ttl'), '--lang', 'en', '--json']);
    expect(JSON.parse(english.out)).toMatchObject({ conforms: false, findings: [{ severity: 'violation' }] });
  });

  it('prints a standard validation report', async () => {
    const { out } = await run(['check', fixture('defects/no-name.ttl'), '--report', 'turtle']);
    expect(out).toMatch(/sh:ValidationReport/);
    expect(out).toMatch(/sh:conforms false/);
  });

  it('prints cases for continuous integration, by the name of the file', async () => {
    const file = fixture('defects/no-name.ttl');
    const { code, out } = await run(['check', file, '--report', 'junit', '--lang', 'en']);
    expect(code).toBe(1);
    expect(out).toContain(`<testsuite name="${file}" tests="2" failures="1"`);
    expect(out).toContain(`classname="${file}#lieu"`);
  });
});

describe('parse', () => {
  it('prints any document as N-Quads, its relative addresses against the given base', async () => {
    const file = join(folder, 'lieu.ttl');
    writeFileSync(file, '<#lieu> a <https://w3id.org/obsidienne/ns#ThirdPlace> .');
    const { out, code } = await run(['parse', file, '--base', 'https://lieu.example/fiche']);
    expect(code).toBe(0);
    expect(out).toBe(
      '<https://lieu.example/fiche#lieu> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/obsidienne/ns#ThirdPlace> .\n',
    );
  });

  it('reads a context that stands beside a file, at the place its base gives it', async () => {
    writeFileSync(join(folder, 'termes.jsonld'), '{"@context":{"nom":"https://schema.org/name"}}');
    const file = join(folder, 'lieu.jsonld');
    writeFileSync(file, '{"@context":"termes.jsonld","@id":"#l","nom":"Quai"}');
    const { out, code } = await run(['parse', file, '--base', 'https://lieu.example/a/fiche']);
    expect([code, out]).toEqual([0, '<https://lieu.example/a/fiche#l> <https://schema.org/name> "Quai" .\n']);
    writeFileSync(file, '{"@context":"../termes.jsonld","@id":"#l","nom":"Quai"}');
    const outside = await run(['parse', file, '--base', 'https://lieu.example/a/fiche']);
    expect(outside.code).toBe(1);
    expect(outside.err).toContain('https://lieu.example/termes.jsonld');
  });

  it('prints the statements of a document as they are written', async () => {
    const file = join(folder, 'lieu.nt');
    const line = '<http://a.example/> <http://schema.org/name> "a\\u0000b" .\n';
    writeFileSync(file, line);
    expect(await run(['parse', file])).toMatchObject({ code: 0, out: line });
  });

  it.each(['nquads', 'turtle', 'jsonld'])('prints the same data as the same %s', async (format) => {
    const file = join(folder, 'lieu.ttl');
    const print = async (turtle: string) => {
      writeFileSync(file, `@base <https://lieu.example/> . ${turtle}`);
      return (await run(['parse', file, '--format', format])).out;
    };
    const first = await print('<#l> <#geo> [ <#lat> 1 ; <#lon> 2 ] ; <#name> "Été", "Quai" .');
    const second = await print('_:z <#lon> 2 ; <#lat> 1 . <#l> <#name> "Quai", "Été", "Quai" ; <#geo> _:z .');
    expect(first).toContain('Été');
    expect(second).toBe(first);
  });

  it('keeps the direction of texts when it is asked to', async () => {
    const file = join(folder, 'texte.jsonld');
    writeFileSync(file, '{"@id":"http://a.example/","http://p.example/":{"@value":"x","@direction":"rtl"}}');
    const { out } = await run(['parse', file, '--rdf-direction', 'i18n-datatype']);
    expect(out).toBe('<http://a.example/> <http://p.example/> "x"^^<https://www.w3.org/ns/i18n#_rtl> .\n');
    expect((await run(['parse', file])).out).toBe('<http://a.example/> <http://p.example/> "x" .\n');
  });

  it('says on standard error what is wrong, and fails', async () => {
    const file = join(folder, 'lieu.ttl');
    writeFileSync(file, '<#lieu> a oops');
    const { out, err, code } = await run(['parse', file]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('line 1');
  });
});

describe('the state', () => {
  it('survives kill -9 and comes back from a backup taken while running', async () => {
    const first = await startServer({ OBSIDIENNE_DEMO: '1' });
    const health = async (url: string) =>
      (await (await fetch(`${url}/health`)).json()) as { registrations: Record<string, number> };
    const deadline = Date.now() + 60_000;
    let before = await health(first.url);
    while ((before.registrations['pending'] ?? 1) > 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      before = await health(first.url);
    }
    const copy = join(folder, 'copie.sqlite');
    expect(await run(['backup', copy])).toMatchObject({ code: 0, out: `Saved to ${copy}\n` });
    await first.stop('SIGKILL');
    const second = await startServer({ OBSIDIENNE_DEMO: '1' });
    expect((await health(second.url)).registrations).toEqual(before.registrations);
    expect((await fetch(`${second.url}/lieux/sofffa`)).status).toBe(200);
    await second.stop();
    expect(await run(['restore', copy])).toMatchObject({ code: 0 });
    const status = JSON.parse((await run(['status', '--json'])).out) as { registrations: unknown; due: object };
    expect(status).toMatchObject({ registrations: before.registrations, due: { count: 0 } });
  });

  it('starts empty without the demonstration, and says so on its pages', async () => {
    const server = await startServer();
    const places = (await (await fetch(`${server.url}/api/places`)).json()) as { total: number };
    const page = await fetch(`${server.url}/lieux`);
    await server.stop();
    expect(places.total).toBe(0);
    expect(page.status).toBe(200);
  });

  it('registers from the command line what the next round reads', async () => {
    const { out } = await run(['register', 'https://lieu.example/', '--json']);
    expect(JSON.parse(out)).toMatchObject([{ url: 'https://lieu.example/', status: 'pending' }]);
    expect((await run(['status'])).out).toMatch(/1 {2}pending[\s\S]*1 {2}due now/);
  });
});
