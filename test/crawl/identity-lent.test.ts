import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entity } from '../../server/directory/entity.ts';
import { dayMs } from '../../server/registry/registration.ts';
import { type SceneSite, serveScene } from '../http/scene-site.ts';
import { importLabs, lab } from '../imported-labs.ts';
import { openScene, type Scene, select, site } from '../observatory.ts';

const own = 'http://quai.localhost/fiche#lieu';
const ownUrl = 'http://quai.localhost/fiche';
const record = 'http://sources.localhost/sources/fablabs-france/quai#lieu';
const recordUrl = 'http://sources.localhost/sources/fablabs-france/quai';

let scene: Scene;
let web: SceneSite;
const entity = (iri: string): Entity => {
  const { directory } = scene.observatory;
  const page = directory.locate(iri);
  return directory.entity(page?.type ?? 'place', page?.key ?? '', 'fr') as Entity;
};
/** All that readers can see of the two, as it is sent. */
async function everything(): Promise<string> {
  const paths = ['/api/places', '/api/places.geojson', '/api/places.csv', '/lieux', '/api/points'];
  const answers = await Promise.all(paths.map(async (path) => (await web.page(path)).text()));
  const listed = scene.observatory.directory.list(
    { type: 'place' },
    { page: 1, size: 9, language: 'fr', sort: 'name' },
  );
  return [JSON.stringify(listed), ...answers.slice(2, 4)].join('\n');
}
const decide = (decision: 'merged' | 'undone') =>
  scene.observatory.decideIdentity([own, record], { decision, by: 'Ana' });
const profile = (more = '') =>
  site('quai.localhost', {
    '/fiche': `<> foaf:primaryTopic <#lieu> ; dct:license <https://creativecommons.org/licenses/by/4.0/> .
      <#lieu> a obs:ThirdPlace ; schema:name "Le Quai"@fr ; ${more} schema:telephone "02 99 11 11 11" .`,
  });
async function publish(more: string): Promise<void> {
  await scene.serve([profile(more)]);
  scene.later(dayMs);
  scene.observatory.hint(ownUrl, 'test');
  await scene.observatory.round();
}
const importLab = (more: object = {}) =>
  importLabs(scene.observatory, [
    lab({ name: 'Quai Fablab', phone: '+33 2 99 22 22 22', links: ['https://quai.example/'], ...more }),
  ]);

beforeEach(async () => {
  scene = await openScene([profile()]);
  scene.observatory.register(ownUrl, 'test');
  await scene.observatory.round();
  await importLab();
  web = await serveScene(scene);
});
afterEach(async () => {
  await web.close();
  await scene.close();
});

