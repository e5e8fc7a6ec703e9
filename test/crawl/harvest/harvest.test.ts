import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../server/bin/state/open-database.ts';
import type { EntityType } from '../../../server/directory/entity.ts';
import { dayMs } from '../../../server/registry/registration.ts';
import { createSuppressions } from '../../../server/registry/suppressions.ts';
import { type SceneSite, serveScene } from '../../http/scene-site.ts';
import { openScene, placeTurtle, type Scene, select, site } from '../../observatory.ts';

const gone = { body: '', mediaType: null, status: 410 };
const quarterMs = 15 * 60_000;
const quay = 'http://quai.localhost/fiche';
const pagesOf = (page: string | typeof gone, more: Readonly<Record<string, string>> = {}) => [
  site('quai.localhost', { '/fiche': page, ...more }),
];

/** The observatory that reads at home, what it serves, and the one that follows its feed. */
let first: Scene;
let web: SceneSite;
let second: Scene;
beforeEach(async () => {
  first = await openScene(pagesOf(placeTurtle('Le Quai')));
  first.observatory.register(quay, 'test');
  await first.observatory.round();
  web = await serveScene(first);
  const served = { address: '127.0.0.1', port: Number(new URL(web.url).port) };
  second = await openScene(pagesOf(placeTurtle('Le Quai')), undefined, { servers: { 'premier.localhost': served } });
});
afterEach(async () => {
  await second.close();
  await web.close();
  await first.close();
});

const feed = 'http://premier.localhost/feed';
const list = (scene: Scene, type: EntityType = 'place') =>
  scene.observatory.directory.list({ type }, { page: 1, size: 50, sort: 'name', language: 'fr' }).items;
const names = (scene: Scene) => list(scene).map(({ name }) => name);
async function goOn(ms: number, ...scenes: readonly Scene[]) {
  for (const scene of scenes) {
    scene.later(ms);
    await scene.observatory.round();
  }
}

