import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbeddedGraph, type EmbeddedGraph } from '../../server/graph/embedded-graph.ts';
import { type ServedSparql, serveSparql } from './served-sparql.ts';

let graph: EmbeddedGraph;
let served: ServedSparql;
beforeAll(async () => {
  graph = createEmbeddedGraph({
    replicas: 1,
    load: () => [
      { iri: 'http://a', role: 'profile', triples: '<http://s> <http://p> "a" .\n<http://s> <http://p> "é" .' },
      { iri: 'http://b', role: 'profile', triples: '<http://s> <http://p> "b" .' },
      { iri: 'http://c', role: 'about', triples: '<http://s> <http://p> "c" .' },
    ],
  });
  served = await serveSparql(graph);
});
afterAll(async () => {
  await served.close();
  await graph.close();
});

const form = 'application/x-www-form-urlencoded';
const direct = 'application/sparql-query';
const values = 'SELECT ?o { ?s ?p ?o } ORDER BY ?o';
const named = 'SELECT ?g { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g';
const csv = { accept: 'text/csv' };
const rowsOf = async (answer: Response) => (await answer.text()).trim().split(/\r?\n/).slice(1);

/** The same question by the three ways of the protocol. */
async function askAlike(query: string, dataset: readonly (readonly [string, string])[]): Promise<readonly string[]> {
  const parameters = new URLSearchParams(dataset.map((pair) => [...pair]));
  const withQuery = new URLSearchParams([['query', query], ...dataset.map((pair) => [...pair])]);
  const answers = await Promise.all([
    fetch(`${served.url}?${withQuery}`, { headers: csv }),
    served.post(withQuery.toString(), form, csv),
    fetch(`${served.url}?${parameters}`, {
      method: 'POST',
      body: query,
      headers: { 'content-type': direct, ...csv },
    }),
  ]);
  const [first, ...others] = await Promise.all(answers.map(rowsOf));
  for (const other of others) expect(other).toEqual(first);
  return first ?? [];
}

describe('the dataset of a query', () => {
  it.each([
    [[], ['a', 'b', 'é']],
    [[['default-graph-uri', 'http://c']], ['c']],
    [
      [
        ['default-graph-uri', 'http://a'],
        ['default-graph-uri', 'http://c'],
      ],
      ['a', 'c', 'é'],
    ],
    [[['default-graph-uri', 'http://nowhere']], []],
    [[['named-graph-uri', 'http://a']], []],
    [[['default-graph-uri', '']], ['a', 'b', 'é']],
  ] as const)('has the default graph that is given, by all three ways: %j', async (dataset, expected) => {
    expect([...(await askAlike(values, dataset))].sort()).toEqual([...expected].sort());
  });

  it('has the named graphs that are given', async () => {
    expect(await askAlike(named, [])).toEqual(['http://a', 'http://b', 'http://c']);
    const two = [
      ['named-graph-uri', 'http://a'],
      ['named-graph-uri', 'http://c'],
      ['default-graph-uri', 'http://b'],
    ] as const;
    expect(await askAlike(named, two)).toEqual(['http://a', 'http://c']);
    expect(await askAlike(values, two)).toEqual(['b']);
  });

  it('is that of the protocol when the query names another (SPARQL 1.1 Protocol §2.1.4)', async () => {
    expect(await askAlike('SELECT ?o FROM <http://b> { ?s ?p ?o }', [['default-graph-uri', 'http://c']])).toEqual([
      'c',
    ]);
    expect(await askAlike('SELECT ?o FROM <http://b> { ?s ?p ?o }', [])).toEqual(['b']);
  });

  it('takes relative addresses of a query from the endpoint', async () => {
    expect(await askAlike('SELECT (<x> AS ?o) {}', [])).toEqual([served.url.replace(/sparql$/, 'x')]);
  });
});

describe('the format', () => {
  it.each([
    ['application/sparql-results+json;q=0, */*', 'application/sparql-results+xml'],
    ['application/sparql-results+json;q=0.1, */*;q=0.9', 'application/sparql-results+xml'],
    ['text/*;q=0.2, application/sparql-results+xml;q=0.1', 'text/csv; charset=utf-8'],
    ['image/png, text/tab-separated-values;q=0.001', 'text/tab-separated-values; charset=utf-8'],
    ['text/html;q=0.5, application/sparql-results+xml;q=0.7', 'application/sparql-results+xml'],
    ['text/turtle, application/json;q=0.1', 'application/sparql-results+json'],
    ['application/sparql-results+json; charset=utf-8', 'application/sparql-results+json'],
  ])('is what %s wants most', async (accept, expected) => {
    const answer = await served.get({ query: values }, { accept });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expected]);
    expect(answer.headers.get('vary')?.split(/, */)).toEqual(expect.arrayContaining(['Accept']));
    expect(answer.headers.get('vary')).not.toMatch(/Cookie|Language/);
  });

  it.each(['text/turtle', 'application/n-triples', 'application/ld+json', 'application/rdf+xml'])(
    'of a graph may be %s',
    async (accept) => {
      const answer = await served.get({ query: 'CONSTRUCT WHERE { <http://s> <http://p> ?o }' }, { accept });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining(accept)]);
      expect(await answer.text()).toContain('é');
    },
  );

  it('without an Accept header is JSON, Turtle for a graph', async () => {
    const type = async (query: string) => (await served.get({ query }, { accept: '*/*' })).headers.get('content-type');
    expect(await type('ASK {}')).toBe('application/sparql-results+json');
    expect(await type('DESCRIBE <http://s>')).toBe('text/turtle; charset=utf-8');
  });
});

