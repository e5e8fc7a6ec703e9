import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ListAnswer } from '../../server/http/contract.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { type Served, serve } from './serve.ts';

let site: Served;
const need = (id: string, name: string, more = '') =>
  `<#lieu> schema:seeks <#${id}> . <#${id}> a schema:Demand ; schema:name "${name}"@fr ; ${more} obs:resource resources:van .`;
const state = (key: string) => `obs:exchangeState <https://w3id.org/obsidienne/exchange-states/${key}> ;`;

beforeAll(async () => {
  site = await serve();
  site.publish(
    'https://demande.example/',
    `<#lieu> a obs:ThirdPlace ; schema:name "La Demande"@fr ; schema:geo [ schema:latitude 48.11 ; schema:longitude -1.68 ] ;
       schema:address [ schema:postalCode "35000" ; schema:addressLocality "Rennes" ] .
     ${need('a', 'A déjà comblé', state('met'))} ${need('b', 'B terminé', 'schema:validThrough "2026-10" ;')}
     ${need('c', 'C ouvert', `${state('open')} schema:validThrough "2026-12-31" ; obs:radiusKm 20 ;`)}`,
  );
  site.publish(
    'https://porteuse.example/',
    `<#asso> a schema:Organization ; schema:name "La Porteuse"@fr ; schema:seeks <#d> . <#d> a schema:Demand ; schema:name "D ailleurs"@fr .
     <#lieu> a obs:ThirdPlace ; schema:name "Chez elle"@fr ; obs:operatedBy <#asso> ;
       schema:address [ schema:postalCode "29000" ; schema:addressLocality "Quimper" ] .`,
  );
});
afterAll(() => site.close());

const list = async (query: string) => (await (await site.get(`/api/needs${query}`)).json()) as ListAnswer;

it('lists what still stands, and what is met or over only when asked for', async () => {
  const { items, total } = await list('');
  expect(items.map(({ name }) => name).sort()).toEqual(['C ouvert', 'D ailleurs']);
  expect(total).toBe(2);
  const { exchange } = items.find(({ name }) => name === 'C ouvert') ?? {};
  expect(exchange).toEqual({
    state: 'open',
    until: '2026-12-31',
    radiusKm: 20,
    holder: { type: 'place', key: 'demande', name: 'La Demande', commune: 'Rennes' },
  });
  const page = plainSpaces(await (await site.get('/besoins')).text());
  expect(page).toContain('jusqu’au 31 décembre 2026 · dans un rayon de 20 km');
  expect(page).toContain('<a href="/lieux/demande" dir="auto">La Demande</a>, Rennes');
  expect(page).not.toContain('B terminé');
  expect(page).toContain(
    '<a href="/besoins?termines=oui" rel="nofollow">Voir aussi 2 besoins terminés ou satisfaits</a>',
  );
  const all = await (await site.get('/besoins?termines=oui')).text();
  expect(all).toContain('terminé fin octobre 2026');
  expect(all.split('entity-row-past')).toHaveLength(3);
  expect(all).toContain('Les terminés aussi');
  expect(
    (await list('?ended=true')).items
      .map(({ name }) => name[0])
      .slice(0, 2)
      .sort(),
  ).toEqual(['C', 'D']);
  expect((await list('?ended=true')).total).toBe(4);
});

it('counts what is met on its facet and lists it when that state is chosen', async () => {
  const states = (answer: ListAnswer) =>
    Object.fromEntries((answer.facets['exchangeState'] ?? []).map(({ key, count }) => [key, count]));
  expect(states(await list(''))).toMatchObject({ open: 1, met: 1 });
  expect((await list('?exchangeState=met')).items.map(({ name }) => name)).toEqual(['A déjà comblé']);
});

