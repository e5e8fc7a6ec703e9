import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const command = new URL('../../../server/bin/commands/query.ts', import.meta.url).href;
/** What the program does around a command. */
const runner = `import { queryCommand } from ${JSON.stringify(command)};
try { await queryCommand().parseAsync(process.argv.slice(1), { from: 'user' }); }
catch (error) { console.error(error.message); process.exitCode = 1; }`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'obsidienne-query-'));
  writeFileSync(join(folder, 'a.ttl'), '@prefix : <http://x/> .\n:a :p [ :q "1" ] .\n');
  writeFileSync(join(folder, 'b.jsonld'), '{ "@id": "http://x/b", "http://x/p": "deux" }');
  writeFileSync(join(folder, 'c.nq'), '<http://x/c> <http://x/p> "3" <http://g/c> .\n');
  writeFileSync(join(folder, 'broken.ttl'), ':a :p ');
  writeFileSync(join(folder, 'names.rq'), 'SELECT ?o { <http://x/b> ?p ?o }');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function query(...args: string[]): Promise<Ran> {
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      ['--input-type=module', '-e', runner, '--', ...args],
      { cwd: folder },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    ),
  );
}

const rows = ({ out }: Ran) => out.trim().split(/\r?\n/).slice(1).sort();

describe('obsidienne query', () => {
  it('answers a query file over documents of several formats', async () => {
    expect(await query('names.rq', '--data', 'a.ttl', '--data', 'b.jsonld')).toMatchObject({
      code: 0,
      out: '?o\n"deux"\n',
    });
  });

  it('keeps named graphs out of the default graph, whether named here or by the document', async () => {
    const files = ['--data', 'b.jsonld', '--data', 'c.nq', '--graph', 'http://g/a=a.ttl', '--format', 'csv'];
    expect(rows(await query('SELECT ?s { ?s ?p ?o }', ...files))).toEqual(['http://x/b']);
    expect(rows(await query('SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }', ...files))).toEqual([
      'http://g/a',
      'http://g/c',
    ]);
    expect(rows(await query('SELECT ?o FROM <http://g/c> { ?s ?p ?o }', ...files))).toEqual(['3']);
  });

  it('reads what FROM names beside the query file, and takes what is not there for an empty graph', async () => {
    writeFileSync(join(folder, 'from.rq'), 'SELECT ?s FROM <b.jsonld> FROM <none.ttl> { ?s <http://x/p> ?o }');
    expect(await query('from.rq', '--data', 'a.ttl')).toMatchObject({
      code: 0,
      out: '?s\n<http://x/b>\n',
      err: expect.stringMatching(/^there is no file .*none\.ttl: the graph is empty\n$/),
    });
  });

  it('prints a graph as Turtle, N-Quads or JSON-LD', async () => {
    const construct = 'CONSTRUCT { ?s <http://x/r> ?o } WHERE { ?s <http://x/p> ?o }';
    const triple = '<http://x/b> <http://x/r> "deux" .\n';
    expect((await query(construct, '--data', 'b.jsonld')).out).toBe(triple);
    expect((await query(construct, '--data', 'b.jsonld', '--format', 'nquads')).out).toBe(triple);
    const json = JSON.parse((await query(construct, '--data', 'b.jsonld', '--json')).out) as unknown;
    expect(json).toMatchObject([{ '@id': 'http://x/b' }]);
  });

  it.each([
    [['SELECT * { ?s'], /^line 1, column 14: the query ends before it is complete.*\n$/],
    [['names.rq', '--format', 'turtle'], /^this query gives a table: .*\n$/],
    [['missing.rq'], /^there is no file missing\.rq\n$/],
    [['ASK {}', '--data', 'missing.ttl'], /^there is no file missing\.ttl\n$/],
    [['ASK {}', '--data', 'broken.ttl'], /^broken\.ttl: .*\n$/],
    [['ASK {}', '--graph', 'a.ttl'], /^--graph takes IRI=FILE, not a\.ttl\n$/],
    [['DELETE WHERE { ?s ?p ?o }'], /^line 1, column 1: DELETE would change data.*\n$/],
  ])('fails with one clear line: %j', async (args, line) => {
    expect(await query(...args)).toMatchObject({ code: 1, out: '', err: expect.stringMatching(line) });
  });
});
