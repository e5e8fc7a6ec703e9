import { request as httpRequest } from 'node:http';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbeddedGraph, type EmbeddedGraph } from '../../server/graph/embedded-graph.ts';
import { canonicalize } from '../../server/rdf/canonical.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { type ServedSparql, serveSparql } from './served-sparql.ts';

const values = 'SELECT ?s ?o { ?s <http://p> ?o }';
const lines = Array.from({ length: 1_200 }, (_, i) => `<http://s/${i}> <http://p> "v${i}" .`);
const hostile = '<http://s/x> <http://q> "<script>alert(1)</script>" .\n<javascript:alert(1)> <http://q> "y" .';

const key = 'a key of nobody else'.replaceAll(' ', '-');

let graph: EmbeddedGraph;
let served: ServedSparql;
let base: string;

beforeAll(async () => {
  graph = createEmbeddedGraph({
    replicas: 1,
    deadlineMs: 1_500,
    longestMs: 2_500,
    maxAnswerBytes: 300e3,
    load: () => [
      { iri: 'http://a', role: 'profile', triples: `${lines.join('\n')}\n${hostile}` },
      { iri: 'http://b', role: 'profile', triples: '<http://s/b> <http://r> "only b" .' },
    ],
  });
  served = await serveSparql(graph, { keys: { keys: [key], deadlineMs: 2_500 } });
  base = served.url;
});

afterAll(async () => {
  await served.close();
  await graph.close();
});

const get: ServedSparql['get'] = (parameters, headers) => served.get(parameters, headers);
const post: ServedSparql['post'] = (body, type, headers) => served.post(body, type, headers);

const one = 'SELECT ?o { <http://s/7> <http://p> ?o }';
const construct = 'CONSTRUCT WHERE { <http://s/7> ?p ?o }';

