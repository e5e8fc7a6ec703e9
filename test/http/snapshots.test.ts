import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSnapshot } from '../../server/bin/duties/make-snapshot.ts';
import { snapshotFolder } from '../../server/bin/duties/snapshot-folder.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { dcat, dct, foaf, namedNode, quadOf } from '../../server/rdf/terms.ts';
import { createShapeCheck } from '../../server/validation/check-shapes.ts';
import { indexConcepts } from '../../server/validation/concept-index.ts';
import { indexProfile } from '../../server/validation/profile.ts';
import { openScene, placeTurtle, type Scene, site } from '../observatory.ts';
import { type Served, serve } from './serve.ts';

let scene: Scene;
let web: Served;
beforeAll(async () => {
  scene = await openScene([site('ouvert.localhost', { '/fiche': placeTurtle('Le lieu ouvert') })]);
  scene.observatory.register('http://ouvert.localhost/fiche', 'test');
  await scene.observatory.round();
  await makeSnapshot({ dataFolder: scene.dataFolder, sharedHosts: ['pods.localhost'] }, { now: scene.now() });
  web = await serve({ snapshotFolder: snapshotFolder(scene.dataFolder) });
});
afterAll(async () => {
  await web.close();
  await scene.close();
});

it('shows each snapshot with files whose sums are right, packed or not, and a citation', async () => {
  expect((await web.get('/snapshots/latest')).headers.get('location')).toBe('/snapshots/2026-01-01');
  const asked = await web.get('/snapshots/2026-01-01', { accept: 'application/json' });
  const { parts, citation } = (await asked.json()) as {
    citation: string;
    parts: { files: { name: string; sha256: string }[] }[];
  };
  expect(citation).toContain('/snapshots/2026-01-01');
  for (const { name, sha256 } of parts.flatMap(({ files }) => files))
    for (const encoding of ['gzip', 'identity']) {
      const answer = await web.get(`/snapshots/2026-01-01/${name}`, { 'accept-encoding': encoding });
      expect(hash('sha256', new Uint8Array(await answer.arrayBuffer())), name).toBe(sha256);
    }
  const page = await (await web.get('/snapshots/2026-01-01', { accept: 'text/html' })).text();
  expect(page).toContain('obsidienne-2026-01-01-open.nq.gz');
  expect(await (await web.get('/snapshots/2026-01-01/CITATION.cff')).text()).toContain('cff-version: 1.2.0');
});

it('says by its headers how to cite it, what it is, who made it, under which licence, and where its files are', async () => {
  const page = `${web.url}/snapshots/2026-01-01`;
  const links = (await web.get('/snapshots/2026-01-01', { accept: 'text/html' })).headers.get('link') ?? '';
  for (const link of [
    `<${page}>; rel="cite-as"`,
    '<https://schema.org/Dataset>; rel="type"',
    `<${web.url}/a-propos>; rel="author"`,
    '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
    `<${page}/CITATION.cff>; rel="describedby"; type="application/yaml"`,
    `<${page}/obsidienne-2026-01-01-open.parquet>; rel="item"; type="application/vnd.apache.parquet"`,
  ])
    expect(links).toContain(link);
  for (const [, address = '', rel, type] of links.matchAll(/<([^>]+)>; rel="(item|describedby)"; type="([^"]+)"/g)) {
    const answer = await web.get(address.slice(web.url.length), { accept: type ?? '' });
    expect([answer.status, answer.headers.get('content-type')?.split(';')[0], rel]).toEqual([200, type, rel]);
  }
  const file = (await web.get('/snapshots/2026-01-01/obsidienne-2026-01-01-open.csv')).headers.get('link') ?? '';
  expect(file).toContain(`<${page}>; rel="collection"`);
  expect(file).toContain('rel="license"');
  expect((await web.get('/snapshots')).headers.get('link')).toContain(`<${page}>; rel="item"; type="text/html"`);
});

it('has a citation file that names the licence as SPDX does, and tables that a reader of Parquet opens', async () => {
  const citation = await (await web.get('/snapshots/2026-01-01/CITATION.cff')).text();
  expect(citation).toMatch(/\nlicense:\n {2}- CC-BY-4\.0\n/);
  const bytes = await (await web.get('/snapshots/2026-01-01/obsidienne-2026-01-01-open.parquet')).arrayBuffer();
  const rows = await parquetReadObjects({ file: bytes });
  expect(rows).toEqual([expect.objectContaining({ name: 'Le lieu ouvert' })]);
});