describe('the feed of another observatory', () => {
  it('brings what that one read, then what changed, then takes away what went', async () => {
    second.observatory.follow(feed);
    await second.observatory.round();
    expect(names(second)).toEqual(['Le Quai']);
    await first.serve(pagesOf(placeTurtle('Le Quai repeint')));
    await goOn(2 * dayMs, first, second);
    expect(names(second)).toEqual(['Le Quai repeint']);
    await first.serve(pagesOf(gone));
    await goOn(9 * dayMs, first, second);
    expect(names(second)).toEqual([]);
    expect(second.observatory.feeds()).toMatchObject([{ url: feed, failures: 0, problem: null }]);
  });

  it('is asked again only for what is new, and reads nothing twice', async () => {
    second.observatory.follow(feed);
    await second.observatory.round();
    const [{ lastVisitAt } = { lastVisitAt: null }] = second.observatory.registry.list({ page: 1, size: 9 }).items;
    await goOn(quarterMs, second);
    const [registration] = second.observatory.registry.list({ page: 1, size: 9 }).items;
    expect(registration?.lastVisitAt).toBe(lastVisitAt);
    expect(second.observatory.feeds()[0]?.lastVisitAt).toBe(second.now().toISOString());
  });

  it('hands over what its records say, so that they are asked for only to be confirmed', async () => {
    second.observatory.follow(feed);
    await second.observatory.round();
    const record = () => second.observatory.registry.list({ page: 1, size: 9 }).items[0];
    expect(record()).toMatchObject({ status: 'listed', mediaType: 'application/n-triples' });
    expect(record()?.sources[0]?.etag).toBeUndefined();
    await goOn(2 * dayMs, second);
    expect(record()?.sources[0]?.etag).toBeDefined();
    const outcomes = second.observatory.registry.visits(record()?.id ?? '', 9).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['unchanged', 'changed']);
  });

  it('is named as the source, keeps the licence, and speaks as a record that loses to the place itself', async () => {
    second.observatory.follow(feed);
    await second.observatory.round();
    const [heard] = list(second);
    expect(heard?.provenance.source).toMatch(/^http:\/\/premier\.localhost\/feed\/profiles\//);
    expect(heard?.provenance.license).toBe('https://creativecommons.org/licenses/by/4.0/');
    const rows = await select(
      second.observatory,
      `PREFIX prov: <http://www.w3.org/ns/prov#>
       SELECT ?from { GRAPH ?record { ?record prov:wasDerivedFrom ?from ; prov:wasAttributedTo ?observatory } }`,
    );
    expect(rows).toEqual([{ from: quay }]);
    const site = await serveScene(second);
    const page = await (await site.page(`/lieux/${heard?.key}`)).text();
    expect(page.replaceAll(/<[^>]*>/g, '')).toContain(
      'Cette fiche est publiée à l’adresse quai.localhost/fiche. Nous la tenons de l’observatoire premier.localhost, qui l’y a lue.',
    );
    await site.close();
    await second.serve(pagesOf(placeTurtle('Le Quai, par lui-même')));
    second.observatory.register(quay, 'test');
    await second.observatory.round();
    expect(list(second)).toMatchObject([{ name: 'Le Quai, par lui-même', provenance: { source: quay } }]);
  });

  it('brings nothing that is read at home already', async () => {
    second.observatory.register(quay, 'test');
    await second.observatory.round();
    second.observatory.follow(feed);
    await second.observatory.round();
    expect(second.observatory.registry.list({ page: 1, size: 9 }).total).toBe(1);
  });

  it('brings nothing that was taken down here', async () => {
    await second.restart(() => {
      const db = openDatabase(second.dataFolder);
      createSuppressions(db).add(quay, { at: second.now() });
      db.close();
    });
    second.observatory.follow(feed);
    await second.observatory.round();
    expect(second.observatory.registry.list({ page: 1, size: 9 }).total).toBe(0);
  });

  it('may not make one site speak for another, nor tell of persons', async () => {
    await first.serve(
      pagesOf(
        `${placeTurtle('Le Quai')} <http://autre.localhost/#lieu> a obs:ThirdPlace ; schema:name "Volé"@fr .
         <#ana> a schema:Person ; schema:name "Ana"@fr ; obs:listed true .`,
      ),
    );
    await goOn(2 * dayMs, first);
    second.observatory.follow(feed);
    await second.observatory.round();
    expect(names(second)).toEqual(['Le Quai']);
    expect(list(second, 'person')).toEqual([]);
  });

  it('is not told on: two that follow each other do not hear their own words again', async () => {
    second.observatory.follow(feed);
    await second.observatory.round();
    const echo = await serveScene(second);
    const answer = await echo.get('/feed/1', { accept: 'application/trig' });
    expect(await answer.text()).not.toContain('Le Quai');
    const { id } = second.observatory.registry.list({ page: 1, size: 1 }).items[0] ?? { id: '' };
    expect((await echo.get(`/feed/profiles/${id}`)).status).toBe(404);
    await echo.close();
  });

  it('is followed on its own site only, whatever it names', async () => {
    const hostile = `@prefix as: <https://www.w3.org/ns/activitystreams#> . @prefix dct: <http://purl.org/dc/terms/> .
      @prefix ldes: <https://w3id.org/ldes#> . @prefix tree: <https://w3id.org/tree#> .
      @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
      <#s> a ldes:EventStream ; tree:member <#1>, <#2>, <#3> .
      <> tree:relation [ tree:node <http://premier.localhost/feed/1> ], [ tree:node <http://127.0.0.1:1/feed/1> ] .
      <#1> a as:Create ; as:published "2026-01-01T00:00:00Z"^^xsd:dateTime ; dct:isVersionOf <http://x.example/> ;
        as:result <http://premier.localhost/feed/profiles/x> .
      <#2> a as:Create ; as:published "2026-01-01T00:00:00Z"^^xsd:dateTime ; dct:isVersionOf <http://y.example/> ;
        as:result <http://127.0.0.1:1/secret> .
      <#3> a as:Create ; as:published "hier" ; dct:isVersionOf <http://z.example/> ; as:result <z> .`;
    await second.serve([site('quai.localhost', { '/fiche': '', '/feed': hostile })]);
    second.observatory.follow('http://quai.localhost/feed');
    await second.observatory.round();
    expect(second.requests().map(({ path }) => path)).toEqual(['/feed']);
    expect(second.observatory.registry.list({ page: 1, size: 9 }).total).toBe(0);
    expect(second.observatory.feeds()).toMatchObject([{ problem: null, failures: 0 }]);
  });

  it('that cannot be read, or is none, is asked less and less often', async () => {
    second.observatory.follow('http://premier.localhost/donnees');
    second.observatory.follow('http://premier.localhost/rien');
    await second.observatory.round();
    const problems = () => second.observatory.feeds().map(({ problem, failures }) => [problem, failures]);
    expect(problems()).toEqual([
      ['no-feed', 1],
      ['not-found', 1],
    ]);
    await goOn(quarterMs, second);
    expect(problems().map(([, failures]) => failures)).toEqual([1, 1]);
    await goOn(quarterMs, second);
    expect(problems().map(([, failures]) => failures)).toEqual([2, 2]);
  });
});