describe('the query operation', () => {
  it('is answered by GET, by form POST and by direct POST alike', async () => {
    const answers = await Promise.all([
      get({ query: one }),
      post(new URLSearchParams({ query: one }).toString(), 'application/x-www-form-urlencoded'),
      post(one, 'application/sparql-query; charset=utf-8'),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^application\/sparql-results\+json/);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect((await answer.json()) as object).toMatchObject({ results: { bindings: [{ o: { value: 'v7' } }] } });
    }
  });

  it.each([
    ['application/sparql-results+xml', one, 'application/sparql-results+xml'],
    ['text/csv', one, 'text/csv; charset=utf-8'],
    ['text/tab-separated-values', one, 'text/tab-separated-values; charset=utf-8'],
    ['application/json', one, 'application/sparql-results+json'],
    ['application/json;q=0.5, text/csv;q=0.9', one, 'text/csv; charset=utf-8'],
    ['text/turtle;q=0.9, text/csv', construct, 'text/turtle; charset=utf-8'],
    ['*/*', construct, 'text/turtle; charset=utf-8'],
    ['application/n-triples', construct, 'application/n-triples'],
    ['application/ld+json', 'DESCRIBE <http://s/7>', 'application/ld+json'],
  ])('negotiates %s for %s', async (accept, query, expected) => {
    const answer = await get({ query }, { accept });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expected]);
    expect(answer.headers.get('vary')).toMatch(/Accept/);
  });

  it('takes the format parameter before the Accept header', async () => {
    const answer = await get({ query: one, format: 'csv' }, { accept: 'text/html' });
    expect((await answer.text()).trim().split(/\r?\n/)).toEqual(['o', 'v7']);
  });

  it('restricts itself to the graphs that are named', async () => {
    const query = 'SELECT ?o { ?s <http://r> ?o }';
    const rows = async (parameters: Record<string, string>) =>
      (await (await get({ query, format: 'csv', ...parameters })).text()).trim().split(/\r?\n/).slice(1);
    expect(await rows({})).toEqual(['only b']);
    expect(await rows({ 'default-graph-uri': 'http://a' })).toEqual([]);
    expect(await rows({ 'default-graph-uri': 'http://b' })).toEqual(['only b']);
    expect(await rows({ 'named-graph-uri': 'http://b' })).toEqual([]);
  });

  it('answers HEAD without a body and OPTIONS for other sites', async () => {
    const head = await fetch(`${base}?${new URLSearchParams({ query: one })}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([
      200,
      'application/sparql-results+json',
      '',
    ]);
    const options = await fetch(base, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('access-control-allow-methods')]).toEqual([
      204,
      'GET, HEAD, POST, OPTIONS',
    ]);
  });

  // fetch would add `no-cache` of its own accord, which asks for the whole answer.
  const revalidate = (tag: string) => ({ 'if-none-match': tag, 'cache-control': 'max-age=0' });

  it('is confirmed with 304 as long as nothing changed, unless its answer depends on the moment', async () => {
    const first = await get({ query: one });
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^W\/"test-\d+-/);
    expect((await get({ query: one }, revalidate(tag))).status).toBe(304);
    expect((await get({ query: one, format: 'csv' }, revalidate(tag))).status).toBe(200);
    await graph.change([{ iri: 'http://c', role: 'profile', triples: '<http://s/c> <http://r2> "c" .' }]);
    const later = await get({ query: one }, revalidate(tag));
    expect([later.status, later.headers.get('obsidienne-dataset-version')]).toEqual([200, '1']);
    const now = await get({ query: 'SELECT (NOW() AS ?n) {}' });
    expect([now.headers.get('etag'), now.headers.get('cache-control')]).toEqual([null, 'no-store']);
  });
});

describe('what cannot be answered', () => {
  const accept = 'application/sparql-results+json';

  it('is 400 with line and column for a broken query', async () => {
    const answer = await get({ query: 'SELECT *\n{ ?s foo:p ?o }' }, { accept });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      400,
      expect.stringContaining('application/problem+json'),
    ]);
    expect(await answer.json()).toMatchObject({ status: 400, line: 2, column: 11, code: 'bad-query' });
  });

  it('is 400 for an update, by any door', async () => {
    const form = (text: string) => post(text, 'application/x-www-form-urlencoded', { accept });
    expect((await form('update=CLEAR+ALL')).status).toBe(400);
    expect((await form('query=CLEAR+ALL')).status).toBe(400);
    expect((await post('CLEAR ALL', 'application/sparql-query', { accept })).status).toBe(400);
    expect((await post('CLEAR ALL', 'application/sparql-update', { accept })).status).toBe(415);
  });

  it('is 400 for two queries or none', async () => {
    expect((await fetch(`${base}?query=ASK{}&query=ASK{}`, { headers: { accept } })).status).toBe(400);
    expect((await post('', 'application/x-www-form-urlencoded', { accept })).status).toBe(400);
    expect((await post('', 'application/sparql-query', { accept })).status).toBe(400);
  });

  it('is 406 with the formats there are', async () => {
    const answer = await get({ query: one }, { accept: 'text/turtle, application/problem+json' });
    expect(answer.status).toBe(406);
    expect(await answer.json()).toMatchObject({ allowed: expect.arrayContaining(['text/csv']) });
    expect((await get({ query: one }, { accept: 'image/png' })).status).toBe(406);
    expect((await get({ query: one, format: 'pdf' }, { accept })).status).toBe(406);
  });

  it('is 414 in an address and 413 in a body above 16 KB', async () => {
    const long = `ASK {} #${'x'.repeat(17_000)}`;
    expect((await get({ query: long }, { accept })).status).toBe(414);
    expect((await post(long, 'application/sparql-query', { accept })).status).toBe(413);
    expect((await post(`${long}${'x'.repeat(90_000)}`, 'application/sparql-query', { accept })).status).toBe(413);
  });

  it('is 415 for another body and 405 for another method', async () => {
    expect((await post('{}', 'application/json', { accept })).status).toBe(415);
    const put = await fetch(base, { method: 'PUT', body: 'x', headers: { accept } });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST, OPTIONS']);
  });

  it('is 400 when the answer would be too large', async () => {
    const answer = await get({ query: 'SELECT * { ?s ?p ?o . ?s2 <http://q> ?o2 }' }, { accept });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'too-large' }]);
  });

  it('is 503 with Retry-After at the deadline, and the next query is answered', async () => {
    const cross = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }';
    const answer = await get({ query: cross }, { accept });
    expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([503, true]);
    expect(await answer.json()).toMatchObject({ code: 'timeout' });
    await graph.settled();
    expect((await get({ query: one }, { accept })).status).toBe(200);
  });

  it('grants who shows a key its longer deadline, and tells who shows another one that it is none', async () => {
    const cross = 'SELECT (COUNT(*) AS ?m) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }';
    const answer = await get({ query: cross }, { accept, authorization: `Bearer ${key}`, 'accept-language': 'en' });
    expect([answer.status, await answer.json()]).toMatchObject([503, { detail: expect.stringContaining('2.5 s') }]);
    await graph.settled();
    const unknown = await get({ query: one }, { accept, authorization: 'Bearer of-bad-news-to-all' });
    expect([unknown.status, unknown.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
    expect((await get({ query: one }, { accept, authorization: `bearer ${key}` })).status).toBe(200);
  });

  it('is 503 with Retry-After when the line is full', async () => {
    const busy = await serveSparql({
      version: 1,
      change: () => Promise.resolve(),
      query: () => Promise.resolve({ state: 'busy', retryAfterMs: 2_000 }),
      close: () => Promise.resolve(),
    });
    const answer = await fetch(`${busy.url}?query=ASK{}`, { headers: { accept } });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    await busy.close();
  });

  it('breaks the connection when the answer breaks off', async () => {
    async function* half(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a,b\n1,2\n');
      await new Promise((resolve) => setImmediate(resolve));
      throw new Error('the engine ended in the middle of an answer');
    }
    const breaking = await serveSparql({
      version: 1,
      change: () => Promise.resolve(),
      query: () =>
        Promise.resolve({
          state: 'answered',
          kind: 'bindings',
          format: 'csv',
          mediaType: 'text/csv',
          version: 1,
          bytes: 8,
          body: half(),
        }),
      close: () => Promise.resolve(),
    });
    const ended = await new Promise<string>((resolve) => {
      const asked = httpRequest(`${breaking.url}?query=ASK{}`, { headers: { accept: 'text/csv' } }, (answer) => {
        answer.on('error', () => resolve('broken'));
        answer.on('end', () => resolve('complete'));
        answer.resume();
      });
      asked.on('error', () => resolve('broken'));
      asked.end();
    });
    expect(ended).toBe('broken');
    await breaking.close();
  });
});

