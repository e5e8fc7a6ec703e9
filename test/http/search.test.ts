import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchAnswer } from '../../server/http/contract.ts';
import { fabrique, reseau, type Served, serve } from './serve.ts';

let site: Served;
beforeAll(async () => {
  site = await serve();
  site.publish('https://fabrique.example/fiche', fabrique);
  site.publish('https://reseau.example/fiche', reseau);
  site.publish(
    'https://brest.example/fiche',
    `<#lieu> a obs:ThirdPlace ; schema:name "L’Atelier des Abers" ; obs:practice practices:shared-garden ;
     schema:address [ schema:postalCode "29200" ; schema:addressLocality "Brest" ] ; schema:geo [ schema:latitude 48.39 ; schema:longitude -4.49 ] .`,
  );
  site.publish(
    'https://rennes.example/fiche',
    `<#lieu> a obs:ThirdPlace ; schema:name "Atelier du Canal" ; obs:practice practices:shared-garden ;
     schema:address [ schema:postalCode "35000" ; schema:addressLocality "Rennes" ] ; schema:geo [ schema:latitude 48.11 ; schema:longitude -1.68 ] .`,
  );
  site.publish('https://ada.example/', '<#me> a schema:Person ; schema:name "Ada Lovelace" ; obs:listed true .');
  site.publish('https://territoire.example/', '<#t> a obs:LivingTerritory ; schema:name "Pays des Abers" .');
});
afterAll(() => site.close());

const search = async (parameters: string): Promise<SearchAnswer> =>
  (await site.get(`/api/search?${parameters}`)).json();
const q = (text: string, more = '') => search(`q=${encodeURIComponent(text)}${more}`);
const names = (found: SearchAnswer['places']) => found.map(({ entity, match }) => [entity.name, match]);

describe('a search', () => {
  it('suggests places, the ones in view first', async () => {
    expect(names((await q('atelier')).places)).toEqual([
      ['Atelier du Canal', 'prefix'],
      ['L’Atelier des Abers', 'prefix'],
      ['La Fabrique', 'synonym'],
    ]);
    const { places } = await q('atelier', '&near=48.4,-4.5');
    expect(places.map(({ entity, isInView }) => [entity.name, isInView])[0]).toEqual(['L’Atelier des Abers', true]);
    expect((await q('atelier', '&bbox=-5,48,-4,49')).places[0]?.entity.name).toBe('L’Atelier des Abers');
    expect(places[0]?.page).toMatch(/^\/lieux\//);
  });

  it.each([
    ['rennes', 'Rennes', 'exact'],
    ['35000', 'Rennes', 'exact'],
    ['35238', 'Rennes', 'exact'],
    ['saint malo', 'Saint-Malo', 'exact'],
    ['st-malo', 'Saint-Malo', 'exact'],
    ['brest 29', 'Brest', 'exact'],
    ["l'hay les roses", 'L’Haÿ-les-Roses', 'exact'],
    ['ponts de ce', 'Les Ponts-de-Cé', 'word'],
    ['rennse', 'Rennes', 'near'],
  ])('finds communes by name or code: %s', async (text, name, match) => {
    const [first] = (await q(text)).areas;
    expect([first?.name.replace("'", '’'), first?.match]).toEqual([name, match]);
  });

  it('tells of a commune where it is, how many places it has, and the list that they are on', async () => {
    const [rennes] = (await q('rennes')).areas;
    expect(rennes).toMatchObject({
      level: 'commune',
      code: '35238',
      within: 'Ille-et-Vilaine',
      places: 1,
      page: '/lieux?territoire=35238',
    });
    expect(rennes?.postalCodes).toContain('35000');
    expect(rennes?.centre?.lat).toBeCloseTo(48.11, 1);
    const [west = 0, south = 0, east = 0, north = 0] = rennes?.bounds ?? [];
    expect(west < -1.68 && -1.68 < east && south < 48.11 && 48.11 < north).toBe(true);
  });

  it('puts the town that is meant before its namesakes, by its places and its people', async () => {
    expect((await q('350')).areas[0]?.name).toBe('Rennes');
    expect((await q('brest')).areas.map(({ name }) => name)).toContain('Brestot');
    expect((await q('brest')).areas[0]?.name).toBe('Brest');
  });

  it('finds régions and départements by name or number, with their counts', async () => {
    expect((await q('bretagne')).areas[0]).toMatchObject({
      level: 'region',
      code: 'R53',
      places: 2,
      page: '/lieux?territoire=R53',
    });
    expect((await q('finistère')).areas[0]).toMatchObject({ level: 'departement', code: '29', places: 1 });
    expect((await q('29')).areas[0]).toMatchObject({ code: '29', match: 'exact' });
  });

  it('suggests filters by any of their names, with the count of the list behind them', async () => {
    const { concepts } = await q('jardins partagés');
    expect(concepts[0]).toMatchObject({ facet: 'practice', key: 'shared-garden', match: 'exact', places: 2 });
    expect((await (await site.get('/api/places?practice=shared-garden')).json()).total).toBe(2);
    expect(concepts[0]?.page).toBe('/lieux?pratique=shared-garden');
    expect((await q('makerspace')).concepts[0]).toMatchObject({ facet: 'kind', key: 'fablab', match: 'word' });
    expect((await q('hacklab')).concepts[0]).toMatchObject({ key: 'fablab', match: 'synonym', alias: 'hacklab' });
    expect((await q('outils à main')).concepts[0]).toMatchObject({ facet: 'need', key: 'hand-tools', places: 1 });
  });

  it('suggests networks, people and territories that have a page', async () => {
    expect(names((await q('archipel')).networks)).toEqual([['Archipel de Loire', 'prefix']]);
    expect(names((await q('lovelace')).people)).toEqual([['Ada Lovelace', 'word']]);
    expect(names((await q('abers')).territories)).toEqual([['Pays des Abers', 'word']]);
  });

  it('guesses at what is misspelt only when nothing is found as it is written', async () => {
    expect(names((await q('fabirque')).places)).toEqual([['La Fabrique', 'near']]);
    expect((await q('fabrique')).places.every(({ match }) => match !== 'near')).toBe(true);
    expect((await q('jardin partgaé')).concepts[0]).toMatchObject({ key: 'shared-garden', match: 'near' });
  });

  it('shows of each kind as many as asked for', async () => {
    expect((await q('a', '&limit=2')).places).toHaveLength(2);
    expect((await q('saint', '&limit=20')).areas).toHaveLength(20);
  });

  it.each([
    '',
    '%20',
    '%22',
    '*',
    'NEAR(a',
    'name:x',
    `%00`,
    'x'.repeat(2000),
    '%F0%9F%91%A9',
    '%E2%80%AEabc',
    '%25',
    "';--",
    '%3Cscript%3E',
  ])('never fails on ?q=%s', async (text) => {
    const response = await site.get(`/api/search?q=${text}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/json');
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=99', 'limit'],
    ['q=a&bbox=1', 'bbox'],
    ['q=a&near=99,0', 'near'],
    ['q=a&foo=1', 'foo'],
  ])('refuses ?%s in words', async (parameters, parameter) => {
    const response = await site.get(`/api/search?${parameters}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ parameter });
  });
});
