import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { departements } from '../../server/geography/departements.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { fabrique, reseau, type Served, serve } from './serve.ts';

const long = 'Très long '.repeat(50).trim();
const addresses = (code: string, name: string) =>
  `schema:address [ a schema:PostalAddress ; schema:postalCode "${code}" ; schema:addressLocality "${name}" ]`;
const at = (lat: number, lon: number) =>
  `schema:geo [ a schema:GeoCoordinates ; schema:latitude ${lat} ; schema:longitude ${lon} ]`;

const places: Readonly<Record<string, string>> = {
  fabrique: fabrique.replace('obs:example true .', 'obs:example true ; schema:email "bonjour@fabrique.example" .'),
  // Monday 23 November 2026, 13:00 in Paris.
  serre: `<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "La Serre" ; schema:openingHours "Mo-Fr 09:00-18:00; Sa 20:00-02:00" ;
    ${addresses('49000', 'Angers')} ; ${at(47.47, -0.55)} ; obs:practice practices:repair-cafe ; obs:capacity 80 ;
    schema:memberOf <https://reseau.example/fiche#reseau> ;
    schema:makesOffer <#salle>, <#passee> ;
    schema:containsPlace [ a schema:Room ; schema:name "Grande salle" ; schema:maximumAttendeeCapacity 35 ; schema:floorSize [ schema:value 60 ] ] ;
    schema:amenityFeature [ a schema:LocationFeatureSpecification ; schema:name "Boucle magnétique" ; schema:value true ],
      [ a schema:LocationFeatureSpecification ; schema:name "Ascenseur" ; schema:value false ] .
    <#salle> a schema:Offer ; schema:name "Une salle le lundi" ; obs:resource resources:meeting-room .
    <#passee> a schema:Offer ; schema:name "Une salle en 2020" ; obs:resource resources:meeting-room ; schema:validThrough "2020-12-31" .`,
  kafe: `<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "مقهى 🌱 الحي" ; schema:description "مكان مشترك" ; ${at(90, 180)} .`,
  interminable: `<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "${long}" .`,
  nu: '<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "?" .',
  relie: `<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "Relié" ; obs:cooperatesWith <https://serre.example/fiche#lieu>, ${Array.from({ length: 2000 }, (_, i) => `<https://ami${i}.example/#lieu>`).join(', ')} .`,
};

let site: Served;
beforeAll(async () => {
  site = await serve();
  for (const [name, turtle] of Object.entries(places)) site.publish(`https://${name}.example/fiche`, turtle);
  site.publish('https://reseau.example/fiche', reseau);
});
afterAll(() => site.close());

const page = async (path: string) => {
  const response = await site.get(path, { accept: 'text/html' });
  expect(response.status, path).toBe(200);
  return plainSpaces(await response.text());
};
const jsonLd = (text: string) =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? 'null');

describe('a place’s page', () => {
  it('says whether it is open in words, and the week as a table', async () => {
    const text = await page('/lieux/serre');
    expect(text).toContain('Ouvert, jusqu’à 18:00');
    expect(text).toMatch(/class="today"><th scope="row">lundi/);
    expect(text).toMatch(/samedi<\/th><td>[^a-z]*<span class="hours">20:00–02:00/);
    expect(text).toMatch(/dimanche<\/th><td class="quiet">fermé/);
  });

  it('shows rooms with how many they hold, and only what is there', async () => {
    const text = await page('/lieux/serre');
    expect(text).toMatch(/Grande salle<\/strong>\s*<span class="quiet">35 personnes · 60 m²/);
    expect(text).toContain('Boucle magnétique');
    expect(text).not.toContain('Ascenseur');
  });

  it('draws where it lies without script or another site, with the places around', async () => {
    const text = await page('/lieux/serre');
    expect(text).toMatch(/<svg[^>]*role="img" aria-label="Plan de situation : La Serre, Angers"/);
    expect(text).toMatch(/<path class="dots" d="M\d+ \d+h0"/);
    expect(text).toMatch(/1 autre lieu autour.*href="\/lieux\/fabrique"/s);
  });

  it('offers to write to who publishes it, naming page and source', async () => {
    const [, href = ''] = /href="(mailto:bonjour@fabrique\.example\?[^"]*)"/.exec(await page('/lieux/fabrique')) ?? [];
    const letter = new URL(href.replaceAll('&amp;', '&')).searchParams;
    expect(letter.get('subject')).toContain('La Fabrique');
    expect(letter.get('body')).toContain('/lieux/fabrique');
    expect(letter.get('body')).toContain('https://fabrique.example/fiche');
  });

  it('tells search engines hours, rooms, amenities and links in schema.org', async () => {
    expect(jsonLd(await page('/lieux/serre'))).toMatchObject({
      openingHoursSpecification: [
        { '@type': 'OpeningHoursSpecification', opens: '09:00', closes: '18:00' },
        { dayOfWeek: ['https://schema.org/Saturday'], opens: '20:00', closes: '02:00' },
      ],
      containsPlace: [{ '@type': 'Room', name: 'Grande salle', occupancy: { maxValue: 35 } }],
      amenityFeature: [{ name: 'Boucle magnétique', value: true }],
      maximumAttendeeCapacity: 80,
      memberOf: [{ '@id': 'https://reseau.example/fiche#reseau', name: 'Archipel de Loire' }],
    });
  });

  it('can be shown as a card by whoever shares its link', async () => {
    const text = await page('/lieux/serre?lang=en');
    for (const meta of [
      'property="og:title" content="La Serre"',
      'property="og:locale" content="en_GB"',
      'property="og:url" content="/lieux/serre?lang=en"',
      'name="twitter:card" content="summary"',
    ])
      expect(text).toContain(meta);
  });
});

