import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { dcat, dct, rdf } from '../../server/rdf/terms.ts';
import { fabrique, reseau, type Served, serve } from './serve.ts';

let site: Served;
beforeAll(async () => {
  site = await serve();
  site.publish('https://fabrique.example/fiche', fabrique);
  site.publish('https://reseau.example/fiche', reseau);
});
afterAll(() => site.close());

const turtle = async (path: string) => {
  const response = await site.get(path, { accept: 'text/turtle' });
  expect(response.headers.get('content-type')).toContain('text/turtle');
  return parseTurtle(await response.text(), 'turtle', site.url + path);
};

describe('the catalogue', () => {
  it.each([
    ['', 'text/turtle', 'text/turtle'],
    ['', 'application/ld+json', 'application/ld+json'],
    ['', 'application/rdf+xml', 'application/rdf+xml'],
    ['', 'text/html', 'text/html'],
    ['.rdf', '*/*', 'application/rdf+xml'],
    ['.ttl', 'text/html', 'text/turtle'],
  ])('answers /catalog%s, Accept: %s, with %s', async (suffix, accept, type) => {
    const response = await site.get(`/catalog${suffix}`, { accept });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('answers 406 to what it is not written in', async () => {
    expect((await site.get('/catalog', { accept: 'image/png' })).status).toBe(406);
  });

  it('gives each dataset, distribution and service what DCAT-AP 3 requires, in both languages', async () => {
    const quads = await turtle('/catalog');
    const of = (type: string) =>
      quads.filter((q) => q.predicate.equals(rdf('type')) && q.object.equals(dcat(type))).map((q) => q.subject);
    const values = (subject: (typeof quads)[number]['subject'], predicate: (typeof quads)[number]['predicate']) =>
      quads.filter((q) => q.subject.equals(subject) && q.predicate.equals(predicate)).map((q) => q.object);
    const languages = (terms: ReturnType<typeof values>) =>
      terms.map((term) => (term.termType === 'Literal' ? term.language : '')).sort();
    for (const subject of [...of('Catalog'), ...of('Dataset')]) {
      expect(languages(values(subject, dct('title'))), subject.value).toEqual(['en', 'fr']);
      expect(languages(values(subject, dct('description'))), subject.value).toEqual(['en', 'fr']);
      expect(values(subject, dct('publisher')), subject.value).toHaveLength(1);
    }
    const [catalogue] = of('Catalog');
    if (!catalogue) throw new Error('no catalogue');
    const named = values(catalogue, dcat('dataset')).map(({ value }) => value);
    expect(named.sort()).toEqual(
      of('Dataset')
        .map(({ value }) => value)
        .sort(),
    );
    const ways = quads.filter((q) => q.predicate.equals(dcat('distribution'))).map((q) => q.object.value);
    expect(
      of('Distribution')
        .map(({ value }) => value)
        .sort(),
    ).toEqual(ways.sort());
    for (const subject of of('Distribution')) expect(values(subject, dcat('accessURL')), subject.value).toHaveLength(1);
    for (const subject of of('DataService'))
      expect(values(subject, dcat('endpointURL')), subject.value).toHaveLength(1);
  });

  it('leads to addresses that answer, on this very site', async () => {
    const quads = await turtle('/catalog');
    const addresses = quads
      .filter((q) =>
        [dcat('accessURL'), dcat('downloadURL'), dcat('endpointURL'), dcat('landingPage')].some((p) =>
          p.equals(q.predicate),
        ),
      )
      .map((q) => q.object.value);
    expect(addresses.length).toBeGreaterThan(8);
    for (const address of new Set(addresses)) {
      expect(address.startsWith(`${site.url}/`), address).toBe(true);
      expect((await site.get(address.slice(site.url.length))).status, address).toBeLessThan(400);
    }
  });
});

describe('/.well-known/void', () => {
  it('counts what the lists count, by class, and names the endpoint', async () => {
    const quads = await turtle('/.well-known/void');
    const about = (local: string) => quads.filter((q) => q.predicate.value === `http://rdfs.org/ns/void#${local}`);
    expect(about('sparqlEndpoint').map((q) => q.object.value)).toEqual([`${site.url}/sparql`]);
    const places = about('class').find((q) => q.object.value.endsWith('#ThirdPlace'))?.subject;
    expect(about('entities').find((q) => places && q.subject.equals(places))?.object.value).toBe('1');
    expect((await site.get('/.well-known/void')).headers.get('content-type')).toContain('text/turtle');
  });

  it('leads a browser to the catalogue', async () => {
    const response = await site.get('/.well-known/void', { accept: 'text/html,*/*;q=0.8' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/catalog']);
  });
});

describe('signposts', () => {
  const linksOf = async (path: string, accept = 'text/html') => {
    const header = (await site.get(path, { accept })).headers.get('link') ?? '';
    return [...header.matchAll(/<([^>]*)>; rel="([^"]*)"/g)].map(([, href, rel]) => `${rel} ${href}`);
  };

  it('of a page name its identity, class, licence, data and dataset', async () => {
    const links = await linksOf('/lieux/fabrique');
    expect(links).toEqual(
      expect.arrayContaining([
        'cite-as https://fabrique.example/fiche#lieu',
        'type https://schema.org/AboutPage',
        'type https://w3id.org/obsidienne/ns#ThirdPlace',
        'license https://creativecommons.org/licenses/by/4.0/',
        'describedby /lieux/fabrique.ttl',
        'describedby /lieux/fabrique.jsonld',
        'collection /catalog#dataset',
        'via https://fabrique.example/fiche',
      ]),
    );
  });

  it('of its data lead back to the page', async () => {
    expect(await linksOf('/lieux/fabrique', 'text/turtle')).toContain('describes /lieux/fabrique');
  });

  it.each([
    ['/ns', 'https://w3id.org/obsidienne/ns'],
    ['/shapes', 'https://w3id.org/obsidienne/shapes'],
    ['/vocab/kinds', 'https://w3id.org/obsidienne/kinds'],
    ['/vocab/kinds/fablab', 'https://w3id.org/obsidienne/kinds/fablab'],
  ])('of %s name %s', async (path, iri) => {
    const links = await linksOf(path);
    expect(links).toContain(`cite-as ${iri}`);
    expect(links).toContain(`describedby ${path}.ttl`);
  });
});