describe('without a query', () => {
  it('describes itself to a machine, the same in Turtle and JSON-LD', async () => {
    const turtle = await fetch(base, { headers: { accept: 'text/turtle' } });
    const text = await turtle.text();
    expect(text).toContain('http://www.w3.org/ns/sparql-service-description#');
    const json = await (await fetch(base, { headers: { accept: 'application/ld+json' } })).json();
    const nquads = (await jsonld.toRDF(json as never, { format: 'application/n-quads' })) as unknown as string;
    const [a, b] = await Promise.all([text, nquads].map(async (rdf) => canonicalize(new Parser().parse(rdf))));
    expect(a).toEqual(b);
    expect(text).toContain(`<${base}>`);
  });

  it('gives a browser the query page with its gallery, in its language', async () => {
    const french = plainSpaces(await (await fetch(base, { headers: { accept: 'text/html,*/*;q=0.8' } })).text());
    expect(french).toMatch(/<html lang="fr"/);
    expect(french).toContain('Qui cherche quoi ?');
    expect(french).toMatch(/<textarea[^>]+name="query"/);
    const english = await (await fetch(`${base}?lang=en`, { headers: { accept: 'text/html' } })).text();
    expect(english).toContain('Who seeks what?');
  });
});

describe('the answer in a browser', () => {
  const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';

  it('is a table of the first 1,000 rows that says how many there are, with downloads', async () => {
    const page = await (await get({ query: `${values} ORDER BY ?s`, lang: 'en' }, { accept })).text();
    expect(page.match(/<tr>/g)).toHaveLength(1_001);
    expect(page).toContain('Rows 1 to 1,000 of 1,200');
    expect(page).toContain('<a href="http://s/0">');
    expect(page).toContain('&amp;format=csv');
  });

  it('shows statements for CONSTRUCT, yes or no for ASK, and a sentence for nothing', async () => {
    const page = async (query: string) => (await get({ query, lang: 'en' }, { accept })).text();
    expect(await page(construct)).toMatch(/<td[^>]*>v7<\/td>/);
    expect(await page('ASK {}')).toContain('<p class="total">Yes</p>');
    expect(await page('SELECT * { ?s <http://nothing> ?o }')).toContain('No row matches');
  });

  it('never lets data or the query become markup or a script link', async () => {
    const page = await (
      await get({ query: 'SELECT * { ?s <http://q> ?o } # </textarea><script>x' }, { accept })
    ).text();
    expect(page).toContain('&lt;script>alert(1)&lt;/script>');
    expect(page).not.toMatch(/<script>|href="javascript:/);
  });

  it('keeps a broken query in the form and says where it broke', async () => {
    const answer = await get({ query: 'SELECT *\n{ ?s foo:p ?o }', lang: 'en' }, { accept });
    const page = await answer.text();
    expect(answer.status).toBe(400);
    expect(page).toContain('Line 2, column 11.');
    expect(page).toContain('{ ?s foo:p ?o }</textarea>');
  });
});