it('leaves what is met or over out of search, feeds, calendars and downloads', async () => {
  expect((await list('?q=terminé')).items.map(({ name }) => name)).not.toContain('B terminé');
  const search = await (await site.get('/api/search?q=terminé')).json();
  expect(JSON.stringify(search)).not.toContain('B terminé');
  for (const address of ['/besoins.atom', '/api/needs.csv', '/api/needs.geojson', '/besoins.ics']) {
    const text = await (await site.get(address)).text();
    expect(text, address).toContain('C ouvert');
    expect(text, address).not.toContain('B terminé');
    expect(text, address).not.toContain('A déjà comblé');
  }
  expect(await (await site.get('/besoins.atom')).text()).toContain(
    'cherché par La Demande, Rennes, jusqu’au 31 décembre 2026',
  );
  expect(await (await site.get('/besoins.ics')).text()).toContain('DTSTART;VALUE=DATE:20261231');
});

it('is found in the main search by its own words, with whose it is', async () => {
  const { needs } = await (await site.get('/api/search?q=ouvert')).json();
  expect(needs.map(({ page, entity }: { page: string; entity: { name: string } }) => [entity.name, page])).toEqual([
    ['C ouvert', '/besoins/demande-c'],
  ]);
  expect(needs[0].entity.exchange.holder.name).toBe('La Demande');
});

it('looks around a commune by its name or postcode, and keeps the rest of the filter', async () => {
  const go = async (path: string) => (await fetch(site.url + path, { redirect: 'manual' })).headers.get('location');
  expect(await go('/besoins?autour=Rennes&rayon=50&ressource=van')).toBe(
    '/besoins?rayon=50&ressource=van&pres=48.112%2C-1.674',
  );
  expect(await go('/besoins?autour=35000')).toContain('rayon=25');
  const page = await (await site.get('/besoins?pres=48.112,-1.674&rayon=50')).text();
  expect(page).toContain('C ouvert');
  expect(page).not.toContain('D ailleurs');
  expect(await (await site.get('/besoins?autour=Nullepart-sur-Rien')).text()).toContain('Nullepart-sur-Rien');
});

it('keeps what is met on the page of whoever sought it, and says so', async () => {
  const page = await (await site.get('/lieux/demande')).text();
  expect(page).toContain('A déjà comblé');
  expect(page.indexOf('C ouvert</a>')).toBeLessThan(page.indexOf('A déjà comblé</a>'));
  expect(page).toMatch(/A déjà comblé[\s\S]{0,400}Satisfait/);
});

it('refuses the parameter where nothing can end', async () => {
  expect((await site.get('/api/places?ended=true')).status).toBe(400);
  expect((await site.get('/api/needs?ended=maybe')).status).toBe(400);
});

it('finds needs where those are who have them, also when these only run a place there', async () => {
  expect((await list('?territory=35&ended=true')).total).toBe(3);
  expect((await list('?territory=35')).total).toBe(1);
  expect((await list('?territory=29')).items.map(({ name }) => name)).toEqual(['D ailleurs']);
  expect((await list('?near=48.11,-1.68&radius=5')).total).toBe(1);
  expect((await list('')).facets['territory']?.map(({ key, count }) => [key, count])).toEqual([
    ['29', 1],
    ['35', 1],
  ]);
});

it('shows on the page of an archipelago what its members need, have and do together', async () => {
  const member = '<#lieu> schema:memberOf <https://archipel.example/#reseau> .';
  site.publish('https://archipel.example/', '<#reseau> a obs:Network ; schema:name "Archipel"@fr .');
  site.publish(
    'https://membre.example/',
    `<#lieu> a obs:ThirdPlace ; schema:name "Membre"@fr . ${member} ${need('e', 'Besoin commun')}
     <#projet> a obs:Cooperation ; schema:name "Conserverie à cinq"@fr ; obs:participant <#lieu> .`,
  );
  site.publish(
    'https://autre.example/',
    '<#projet> a obs:Cooperation ; schema:name "Sans rapport"@fr ; obs:participant <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "Autre"@fr .',
  );
  const { items } = (await (await site.get('/api/networks')).json()) as ListAnswer;
  const page = await (await site.get(`/reseaux/${items[0]?.key}`)).text();
  expect(page).toContain('Besoin commun');
  expect(page).toContain('Ce que font ensemble ses membres');
  expect(page).toContain('Conserverie à cinq');
  expect(page).not.toContain('Sans rapport');
});
