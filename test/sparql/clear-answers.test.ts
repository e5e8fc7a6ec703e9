import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbeddedGraph, type EmbeddedGraph } from '../../server/graph/embedded-graph.ts';
import type { Answer } from '../../server/graph/graph.ts';
import { maxQueryBytes } from '../../server/http/sparql/request.ts';
import { type ServedSparql, serveSparql } from '../http/served-sparql.ts';
import { plainSpaces } from '../plain-spaces.ts';

const place = (at: number) =>
  `<http://p/${at}> <https://schema.org/name> "Lieu ${at}" .\n<http://p/${at}> <https://schema.org/description> "Un atelier" .`;
const triples = Array.from({ length: 400 }, (_, at) => place(at)).join('\n');

let graph: EmbeddedGraph;
let served: ServedSparql;
beforeAll(async () => {
  graph = createEmbeddedGraph({
    replicas: 1,
    deadlineMs: 1_500,
    load: () => [{ iri: 'http://g', role: 'profile' as const, triples }],
  });
  served = await serveSparql(graph);
  await graph.settled();
});
afterAll(async () => {
  await served.close();
  await graph.close();
});

interface Told {
  readonly status: number;
  readonly detail: string;
  readonly code?: string;
}

type Ask = (at: ServedSparql, headers: Record<string, string>) => Promise<Response>;

/** What is said in a language, to a program and to a person. */
async function told(ask: Ask, language: string, at = served): Promise<Told> {
  const answer = await ask(at, { accept: 'application/json', 'accept-language': language });
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const { status, detail, code } = (await answer.json()) as Told;
  expect(status).toBe(answer.status);
  return { status, detail, ...(code === undefined ? {} : { code }) };
}

const get =
  (parameters: Record<string, string> | string): Ask =>
  (at, headers) =>
    at.get(parameters, headers);
const post =
  (body: string | Uint8Array<ArrayBuffer>, type: string): Ask =>
  (at, headers) =>
    at.post(body, type, headers);
const form = (text: string) => post(text, 'application/x-www-form-urlencoded');
const direct = (text: string) => post(text, 'application/sparql-query');
const long = `ASK {} #${'x'.repeat(maxQueryBytes)}`;
const cross = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }';

/** Each misuse with its status, and what must be said of it. */
const misuses: readonly (readonly [name: string, status: number, ask: Ask, says: RegExp])[] = [
  ['a query over 16 KB in the address', 414, get({ query: long }), /16\s(?:Ko|KB)/],
  ['a query over 16 KB in a body', 413, direct(long), /16\s(?:Ko|KB)/],
  ['a query over 16 KB in a form', 413, form(new URLSearchParams({ query: long }).toString()), /16\s(?:Ko|KB)/],
  ['a body without end', 413, direct(`${long}${'x'.repeat(200_000)}`), /16\s(?:Ko|KB)/],
  ['an update in its own parameter', 400, form('update=CLEAR+ALL'), /modifie rien|changes nothing/],
  ['an update as a query', 400, get({ query: 'INSERT DATA { <a:b> <a:c> <a:d> }' }), /INSERT/],
  ['an update after a prologue', 400, direct('PREFIX x: <http://x/> DELETE WHERE { ?s ?p ?o }'), /DELETE/],
  ['an update hidden by escapes', 400, get({ query: '\\u0044ELETE WHERE { ?s ?p ?o }' }), /DELETE/],
  ['an update document', 415, post('CLEAR ALL', 'application/sparql-update'), /application\/sparql-query/],
  ['graphs of an update', 400, form('query=ASK{}&using-graph-uri=http://g'), /modifie rien|changes nothing/],
  ['a format that nobody knows', 406, get({ query: 'ASK {}', format: 'pdf' }), /format/],
  ['a format that is not of this kind', 406, get({ query: 'SELECT * { ?s ?p ?o }', format: 'turtle' }), /text\/csv/],
  ['two queries', 400, get('query=ASK{}&query=ASK{}'), /une seule requête|one query only/],
  ['a query and an example', 400, get('query=ASK{}&example=who-says'), /pas les deux|not both/],
  ['an example that is none', 404, get({ example: '../../etc/passwd' }), /exemple|example/],
  [
    'an address that is no UTF-8',
    400,
    (at, headers) => fetch(`${at.url}?query=ASK%20%7B%20%3Fs%20%3Fp%20%22%FF%22%20%7D`, { headers }),
    /UTF-8/,
  ],
  [
    'a graph without an absolute name',
    400,
    get({ query: 'ASK {}', 'default-graph-uri': 'x y' }),
    /adresse absolue|absolute address/,
  ],
  ['a day that is none', 400, get({ query: 'ASK {}', at: '2026-02-31' }), /./],
  ['a live question where none is taken', 400, get({ query: 'ASK {}', live: '1' }), /en direct|live/],
  ['a live question of a past day', 400, get({ query: 'ASK {}', live: '1', at: '2026-01-01' }), /date/],
  [
    'a call of another endpoint',
    400,
    get({ query: 'SELECT * { SERVICE <http://169.254.169.254/> { ?s ?p ?o } }' }),
    /SERVICE/,
  ],
  ['a load of another document', 400, get({ query: 'LOAD <file:///etc/passwd>' }), /LOAD/],
  ['deep nesting', 400, get({ query: `SELECT * ${'{ OPTIONAL '.repeat(300)}{}${'}'.repeat(300)}` }), /100/],
  ['a question that takes too long', 503, get({ query: cross }), /1[.,]5\ss/],
];