describe('what the leading source does not say', { timeout: 60_000 }, () => {
  it('is said by the next, with its document, on page, list, search and map', async () => {
    expect(entity(own).position).toBeUndefined();
    await decide('merged');
    const { directory } = scene.observatory;
    const merged = entity(own);
    expect(merged).toMatchObject({
      contact: { telephone: '02 99 11 11 11' },
      position: { lat: 48.1101, lon: -1.6801 },
      commune: 'Rennes',
      kinds: ['fablab'],
      lent: { position: recordUrl, address: recordUrl, kind: recordUrl },
    });
    expect(merged.lent).not.toHaveProperty('telephone');
    const find = (filter: object) => directory.list({ type: 'place', ...filter }, { page: 1, size: 9, language: 'fr' });
    expect(find({ q: 'fablab quai' }).items.map(({ iri }) => iri)).toEqual([own]);
    expect(find({ kind: ['fablab'] }).total).toBe(1);
    expect(find({ bbox: [-2, 48, -1, 49] }).total).toBe(1);
    const list = await (await web.page('/lieux')).text();
    expect(list).toMatch(/commune[^<]*selon <a href="[^"]*\/sources\/fablabs-france\/quai"/);
    const page = await (await web.page(`/lieux/${merged.key}`)).text();
    expect(page).toMatch(/<address>[\s\S]*?3 rue du Quai[\s\S]*?<\/address>\s*<span class="[^"]*according-to">selon/);
    expect(page).not.toMatch(/02 99 11 11 11<\/a>\s*<span class="[^"]*according-to"/);
    // For machines that read pages, the words of the leading source alone.
    expect(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1]).not.toMatch(
      /GeoCoordinates|Rennes/,
    );
  });

  it('is given back to the byte when the merge is undone', async () => {
    const before = [JSON.stringify(entity(own)), JSON.stringify(entity(record)), await everything()];
    await decide('merged');
    expect(await everything()).not.toBe(before[2]);
    await decide('undone');
    expect([JSON.stringify(entity(own)), JSON.stringify(entity(record)), await everything()]).toEqual(before);
  });

  it('follows what the two say from then on, and is its own once it says it', async () => {
    await decide('merged');
    await importLab({ city: 'Nantes', postal_code: '44000' });
    expect(entity(own)).toMatchObject({ commune: 'Nantes', lent: { address: recordUrl } });
    await publish('schema:geo [ schema:latitude 48.2 ; schema:longitude -1.7 ] ;');
    expect(entity(own)).toMatchObject({ position: { lat: 48.2, lon: -1.7 }, commune: 'Nantes' });
    expect(entity(own).lent).not.toHaveProperty('position');
    await scene.restart();
    expect(entity(own)).toMatchObject({ position: { lat: 48.2, lon: -1.7 }, commune: 'Nantes' });
    await importLab({ name: 'Autre', url: 'https://labs.example/labs/autre' });
    expect(entity(own).commune).toBeUndefined();
  });

  it('names its document as a position in the graph, too', async () => {
    const saidBy = () =>
      select(
        scene.observatory,
        `PREFIX geo: <http://www.opengis.net/ont/geosparql#> PREFIX prov: <http://www.w3.org/ns/prov#>
         SELECT ?place ?wkt ?document { ?place geo:hasGeometry ?g . ?g geo:asWKT ?wkt ; prov:wasDerivedFrom ?document }`,
      );
    const here = { wkt: 'POINT(-1.6801 48.1101)', document: recordUrl };
    expect(await saidBy()).toEqual([{ place: record, ...here }]);
    await decide('merged');
    expect(await saidBy()).toEqual([{ place: own, ...here }]);
    const gallery = readFileSync(new URL('../../server/http/queries/value-sources.rq', import.meta.url), 'utf8');
    const positions = (await select(scene.observatory, gallery)).filter(({ value }) => value === here.wkt);
    expect(positions).toMatchObject([{ name: 'Le Quai', document: recordUrl }]);
    await publish('schema:geo [ schema:latitude 48.2 ; schema:longitude -1.7 ] ;');
    expect(await saidBy()).toEqual([{ place: own, wkt: 'POINT(-1.7 48.2)', document: ownUrl }]);
  });

  it('stays with its own document in the graph', async () => {
    await decide('merged');
    expect(
      await select(
        scene.observatory,
        `SELECT ?p WHERE { GRAPH <${ownUrl}> { <${own}> <https://schema.org/address> ?p } }`,
      ),
    ).toEqual([]);
  });

  it('never stands on a page without its document, whatever each of the two says', async () => {
    // What only the record says, by words that stand nowhere else.
    const words = {
      address_1: '7 rue Zibeline',
      phone: '02 55 44 33 22',
      email: 'zibeline@ailleurs.example',
      blurb: 'Zibelines et furets.',
    };
    const mine = {
      address:
        'schema:address [ schema:streetAddress "1 quai du Port" ; schema:addressLocality "Nantes" ; schema:postalCode "44000" ] ;',
      geo: 'schema:geo [ schema:latitude 47.2 ; schema:longitude -1.55 ] ;',
      email: 'schema:email "nous@quai.localhost.example" ;',
      description: 'schema:description "Chez nous."@fr ;',
      kind: 'obs:kind kinds:coworking ;',
    };
    await decide('merged');
    const subset = <Key extends string>(keys: readonly Key[]) => fc.subarray([...keys]);
    let met = 0;
    await fc.assert(
      fc.asyncProperty(
        subset(Object.keys(mine) as (keyof typeof mine)[]),
        subset(Object.keys(words) as (keyof typeof words)[]),
        async (said, gathered) => {
          await importLab({
            address_1: '',
            phone: '',
            ...Object.fromEntries(gathered.map((key) => [key, words[key]])),
          });
          await publish(said.map((key) => mine[key]).join(' '));
          const { key, lent = {} } = entity(own);
          for (const path of [`/lieux/${key}`, '/lieux', '/lieux?q=quai', `/lieux/${key}/provenance`]) {
            // A drawn map writes the names of towns around; what it is called is read.
            const html = (await (await web.page(path)).text()).replaceAll(
              /<svg[^>]*?(?:aria-label="([^"]*)")?[^>]*>[\s\S]*?<\/svg>/g,
              '[$1]',
            );
            for (const word of ['Zibeline', 'ailleurs.example', 'Zibelines', '02 55', 'Rennes', '48.11'])
              for (let at = html.indexOf(word); at >= 0; at = html.indexOf(word, at + 1)) {
                // Within its own line: until the next value begins.
                const end = path.endsWith('provenance')
                  ? /class="told-words"|<\/section>/
                  : /<dt>|<\/li>|<\/section>|<\/header>|<\/head>/;
                const rest = html.slice(at, at + 4000).split(end)[0] ?? '';
                expect(rest, `${word} in ${path}`).toContain('/sources/fablabs-france/quai');
                met++;
              }
          }
          for (const source of Object.values(lent)) expect(source).toBe(recordUrl);
        },
      ),
      { numRuns: 6, seed: 7 },
    );
    expect(met).toBeGreaterThan(10);
  });
});
