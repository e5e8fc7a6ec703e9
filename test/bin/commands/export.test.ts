import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../server/bin/config.ts';
import { parseTurtle } from '../../../server/rdf/parse-turtle.ts';
import { openScene, placeTurtle, type Scene, site } from '../../observatory.ts';

const cli = fileURLToPath(new URL('../../../server/bin/obsidienne.ts', import.meta.url));
const by = 'https://creativecommons.org/licenses/by/4.0/';
let scene: Scene;
let out: string;
beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'obsidienne-export-'));
  const withLicense = (name: string, license: string) => placeTurtle(name).replace(by, license);
  scene = await openScene(
    [
      site('ouvert.localhost', { '/fiche': placeTurtle('Le lieu ouvert') }),
      site('odbl.localhost', { '/fiche': withLicense('Lieu ODbL', 'https://opendatacommons.org/licenses/odbl/1-0/') }),
      site('muet.localhost', { '/fiche': placeTurtle('Le lieu muet').replace(/dct:license <[^>]*>/, 'dct:title "x"') }),
    ],
    undefined,
    { config: { sharedHosts: readConfig({}).sharedHosts } },
  );
  for (const host of ['ouvert', 'odbl', 'muet']) scene.observatory.register(`http://${host}.localhost/fiche`, 'test');
  await scene.observatory.round();
});
afterAll(async () => {
  await scene.close();
  rmSync(out, { recursive: true });
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const run = (...args: string[]) => runWith({}, ...args);

function runWith(settings: Readonly<Record<string, string>>, ...args: string[]): Promise<Ran> {
  const env = { ...process.env, OBSIDIENNE_DATA: scene.dataFolder, ...settings };
  return new Promise((resolve) =>
    execFile(process.execPath, [cli, 'export', ...args], { cwd: out, env }, (error, stdout, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout, err }),
    ),
  );
}

describe('obsidienne export', () => {
  it('prints the whole dataset as the same canonical lines each time, graphs named by their addresses', async () => {
    const first = await run('nquads');
    expect(first.code).toBe(0);
    expect(first.err).toMatch(/^obsidienne: 3 profiles, \d+ statements, \d+ bytes\n$/);
    const quads = parseTurtle(first.out, 'nquads', '');
    expect(new Set(quads.map(({ graph }) => graph.value)).size).toBe(3);
    expect((await run('nquads')).out).toBe(first.out);
  });

  it('writes the same statements as TriG, Turtle and JSON-LD', async () => {
    const count = parseTurtle((await run('nquads')).out, 'nquads', '').length;
    expect(parseTurtle((await run('trig')).out, 'trig', '')).toHaveLength(count);
    expect(parseTurtle((await run('turtle')).out, 'turtle', '')).toHaveLength(count);
    const { default: jsonld } = await import('jsonld');
    const document = JSON.parse((await run('jsonld')).out) as object;
    expect(await jsonld.toRDF(document as never)).toHaveLength(count);
  });

  it('packs what is to end in .gz and says what it wrote', async () => {
    const ran = await run('csv', 'lieux.csv.gz', '--json');
    const bytes = readFileSync(join(out, 'lieux.csv.gz'));
    expect(JSON.parse(ran.out)).toEqual({
      entities: 3,
      file: 'lieux.csv.gz',
      terms: ['open', 'share-alike', 'other', 'none'],
      bytes: bytes.length,
      sha256: hash('sha256', bytes),
    });
    expect(gunzipSync(bytes).toString('utf8')).toContain('Le lieu muet');
  });

  it('parts what may be reused on different terms, and writes no empty part', async () => {
    const names = () => readdirSync(out).filter((name) => name.startsWith('parts'));
    await run('geojson', 'parts.geojson', '--license-split');
    expect(names()).toEqual(['parts-none.geojson', 'parts-open.geojson', 'parts-share-alike.geojson']);
    const { features } = JSON.parse(readFileSync(join(out, 'parts-open.geojson'), 'utf8'));
    expect(features).toMatchObject([{ properties: { name: 'Le lieu ouvert' } }]);
    const { out: reusable } = await run('nquads', '--terms', 'open', '--terms', 'share-alike');
    expect(reusable).toContain('odbl.localhost');
    expect(reusable).not.toContain('muet.localhost');
  });

  it('writes a Parquet file with the columns of the table', async () => {
    await run('parquet', 'lieux.parquet');
    const { parquetReadObjects } = await import('hyparquet');
    const { buffer, byteOffset, length } = readFileSync(join(out, 'lieux.parquet'));
    const rows = await parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer });
    expect(rows.map(({ name }) => name).sort()).toEqual(['Le lieu muet', 'Le lieu ouvert', 'Lieu ODbL']);
  });

  it('fails with one clear line', async () => {
    const line = async (...args: string[]) => {
      const { code, err } = await run(...args);
      expect(code).toBe(1);
      return err.trim().split('\n')[0];
    };
    expect(await line('excel')).toMatch(/'excel' is invalid.*nquads.*parquet/);
    expect(await line('csv', '--json')).toBe('obsidienne: --json needs the name of a file to write to');
    expect(await line('csv', 'no/such/folder.csv')).toBe('obsidienne: no/such/folder.csv cannot be written (ENOENT)');
    expect(await line('csv', '--terms', 'free')).toMatch(/must be one of open, share-alike, other, none/);
    const { err: other } = await runWith({ OBSIDIENNE_SHARED_HOSTS: 'lieux.example' }, 'csv');
    expect(other).toMatch(/^obsidienne: .* with other settings \(.*\): set the same, or start the observatory once\n$/);
    const { err: nowhere } = await runWith({ OBSIDIENNE_DATA: join(out, 'empty') }, 'csv');
    expect(nowhere).toMatch(/^obsidienne: .* holds no observatory yet/);
  });
});
