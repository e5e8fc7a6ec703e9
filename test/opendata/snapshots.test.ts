import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as rdfCanonize from 'rdf-canonize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSnapshot } from '../../server/bin/duties/make-snapshot.ts';
import { openDatabase } from '../../server/bin/state/open-database.ts';
import { forgetSnapshots, listSnapshots, mendSnapshots, readSnapshot } from '../../server/opendata/kept-snapshots.ts';
import type { SnapshotPart } from '../../server/opendata/snapshot.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { createSuppressions } from '../../server/registry/suppressions.ts';
import { openScene, placeTurtle, type Scene, site } from '../observatory.ts';

const by = 'https://creativecommons.org/licenses/by/4.0/';
const licensed = (name: string, license: string) =>
  placeTurtle(name, 'schema:email "bonjour@odbl.localhost" ;').replace(by, license);
let scene: Scene;
let folder: string;
const options = () => ({
  dataFolder: scene.dataFolder,
  sharedHosts: ['pods.localhost'],
  origin: 'https://obs.example',
});
const make = (day: string) => makeSnapshot(options(), { now: new Date(`${day}T03:00:00Z`) });

beforeAll(async () => {
  scene = await openScene([
    site('ouvert.localhost', { '/fiche': placeTurtle('Le lieu ouvert') }),
    site('odbl.localhost', {
      '/fiche': licensed('Le lieu partagé', 'https://opendatacommons.org/licenses/odbl/1-0/'),
    }),
    site('muet.localhost', {
      '/fiche': placeTurtle('Le lieu sans licence').replace(/dct:license <[^>]*>/, 'dct:title "x"'),
    }),
  ]);
  for (const host of ['ouvert', 'odbl', 'muet']) scene.observatory.register(`http://${host}.localhost/fiche`, 'test');
  await scene.observatory.round();
  folder = join(scene.dataFolder, 'snapshots');
});
afterAll(() => scene.close());

const contentOf = (date: string, part: SnapshotPart | undefined, suffix: string) => {
  const file = part?.files.find(({ name }) => name.endsWith(suffix));
  if (!file) throw new Error(`no ${suffix}`);
  const bytes = readFileSync(join(folder, date, file.stored));
  return { file, bytes, unpacked: file.stored.endsWith('.gz') ? gunzipSync(bytes) : bytes };
};

describe('a snapshot', () => {
  it('parts what may be taken on different terms, and leaves out what states no licence', async () => {
    const { made } = await make('2026-02-01');
    expect(made.parts.map(({ terms, graphs, entities }) => [terms, graphs, entities])).toEqual([
      ['open', 1, 1],
      ['share-alike', 1, 1],
    ]);
    expect(made.withoutLicense).toBe(1);
    const everything = made.parts.flatMap((part) =>
      part.files.map(({ name }) => contentOf(made.date, part, name).unpacked.toString('latin1')),
    );
    expect(everything.join('')).not.toContain('sans licence');
  });

  it('is canonical N-Quads whose SHA-256 is the RDFC-1.0 hash of the dataset, and sums for every file', async () => {
    const [part] = readSnapshot(folder, '2026-02-01')?.parts ?? [];
    const { unpacked } = contentOf('2026-02-01', part, '.nq.gz');
    const quads = parseTurtle(unpacked.toString('utf8'), 'nquads', '');
    expect(quads).toHaveLength(part?.quads ?? 0);
    expect(new Set(quads.map((q) => q.graph.value))).toEqual(new Set(['http://ouvert.localhost/fiche']));
    const again = await rdfCanonize.canonize([...quads].reverse(), { algorithm: 'RDFC-1.0' });
    expect(again).toBe(unpacked.toString('utf8'));
    expect(hash('sha256', again)).toBe(part?.rdfc10);
    for (const { name, stored, sha256 } of part?.files ?? []) {
      const { bytes, unpacked } = contentOf('2026-02-01', part, name);
      expect(hash('sha256', stored === name ? bytes : unpacked), name).toBe(sha256);
    }
  });

  it('says the same in every table', async () => {
    const [part] = readSnapshot(folder, '2026-02-01')?.parts ?? [];
    const text = (suffix: string) => contentOf('2026-02-01', part, suffix).unpacked.toString('utf8');
    expect(text('.csv')).toContain('Le lieu ouvert');
    expect(text('.csv')).toContain('https://obs.example/lieux/');
    const { features } = JSON.parse(text('.geojson')) as { features: { properties: { name: string } }[] };
    expect(features.map(({ properties }) => properties.name)).toEqual(['Le lieu ouvert']);
    const { parquetReadObjects } = await import('hyparquet');
    const { bytes } = contentOf('2026-02-01', part, '.parquet');
    const rows = await parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
    });
    expect(rows).toMatchObject([{ name: 'Le lieu ouvert', latitude: 48.11, license: by }]);
  });

  it('has the same hash for the same statements on another day', async () => {
    const { made } = await make('2026-02-02');
    const [before] = readSnapshot(folder, '2026-02-01')?.parts ?? [];
    expect(made.parts[0]?.rdfc10).toBe(before?.rdfc10);
  });

  it('loses what is taken down on request, also when it is older than the request', async () => {
    const db = openDatabase(scene.dataFolder);
    createSuppressions(db).add('bonjour@odbl.localhost', { at: scene.now() });
    createSuppressions(db).add('http://ouvert.localhost/fiche', { at: scene.now() });
    db.close();
    const { revised } = await make('2026-02-03');
    expect(revised).toEqual(['2026-02-02', '2026-02-01']);
    const old = readSnapshot(folder, '2026-02-01');
    expect(old?.parts.map(({ terms }) => terms)).toEqual(['share-alike']);
    expect(old?.revisedAt).toBeDefined();
    const files = readdirSync(join(folder, '2026-02-01')).map((name) => {
      const bytes = readFileSync(join(folder, '2026-02-01', name));
      return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
    });
    expect(files.join('')).not.toMatch(/ouvert\.localhost|bonjour@/);
    expect(files.join('')).toContain('odbl.localhost');
  });
});

describe('kept snapshots', () => {
  it('come back when a sudden end left the old files beside their place, and what never became whole goes', async () => {
    const day = join(folder, '2026-02-01');
    const begun = join(folder, '.2026-01-01.part');
    renameSync(day, `${day}.old`);
    mkdirSync(begun);
    mendSnapshots(folder, new Date(Date.now() + 3_600_000));
    expect(readSnapshot(folder, '2026-02-01')).toBeDefined();
    expect(existsSync(begun)).toBe(true);
    mkdirSync(`${day}.old`);
    mendSnapshots(folder, new Date(Date.now() + 2 * 86_400_000));
    expect(readSnapshot(folder, '2026-02-01')).toBeDefined();
    expect([`${day}.old`, begun].filter((path) => existsSync(path))).toEqual([]);
  });

  it('are those of thirty days and, for ever, the first of each month', async () => {
    await make('2026-03-20');
    expect(forgetSnapshots(folder, new Date('2026-03-20T03:00:00Z'))).toEqual([]);
    expect(listSnapshots(folder).map(({ date }) => date)).toEqual(['2026-03-20', '2026-02-01']);
    expect(readSnapshot(folder, '../../etc')).toBeUndefined();
  });
});