describe('odd profiles', () => {
  it.each([
    ['kafe', '<h1 dir="auto">مقهى 🌱 الحي</h1>'],
    ['interminable', `<h1 dir="auto" class="long-name">${long}</h1>`],
    ['nu', 'Cette fiche ne se décrit pas encore.'],
  ])('%s has its page', async (key, expected) => {
    expect(await page(`/lieux/${key}`)).toContain(expected);
  });

  it('with two thousand links show some and lead to all of them', async () => {
    const text = await page('/lieux/relie');
    expect(text.match(/<li class="entity-row/g)).toHaveLength(12);
    // Whom we know comes first.
    expect(text).toMatch(/Coopère avec<\/h3><ul class="entity-list">.{0,600}La Serre/s);
    expect(text).toMatch(/href="\/lieux\/relie\/liens\/cooperatesWith">Voir les 2\s001</);
    const found = new Set<string>();
    for (let at = 1; at <= 41; at++)
      for (const [, name = ''] of (await page(`/lieux/relie/liens/cooperatesWith?page=${at}`)).matchAll(
        />(ami\d+\.example)</g,
      ))
        found.add(name);
    expect(found.size).toBe(2000);
    for (const beyond of ['page=42', 'page=0', 'page=x'])
      expect((await site.get(`/lieux/relie/liens/cooperatesWith?${beyond}`)).status).toBe(404);
    expect((await site.get('/lieux/relie/liens/aime')).status).toBe(404);
  });
});

describe('a network’s page', () => {
  it('shows its members and what they still seek and offer together, with whose it is', async () => {
    const key = (await (await site.get('/api/networks')).json()).items[0].key;
    const text = await page(`/reseaux/${key}`);
    expect(text).toMatch(/Ses membres.*2 lieux/s);
    expect(text).toMatch(/aria-label="Où sont les membres de Archipel de Loire"/);
    expect(text).toMatch(/Ce que cherchent ses membres.*Des outils à main.*recherché par <a href="\/lieux\/fabrique"/s);
    expect(text).toMatch(/Ce que proposent ses membres.*Une salle le lundi.*proposé par <a href="\/lieux\/serre"/s);
    expect(text).not.toContain('Une salle en 2020');
  });
});

describe('a network’s members', () => {
  it('without a profile here are on the page of all that it declares', async () => {
    site.publish(
      'https://vaste.example/fiche',
      '<> foaf:primaryTopic <#reseau> . <#reseau> a obs:Network ; schema:name "Vaste" ; schema:member <https://serre.example/fiche#lieu>, <https://inconnu.example/#lieu> .',
    );
    const text = await page('/reseaux/vaste');
    expect(text).toContain('href="/lieux/serre"');
    expect(text).toMatch(/href="\/reseaux\/vaste\/liens\/member">Voir les 2 membres déclarés/);
    expect(await page('/reseaux/vaste/liens/member')).toContain('inconnu.example');
  });
});

describe('a territory’s page', () => {
  it('exists for every département, région and commune, published or not', async () => {
    for (const code of [...departements().keys(), 'R52', 'R11', '49007', '2A004', '97411'])
      expect((await site.get(`/territoires/${code}`)).status, code).toBe(200);
    for (const code of ['00', 'R00', '99999', 'constructor'])
      expect((await site.get(`/territoires/${code}`)).status, code).toBe(404);
    expect((await site.get('/territoires/2a')).headers.get('location')).toBe('/territoires/2A');
  });

  it('counts what the lists behind it count, and compares with the neighbours', async () => {
    const text = await page('/territoires/49');
    const { total } = await (await site.get('/api/places?territory=49')).json();
    expect(text).toContain(`Les lieux <span class="count">${total} lieux</span>`);
    expect(text).toMatch(/Des outils à main.*recherché par/s);
    expect(text).toMatch(/href="\/lieux\?pratique=repair-cafe&amp;territoire=49"/);
    expect(text).toContain('href="/?couche=departements"');
    expect(text).toMatch(/<a href="\/territoires\/44">Loire-Atlantique<\/a>/);
    expect(text).toMatch(/href="\/territoires\/49007">Angers <span class="count">1</);
  });

  it('without places offers the wider one', async () => {
    expect(await page('/territoires/53')).toMatch(/href="\/territoires\/R52">Élargir à Pays de la Loire : 2 lieux/);
  });
});

describe('a practice’s page', () => {
  it('draws where it is practised and leads to what its places seek', async () => {
    const text = await page('/pratiques/repair-cafe');
    expect(text).toMatch(/aria-label="Où se pratique : Repair café"/);
    expect(text).toMatch(/Ce que cherchent ces lieux.*href="\/lieux\?besoin=hand-tools&amp;pratique=repair-cafe"/s);
  });
});