it('describes itself as DCAT-AP 3 asks, which a change of its shapes or of the catalogue would show', async () => {
  const shapes = parseTurtle(
    readFileSync(new URL('../opendata/dcat-ap-3.ttl', import.meta.url), 'utf8'),
    'turtle',
    'urn:dcat-ap-3:',
  );
  const check = createShapeCheck(indexProfile(shapes), indexConcepts([]));
  const read = async () =>
    parseTurtle(await (await web.get('/catalog', { accept: 'text/turtle' })).text(), 'turtle', `${web.url}/catalog`);
  const faultsOf = async (quads: Awaited<ReturnType<typeof read>>) =>
    (await check(indexProfile(quads), scene.now())).map(({ focusNode, path, value }) => [focusNode, path, value]);
  const catalogue = await read();
  expect(await faultsOf(catalogue)).toEqual([]);
  for (const predicate of [dcat('accessURL'), dcat('endpointURL'), dct('publisher'), foaf('name')])
    expect((await faultsOf(catalogue.filter((q) => !q.predicate.equals(predicate)))).length).toBeGreaterThan(0);
  const listed = [
    ...[dct('format'), dct('language'), dct('spatial'), dct('accessRights'), dct('accrualPeriodicity'), dct('license')],
    ...[dcat('theme'), dcat('mediaType'), dcat('compressFormat'), namedNode('http://data.europa.eu/r5r/availability')],
  ];
  for (const predicate of listed) {
    const of = catalogue.find((q) => q.predicate.equals(predicate));
    if (!of) throw new Error(`nothing says ${predicate.value}`);
    const invented = quadOf(of.subject, predicate, namedNode(`${of.object.value}-invented`));
    const faults = await faultsOf([...catalogue.filter((q) => q !== of), invented]);
    expect(faults, predicate.value).toContainEqual([of.subject.value, predicate.value, invented.object.value]);
  }
  // Nothing of a list stands where no shape looks.
  const known = new Set(shapes.map((q) => q.object.value));
  const taken = catalogue.filter((q) => q.object.value.startsWith('http://publications.europa.eu/'));
  expect(taken.length).toBeGreaterThan(20);
  expect(taken.filter((q) => !known.has(q.object.value)).map((q) => q.object.value)).toEqual([]);
});

it('answers 404 to dates and names that are none of them', async () => {
  for (const path of [
    '/snapshots/2025-01-01',
    '/snapshots/..%2F..',
    '/snapshots/2026-01-01/snapshot.json',
    '/snapshots/2026-01-01/..%2F..%2Fobsidienne.sqlite',
  ])
    expect((await web.get(path)).status, path).toBe(404);
});

describe('what was', () => {
  it.each(['/api/places.csv', '/api/networks.geojson', '/snapshots'])(
    'leads %s of a day to its snapshot',
    async (path) => {
      const response = await web.get(`${path}?at=2026-01-01`);
      expect([response.status, response.headers.get('location')]).toEqual([302, '/snapshots/2026-01-01']);
    },
  );

  it('says which day is the nearest where none is kept, and that a snapshot is whole', async () => {
    const none = await web.get('/api/places.csv?at=2026-02-14', { 'accept-language': 'en' });
    expect(none.status).toBe(404);
    expect(await none.text()).toContain(
      'No snapshot of 14 February 2026 is kept. The nearest is that of 1 January 2026.',
    );
    expect((await web.get('/api/places.csv?at=2026-01-01&kind=fablab')).status).toBe(400);
    expect((await web.get('/api/places.csv?at=hier')).status).toBe(400);
    expect((await web.get('/api/places.csv?at=2026-02-31')).status).toBe(400);
  });

  it('is in the catalogue with its sums, and in the description of the dataset as dumps', async () => {
    const read = async (path: string) =>
      parseTurtle(await (await web.get(path, { accept: 'text/turtle' })).text(), 'turtle', web.url + path);
    const catalogue = await read('/catalog');
    const snapshot = `${web.url}/snapshots/2026-01-01`;
    const of = (subject: string, predicate: { readonly value: string }) =>
      catalogue
        .filter((q) => q.subject.value === subject && q.predicate.value === predicate.value)
        .map((q) => q.object);
    expect(of(snapshot, dcat('inSeries')).map(({ value }) => value)).toEqual([`${web.url}/catalog#snapshots`]);
    const files = of(snapshot, dcat('distribution')).map(({ value }) => value);
    expect(files).toHaveLength(5);
    for (const file of files) {
      const [address] = of(file, dcat('downloadURL'));
      expect((await web.get(new URL(address?.value ?? '').pathname)).status).toBe(200);
      expect(of(`${file}-sha256`, { value: 'http://spdx.org/rdf/terms#checksumValue' })[0]?.value).toMatch(
        /^[0-9a-f]{64}$/,
      );
    }
    const dumps = (await read('/.well-known/void')).filter((q) => q.predicate.value.endsWith('#dataDump'));
    // Of the whole, and of the part that it is.
    const whole = `${snapshot}/obsidienne-2026-01-01-open.nq.gz`;
    expect(dumps.map((q) => [q.subject.value, q.object.value])).toEqual([
      [`${web.url}/catalog#dataset`, whole],
      [`${snapshot}#open`, whole],
    ]);
    const page = await (await web.get('/catalog', { accept: 'text/html' })).text();
    expect(page).toContain('obsidienne-2026-01-01-open.parquet');
  });
});
