import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { fabrique, reseau, type Served, serve } from './serve.ts';

let site: Served;
beforeAll(async () => {
  site = await serve();
  site.publish('https://fabrique.example/fiche', fabrique);
  site.publish('https://reseau.example/fiche', reseau);
});
afterAll(() => site.close());

describe('an entity at its one address', () => {
  const address = '/lieux/fabrique';
  it.each([
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html'],
    ['*/*', 'text/html'],
    ['text/turtle', 'text/turtle'],
    ['application/ld+json', 'application/ld+json'],
    ['application/n-quads', 'application/n-quads'],
    ['text/html;q=0.5, text/turtle', 'text/turtle'],
  ])('answers Accept: %s with %s', async (accept, type) => {
    const response = await site.get(address, { accept });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.get('vary')).toContain('Accept');
  });

  it.each([
    ['.ttl', 'text/turtle'],
    ['.jsonld', 'application/ld+json'],
    ['.nq', 'application/n-quads'],
  ])('answers the suffix %s whatever is accepted', async (suffix, type) => {
    const response = await site.get(address + suffix, { accept: 'text/html' });
    expect(response.headers.get('content-type')).toContain(type);
  });

  it('gives as Turtle what the publisher wrote, and names its source and licence', async () => {
    const response = await site.get(`${address}.ttl`);
    const quads = parseTurtle(await response.text(), 'turtle', 'https://elsewhere.example/');
    expect(
      quads.some((q) => q.subject.value === 'https://fabrique.example/fiche#lieu' && q.object.value === 'La Fabrique'),
    ).toBe(true);
    expect(response.headers.get('link')).toContain('<https://fabrique.example/fiche>; rel="via"');
    expect(response.headers.get('link')).toContain('<https://creativecommons.org/licenses/by/4.0/>; rel="license"');
  });

  it('names the graph by the registered address in N-Quads', async () => {
    const text = await (await site.get(`${address}.nq`)).text();
    expect(
      text
        .trim()
        .split('\n')
        .every((line) => line.endsWith('<https://fabrique.example/fiche> .')),
    ).toBe(true);
  });

  it('answers 406 with what there is when nothing suits', async () => {
    const response = await site.get(address, { accept: 'image/png' });
    expect(response.status).toBe(406);
    expect((await response.json()).allowed).toContain('text/turtle');
  });

  it('confirms an unchanged representation with 304', async () => {
    const first = await site.get(`${address}.ttl`);
    expect(first.headers.get('last-modified')).toBe('Sun, 01 Nov 2026 08:00:00 GMT');
    const again = await site.get(`${address}.ttl`, { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('may be read by scripts of any site', async () => {
    expect((await site.get(`${address}.ttl`)).headers.get('access-control-allow-origin')).toBe('*');
    const preflight = await fetch(site.url + address, { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
  });
});

describe('what is not there', () => {
  it('answers a machine with a problem document', async () => {
    const response = await site.get('/lieux/inconnu', { accept: 'text/turtle' });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 404, instance: '/lieux/inconnu' });
  });

  it('answers a person with a page that leads on', async () => {
    const response = await site.get('/nulle-part', { accept: 'text/html' });
    expect(response.status).toBe(404);
    const page = await response.text();
    expect(page).toContain('Il n’y a rien à cette adresse');
    expect(page).toContain('action="/lieux"');
  });

  it('says of a withdrawn profile that and when it was withdrawn', async () => {
    const other = await serve();
    other.publish(
      'https://ancien.example/fiche',
      '<> foaf:primaryTopic <#lieu> . <#lieu> a obs:ThirdPlace ; schema:name "L’Ancien" .',
    );
    const key = (await (await other.get('/api/places')).json()).items[0].key;
    other.withdraw('https://ancien.example/fiche', '2026-03-03T10:00:00Z');
    const response = await other.get(`/lieux/${key}`, { accept: 'text/html' });
    expect(response.status).toBe(410);
    expect(plainSpaces(await response.text())).toContain('La fiche « L’Ancien » a été retirée le 3 mars 2026.');
    expect((await other.get(`/api/places/${key}`)).status).toBe(410);
    await other.close();
  });
});

describe('the vocabulary', () => {
  it.each(['/ns', '/shapes', '/vocab/kinds', '/vocab/kinds/fablab', '/pratiques/repair-cafe'])(
    '%s speaks HTML and Turtle',
    async (path) => {
      const page = await site.get(path, { accept: 'text/html' });
      expect(page.headers.get('content-type')).toContain('text/html');
      for (const response of [await site.get(path, { accept: 'text/turtle' }), await site.get(`${path}.ttl`)]) {
        expect(response.status).toBe(200);
        expect(parseTurtle(await response.text(), 'turtle', 'https://elsewhere.example/').length).toBeGreaterThan(1);
      }
    },
  );

  it('gives the context as JSON-LD', async () => {
    const response = await site.get('/context.jsonld');
    expect(response.headers.get('content-type')).toContain('application/ld+json');
    expect(await response.json()).toHaveProperty('@context');
  });

  it('tells on a practice’s page which places practise it', async () => {
    expect(await (await site.get('/pratiques/repair-cafe')).text()).toContain('href="/lieux/fabrique"');
  });
});
