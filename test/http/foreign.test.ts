import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from './serve.ts';

const url = 'https://quai.example/fiche';
let site: Served;
beforeAll(async () => {
  site = await serve();
  site.publish(
    url,
    `<> foaf:primaryTopic <#lieu> ; dct:license <https://creativecommons.org/licenses/by/4.0/> .
    <#lieu> a obs:ThirdPlace ; schema:name "Le Quai"@fr ; obs:kind kinds:fablab ; obs:practice practices:digital-fabrication, practices:digital-mediation ;
      schema:description "Un atelier."@fr, "A workshop."@en ; schema:url <https://quai.example/> ; schema:email "contact@quai.example" ;
      schema:image <https://quai.example/photo.jpg> ; schema:foundingDate "2019" ; schema:keywords "vélo"@fr ; obs:floorArea 120 ;
      schema:openingHoursSpecification [ schema:dayOfWeek schema:Monday, schema:Tuesday ; schema:opens "09:00" ; schema:closes "12:00" ] ;
      schema:address [ a schema:PostalAddress ; schema:streetAddress "1 quai Nord" ; schema:postalCode "29200" ; schema:addressLocality "Brest" ; schema:addressCountry "FR" ] ;
      schema:geo [ schema:latitude 48.39 ; schema:longitude -4.49 ] .`,
  );
  site.publish(
    'https://nu.example/fiche',
    `<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "Nu"@fr ; obs:kind kinds:other .`,
  );
});
afterAll(() => site.close());

const key = async (name: string) => {
  const { items } = (await (await site.get('/api/places')).json()) as { items: { name: string; key: string }[] };
  return items.find((item) => item.name === name)?.key;
};
const written = async (format: string, query = '') =>
  site.get(`/lieux/${await key('Le Quai')}/formats/${format}.json${query}`);

describe('a place in the formats of others', () => {
  it('is a Murmurations profile', async () => {
    expect(await (await written('murmurations', '?lang=en')).json()).toEqual({
      linked_schemas: ['organizations_schema-v1.0.0'],
      license: 'https://creativecommons.org/licenses/by/4.0/',
      source_url: 'https://quai.example/fiche',
      name: 'Le Quai',
      primary_url: 'https://quai.example/',
      description: 'A workshop.',
      image: 'https://quai.example/photo.jpg',
      contact_details: { email: 'contact@quai.example' },
      full_address: '1 quai Nord, 29200 Brest',
      locality: 'Brest',
      country_iso_3166: 'FR',
      geolocation: { lat: 48.39, lon: -4.49 },
      year_founded: 2019,
      tags: expect.arrayContaining(['vélo']),
    });
  });

  it('is SpaceAPI, the national schema, schema.org and PAIR, each with its media type', async () => {
    expect(await (await written('spaceapi')).json()).toMatchObject({
      space: 'Le Quai',
      logo: 'https://quai.example/photo.jpg',
    });
    expect(await (await written('mednum')).json()).toMatchObject({
      nom: 'Le Quai',
      horaires: 'Mo,Tu 09:00-12:00',
      services: expect.stringContaining('Maîtrise des outils numériques du quotidien'),
    });
    const own = await written('schema-org');
    expect(own.headers.get('content-type')).toContain('application/ld+json');
    expect(await own.json()).toMatchObject({ '@type': 'Place', name: 'Le Quai', openingHours: 'Mo,Tu 09:00-12:00' });
    expect(await (await written('pair')).json()).toMatchObject({
      'pair:label': 'Le Quai',
      'pair:homePage': { '@id': 'https://quai.example/' },
    });
  });

  it('is refused where a format asks for what it does not tell', async () => {
    const response = await site.get(`/lieux/${await key('Nu')}/formats/spaceapi.json`, { accept: 'application/json' });
    expect(response.status).toBe(422);
    expect(JSON.stringify(await response.json())).toContain('url, logo, location, contact');
    expect((await written('rien')).status).toBe(404);
    expect((await site.get('/lieux/nulle-part/formats')).status).toBe(404);
  });

  it('is shown with what each would lose, in both languages', async () => {
    const page = async (language: string) =>
      (await site.get(`/lieux/${await key('Le Quai')}/formats?lang=${language}`)).text();
    expect(await page('fr')).toMatch(/Laissé de côté[^<]*horaires/);
    expect(await page('en')).toMatch(/Left out[^<]*opening hours/);
  });
});