describe('a misuse', () => {
  it.each(misuses)('%s is told in French and in English', async (_, status, ask, says) => {
    const [french, english] = [await told(ask, 'fr'), await told(ask, 'en')];
    expect([french.status, english.status]).toEqual([status, status]);
    for (const { detail } of [french, english]) {
      expect(detail).toMatch(says);
      expect(detail).not.toMatch(/undefined|\bat \w+ \(|node_modules|\{\w+\}/);
    }
    expect(french.detail).not.toBe(english.detail);
    await graph.settled();
  });

  it.each([
    ['busy', { state: 'busy', retryAfterMs: 3_000 }, 503],
    ['over its share', { state: 'over-budget', retryAfterMs: 3_000, msPerMinute: 60_000 }, 429],
    ['a state that is being prepared', { state: 'preparing', retryAfterMs: 3_000 }, 503],
    ['an engine that is away', { state: 'unreachable', retryAfterMs: 3_000 }, 503],
    ['too much memory', { state: 'too-large', of: 'memory', limitBytes: 1e8 }, 400],
    ['too many rows', { state: 'too-large', of: 'rows', limitRows: 200_000 }, 400],
    ['too large an answer', { state: 'too-large', of: 'answer', limitBytes: 32e6 }, 400],
  ] as const satisfies readonly (readonly [string, Answer, number])[])(
    '%s is told in both languages, with when to come back',
    async (_, answer, status) => {
      const at = await serveSparql({
        version: 1,
        change: () => Promise.resolve(),
        query: () => Promise.resolve(answer),
        close: () => Promise.resolve(),
      });
      try {
        const [french, english] = [
          await told(get({ query: 'ASK {}' }), 'fr', at),
          await told(get({ query: 'ASK {}' }), 'en', at),
        ];
        expect([french.status, french.code, english.status]).toEqual([status, answer.state, status]);
        expect(french.detail).not.toBe(english.detail);
        const page = await at.get({ query: 'ASK {}' }, { accept: 'text/html', 'accept-language': 'fr' });
        expect([page.status, page.headers.get('retry-after')]).toEqual([status, status === 400 ? null : '3']);
        expect(plainSpaces(await page.text())).toContain(plainSpaces(french.detail));
      } finally {
        await at.close();
      }
    },
  );
});

describe('a value of an example', () => {
  const rows = async (parameters: Record<string, string>) => {
    const answer = await served.get({ format: 'csv', ...parameters }, { accept: 'text/csv' });
    return { status: answer.status, rows: (await answer.text()).trim().split('\r\n').length - 1 };
  };

  it.each([
    '" } UNION { ?s ?p ?o } #',
    '") || true || CONTAINS("a',
    '\\" } } SELECT * { ?s ?p ?o } #',
    "atelier' . DELETE WHERE { ?s ?p ?o }",
    '"""\n} DROP ALL #',
    '\\u0022 } UNION { ?s ?p ?o } #',
    '{word} $& $1 $`',
  ])('is one word whatever it holds: %s', async (word) => {
    expect(await rows({ example: 'word-in-descriptions', word })).toEqual({ status: 200, rows: 0 });
    // The word itself is found.
    expect((await rows({ example: 'word-in-descriptions', word: 'atelier' })).rows).toBeGreaterThan(0);
  });

  it.each([
    ['places-near', 'latitude', '45 } UNION { ?s ?p ?o'],
    ['places-near', 'maxKm', '1e999'],
    ['places-of-territory', 'code', '35" } #'],
    ['exchanges-ending', 'before', '2026-01-01" } #'],
    ['places-of-kind', 'kind', 'http://x> } UNION { ?s ?p ?o } #'],
    ['all-about', 'thing', 'javascript:alert(1)> ?p ?o } #'],
    ['places-within', 'zone', 'POLYGON((0 0))" } #'],
    ['needs-by-resource', 'langue', 'de'],
  ])('is refused with its name where it cannot be one: %s %s', async (example, name, value) => {
    const ask = get({ example, [name]: value });
    for (const language of ['fr', 'en']) {
      const answer = await ask(served, { accept: 'text/csv', 'accept-language': language });
      expect([answer.status, (await answer.json()) as object]).toMatchObject([400, { parameter: name, value }]);
      const page = await ask(served, { accept: 'text/html', 'accept-language': language });
      const html = await page.text();
      expect(html).toMatch(new RegExp(`id="sparql-${name}"[^<]*aria-invalid="true"`));
      expect(html).not.toContain('href="javascript:');
    }
  });
});