describe('a misuse', () => {
  const json = { accept: 'application/json' };
  const status = async (asked: Promise<Response>) => (await asked).status;

  it('of the body is 415 without its type, or in another encoding than UTF-8', async () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(await status(served.post(bytes('query=ASK{}'), '', json))).toBe(415);
    expect(await status(served.post('ASK {}', 'text/plain', json))).toBe(415);
    const utf16 = new Uint8Array(Buffer.from('ASK {}', 'utf16le'));
    expect(await status(served.post(utf16, `${direct}; charset=UTF-16`, json))).toBe(415);
    expect(await status(served.post('ASK {}', `${direct}; charset="UTF-8"`, json))).toBe(200);
  });

  it('of the encoding is 400: a query with characters replaced would be another query', async () => {
    const broken = new Uint8Array([...Buffer.from('ASK { ?s ?p "'), 0xff, ...Buffer.from('" }')]);
    expect(await status(served.post(broken, direct, json))).toBe(400);
    expect(await status(served.post('query=ASK%20%7B%20%3Fs%20%3Fp%20%22%FF%22%20%7D', form, json))).toBe(400);
    expect(await status(fetch(`${served.url}?query=ASK%20%7B%7D%20%23%FF`, { headers: json }))).toBe(400);
    expect(await status(fetch(`${served.url}?query=ASK%20%7B%7D%20%23 100%`, { headers: json }))).toBe(200);
  });

  it('of the operation is 400: two queries, an update, none, an empty one', async () => {
    expect(await status(served.post('query=ASK{}&query=ASK{}', form, json))).toBe(400);
    const both = fetch(`${served.url}?query=ASK{}`, {
      method: 'POST',
      body: 'ASK {}',
      headers: { 'content-type': direct, ...json },
    });
    expect(await status(both)).toBe(400);
    expect(await status(served.get('update=CLEAR ALL', json))).toBe(400);
    expect(await status(served.get('query=ASK{}&using-graph-uri=http://a', json))).toBe(400);
    expect(await status(served.post('INSERT DATA { <a:a> <a:a> 1 }', direct, json))).toBe(400);
    expect(await status(served.post('default-graph-uri=http://a', form, json))).toBe(400);
    expect(await status(served.get('query=', json))).toBe(400);
  });

  it('of a graph name is 400 and names it', async () => {
    const answer = await served.get({ query: 'ASK {}', 'named-graph-uri': 'no address' }, json);
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { parameter: 'named-graph-uri', value: 'no address' },
    ]);
  });

  it('is told to other sites too', async () => {
    const answer = await served.get({ query: 'ASK {' }, { ...json, origin: 'https://elsewhere.example' });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([400, '*']);
  });
});

describe('without a body', () => {
  it('HEAD says what GET would say, of answers and of failures', async () => {
    for (const parameters of ['query=ASK{}', 'query=ASK', '']) {
      const [head, get] = await Promise.all(
        ['HEAD', 'GET'].map((method) => fetch(`${served.url}?${parameters}`, { method, headers: { accept: '*/*' } })),
      );
      expect(head?.status).toBe(get?.status);
      expect(head?.headers.get('content-type')).toBe(get?.headers.get('content-type'));
      expect(head?.headers.get('etag')).toBe(get?.headers.get('etag'));
      expect(await head?.text()).toBe('');
    }
  });

  it('OPTIONS tells a browser that any site may ask, by all three ways', async () => {
    const answer = await fetch(served.url, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://elsewhere.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-methods')).toMatch(/GET.*POST/);
    expect(answer.headers.get('access-control-allow-headers')).toMatch(/content-type/i);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
  });
});

describe('the service description', () => {
  it('names the endpoint, the language, the formats, the functions beyond SPARQL and what the dataset is', async () => {
    const answer = await fetch(served.url, { headers: { accept: 'text/turtle' } });
    const quads = new Parser().parse(await answer.text());
    const sd = 'http://www.w3.org/ns/sparql-service-description#';
    const objects = (local: string) =>
      quads.filter(({ predicate }) => predicate.value === sd + local).map(({ object }) => object.value);
    expect(objects('endpoint')).toEqual([served.url]);
    expect(objects('supportedLanguage')).toEqual([`${sd}SPARQL11Query`]);
    expect(objects('resultFormat')).toContain('http://www.w3.org/ns/formats/SPARQL_Results_JSON');
    expect(objects('extensionFunction')).toContain('http://www.opengis.net/def/function/geosparql/distance');
    expect(objects('defaultEntailmentRegime')).toEqual(['http://www.w3.org/ns/entailment/Simple']);
    const types = quads.filter(({ predicate }) => predicate.value.endsWith('#type')).map(({ object }) => object.value);
    expect(types).toEqual(expect.arrayContaining([`${sd}Service`, `${sd}Dataset`, `${sd}Graph`, `${sd}Function`]));
  });
});
