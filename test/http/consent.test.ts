import { afterAll, beforeAll, expect, it } from 'vitest';
import { openScene, placeTurtle, type Scene, select, site } from '../observatory.ts';
import { type SceneSite, serveScene } from './scene-site.ts';

const monthMs = 30 * 86_400_000;
const resource = (key: string) => `obs:resource <https://w3id.org/obsidienne/resources/${key}>`;
const ana = (
  listed: string,
) => `<> foaf:primaryTopic <#moi> ; dct:license <https://creativecommons.org/licenses/by/4.0/> .
  <#moi> a schema:Person ; schema:name "Ana Cherche"@fr ; ${listed} obs:practice practices:repair-cafe ; schema:seeks <#besoin> ; schema:makesOffer <#offre> .
  <#besoin> a schema:Demand ; schema:name "Un établi"@fr ; ${resource('hand-tools')} .
  <#offre> a schema:Offer ; schema:name "Ses mains"@fr ; ${resource('volunteers')} .`;
const place = `${placeTurtle('La Remise', 'obs:practice practices:repair-cafe ; schema:makesOffer <#outils> ;')}
  <#outils> a schema:Offer ; schema:name "Des outils"@fr ; ${resource('hand-tools')} .`;
const sites = (listed: string) => [
  site('ana.localhost', { '/': ana(listed) }),
  site('remise.localhost', { '/': place }),
];

let scene: Scene;
let web: SceneSite;
beforeAll(async () => {
  scene = await openScene(sites('obs:listed true ;'));
  web = await serveScene(scene);
  for (const host of ['ana', 'remise']) scene.observatory.register(`http://${host}.localhost/`, 'api');
  await scene.observatory.round();
});
afterAll(async () => {
  await web.close();
  await scene.close();
});

/** What Ana writes into her profile, read again. */
async function says(listed: string): Promise<void> {
  await scene.serve(sites(listed));
  scene.later(monthMs);
  await scene.observatory.round();
}

/** Every public form in which what a person seeks and offers could still be found. */
const forms = [
  '/besoins',
  '/besoins?termines=oui',
  '/offres',
  '/personnes',
  '/api/needs?ended=true',
  '/api/offers',
  '/api/people',
  '/api/needs.csv',
  '/besoins.atom',
  '/offres.atom',
  '/api/search?q=ana',
  '/api/search?q=%C3%A9tabli',
  '/api/places/remise/leads',
  '/lieux/remise/pistes',
  '/lieux/remise/pistes.atom',
  '/lieux/remise',
];
const read = async (path: string) => (await web.page(path)).text();
const traces = async () => {
  const found: string[] = [];
  for (const path of forms) if (/Ana Cherche|Un établi|Ses mains/.test(await read(path))) found.push(path);
  return found;
};

it('forgets what a person sought and offered with the person, as soon as they withdraw their consent', async () => {
  const shown = ['/besoins', '/offres', '/personnes', '/api/places/remise/leads', '/lieux/remise/pistes.atom'];
  expect(await traces()).toEqual(expect.arrayContaining(shown));
  await says('obs:listed false ;');
  expect(await traces()).toEqual([]);
  await says('obs:listed true ;');
  expect(await traces()).toEqual(expect.arrayContaining(shown));
  await says('');
  expect(await traces()).toEqual([]);
  // The graph says none of it either.
  await scene.observatory.graph.settled();
  expect(
    await select(
      scene.observatory,
      'SELECT ?s { GRAPH ?g { ?s <https://schema.org/name> ?name FILTER (?name IN ("Un établi"@fr, "Ana Cherche"@fr)) } }',
    ),
  ).toEqual([]);
});
