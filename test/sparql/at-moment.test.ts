import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { suppress } from '../../server/bin/commands/suppress.ts';
import { recordsBaseOf } from '../../server/bin/config.ts';
import { openDatabase } from '../../server/bin/state/open-database.ts';
import { dayMs } from '../../server/registry/registration.ts';
import { createSuppressions } from '../../server/registry/suppressions.ts';
import { type SceneSite, serveScene } from '../http/scene-site.ts';
import { openScene, placeTurtle, type Scene, site } from '../observatory.ts';

const gone = { body: '', mediaType: null, status: 410 };
const hosts = ['quai.localhost', 'halle.localhost', 'ana.localhost'];
const ana = '<> foaf:primaryTopic <#ana> . <#ana> a schema:Person ; schema:name "Ana Ferreira"@fr ; obs:listed true .';
const names = 'PREFIX schema: <https://schema.org/> SELECT ?name { ?s schema:name ?name } ORDER BY ?name';
const listed = `PREFIX dct: <http://purl.org/dc/terms/>
  SELECT ?profile ?position { GRAPH ?g { ?place dct:type "place" ; <http://www.w3.org/ns/prov#wasDerivedFrom> ?profile }
    OPTIONAL { ?place <http://www.opengis.net/ont/geosparql#hasGeometry>/<http://www.opengis.net/ont/geosparql#asWKT> ?position } }`;

let scene: Scene;
let web: SceneSite;
const rounds = async (quay: string | typeof gone, hall: string | typeof gone, person: string | typeof gone = ana) => {
  await scene.serve([quay, hall, person].map((page, index) => site(hosts[index] ?? '', { '/': page })));
  await scene.observatory.round();
};

/** Le Quai on 3 January 2026, repainted on 6 January, withdrawn on 15 January; La Halle since 6 January; Ana until 15 January. */
beforeAll(async () => {
  scene = await openScene([], hosts, { config: { sparqlPast: 8 } });
  scene.later(2 * dayMs);
  for (const host of hosts) scene.observatory.register(`http://${host}/`, 'test');
  await rounds(placeTurtle('Le Quai'), gone);
  scene.later(3 * dayMs);
  scene.observatory.register('http://halle.localhost/', 'test');
  scene.observatory.hint('http://halle.localhost/', 'test');
  await rounds(placeTurtle('Le Quai repeint'), placeTurtle('La Halle'));
  scene.later(9 * dayMs);
  await rounds(gone, placeTurtle('La Halle'), gone);
  web = await serveScene(scene);
});
afterAll(async () => {
  await web.close();
  await scene.close();
});

const ask = (query: string, at?: string, headers: Record<string, string> = {}) =>
  web.get(`/sparql?${new URLSearchParams({ query, ...(at ? { at } : {}) })}`, { accept: 'text/csv', ...headers });
async function rows(query: string, at?: string): Promise<readonly string[]> {
  const answer = await ask(query, at);
  const text = await answer.text();
  expect([answer.status, text]).toMatchObject([200, expect.any(String)]);
  return text.trim().split('\r\n').slice(1);
}

describe('a query at a moment', () => {
  it('is answered from what readers saw then', async () => {
    expect(await rows(names, '2026-01-04')).toEqual(['Le Quai']);
    expect(await rows(names, '2026-01-06')).toEqual(['La Halle', 'Le Quai repeint']);
    expect(await rows(names)).toEqual(['La Halle']);
  });

  it('knows what the directory took from the profiles of then', async () => {
    expect(await rows(listed, '2026-01-04')).toEqual(['http://quai.localhost/,POINT(-1.68 48.11)']);
  });

  it('says which state it was, and gives the same answer at any later time', async () => {
    const answer = await ask(names, '2026-01-05T10:00:00Z');
    expect(answer.headers.get('memento-datetime')).toBe('Sat, 03 Jan 2026 00:00:00 GMT');
    expect(answer.headers.get('obsidienne-dataset-version')).toBe('2026-01-03T00:00:00.000Z');
    expect(answer.headers.get('link')).toMatch(/^<\/sparql\?query=[^>]*>; rel="original timegate"/);
    const tag = answer.headers.get('etag') ?? '';
    expect((await ask(names, '2026-01-05T10:00:00Z', { 'if-none-match': tag })).status).toBe(304);
    expect((await ask(names, '2026-01-06', { 'if-none-match': tag })).status).toBe(200);
  });

  it('is asked by Accept-Datetime too (RFC 7089)', async () => {
    const answer = await ask(names, undefined, { 'accept-datetime': 'Sun, 04 Jan 2026 12:00:00 GMT' });
    expect(answer.status).toBe(302);
    const there = new URL(answer.headers.get('location') ?? '', 'http://x/');
    expect(there.searchParams.get('at')).toBe('2026-01-03T00:00:00.000Z');
    expect((await ask(names, undefined, { 'accept-datetime': 'once' })).status).toBe(400);
  });

  it('tells a day before everything, one that has not come, and one that is none', async () => {
    const before = await ask(names, '2025-12-31', { 'accept-language': 'en' });
    expect([before.status, (await before.json()) as object]).toMatchObject([
      404,
      { parameter: 'at', detail: expect.stringContaining('3 January 2026') },
    ]);
    for (const at of ['2027-01-01', '2026-02-31', 'yesterday']) {
      const answer = await ask(names, at);
      expect([answer.status, (await answer.json()) as object]).toMatchObject([400, { parameter: 'at' }]);
    }
  });

  it('says nothing of a person who has left since, nor of what was taken down since', async () => {
    const everyone = 'SELECT ?s { ?s ?p ?o FILTER (CONTAINS(STR(?s), "ana.localhost") || STR(?o) = "Ana Ferreira") }';
    expect(await rows(everyone, '2026-01-07')).toEqual([]);
    expect(await rows(names, '2026-01-07')).toEqual(['La Halle', 'Le Quai repeint']);
    const db = openDatabase(scene.dataFolder);
    suppress(db, createSuppressions(db), {
      value: 'http://quai.localhost/',
      recordsBase: recordsBaseOf({}),
      at: scene.now(),
    });
    db.close();
    await scene.observatory.followSuppressions();
    expect(await rows(names, '2026-01-07')).toEqual(['La Halle']);
  });
});
