import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbeddedGraph, type EmbeddedGraph } from '../../server/graph/embedded-graph.ts';
import type { Graph } from '../../server/graph/graph.ts';
import { type ServedSparql, serveSparql } from '../http/served-sparql.ts';

const deadlineMs = 2_000;
const places = Array.from(
  { length: 1_500 },
  (_, at) =>
    `<http://p/${at}> <http://name> "Place ${at} ${'a'.repeat(200)}!" .\n<http://p/${at}> <http://knows> <http://p/${(at * 7 + 1) % 1_500}> .`,
);

const load = () => [{ iri: 'http://g', role: 'profile' as const, triples: places.join('\n') }];

let graph: EmbeddedGraph;
let calm: EmbeddedGraph;
let served: ServedSparql;
/** Gives a slow reader less time than the real one does. */
let impatient: ServedSparql;
beforeAll(async () => {
  graph = createEmbeddedGraph({
    replicas: 2,
    deadlineMs,
    maxChildBytes: 400e6,
    load,
  });
  served = await serveSparql(graph);
  calm = createEmbeddedGraph({ replicas: 1, deadlineMs: 30_000, load });
  impatient = await serveSparql(calm, { readers: { patienceMs: 400 } });
  await graph.settled();
});
afterAll(async () => {
  await served.close();
  await impatient.close();
  await graph.close();
  await calm.close();
});

const json = { accept: 'application/sparql-results+json' };
let asked = 0;
/** Never the same question twice, so that nothing is answered from what is kept. */
const ask = (query: string, headers: Record<string, string> = {}) =>
  served.get({ query: `${query} # ${asked++}` }, { ...json, ...headers });
const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;

/** Asks again as long as it is told to come back, as a client should; gives the answer. */
async function askPatiently(query: string, headers: Record<string, string> = {}): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask(query, headers);
    if (answer.status === 200) return answer.text();
    expect([answer.status, attempt < 10]).toEqual([503, true]);
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(answer.headers.get('retry-after'))));
  }
}

/** Whatever was asked before, the endpoint answers the next question. */
async function isWell(): Promise<void> {
  expect(await askPatiently('SELECT ?n { <http://p/7> <http://name> ?n }')).toContain('Place 7');
}

describe('a bomb', () => {
  const doubling = (write: (variable: string) => string) =>
    Array.from({ length: 40 }, (_, at) => `BIND(${write(`?z${at}`)} AS ?z${at + 1})`).join(' ');
  it.each<[string, string, readonly (number | string)[]]>([
    [
      'of CONCAT',
      `SELECT (STRLEN(?z40) AS ?n) { BIND("xxxxxxxxxx" AS ?z0) ${doubling((z) => `CONCAT(${z}, ${z})`)} }`,
      [400, 'too-large'],
    ],
    [
      'of REPLACE',
      `SELECT (STRLEN(?z40) AS ?n) { BIND("xxxxxxxxxx" AS ?z0) ${doubling((z) => `REPLACE(${z}, "x", "xxxx")`)} }`,
      [400, 'too-large'],
    ],
    [
      'of GROUP_CONCAT',
      'SELECT (STRLEN(GROUP_CONCAT(?n)) AS ?l) { ?a <http://name> ?n . ?b <http://name> ?m . ?c <http://name> ?o }',
      [503, 'timeout'],
    ],
    ['of everything with everything', 'SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }', [400, 'too-large']],
    [
      'of everything with everything, counted',
      'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }',
      [503, 'timeout'],
    ],
    [
      'of everything with everything, sorted',
      'SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i LIMIT 1',
      [503, 'timeout'],
    ],
    [
      'of everything with everything, as a graph',
      'CONSTRUCT { ?a <http://x> ?f } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }',
      [503, 'timeout'],
    ],
  ])('%s is stopped with a clear answer, and the next question is answered', async (_, query, expected) => {
    const answer = await ask(query, { accept: 'application/json' });
    const code = await codeOf(answer);
    // Memory or time, whichever ends first on this machine.
    expect([expected, [503, 'timeout'], [400, 'too-large']]).toContainEqual([answer.status, code]);
    if (answer.status === 503) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    await isWell();
  });

  it('of a regular expression costs no more than its text is long', async () => {
    const match = (pattern: string) =>
      ask(`SELECT (COUNT(*) AS ?count) { ?s <http://name> ?n FILTER(REGEX(?n, "${pattern}")) }`);
    for (const pattern of ['^(a+)+$', '(a|aa)+$', '(.*a){20}b', '(?:a|b|ab)*c']) {
      const answer = await match(pattern);
      expect([pattern, answer.status]).toEqual([pattern, 200]);
      await answer.arrayBuffer();
    }
    // What is too large to be compiled fails in its expression, or takes its time and no more.
    expect([200, 503]).toContain((await match('(((a{0,50}){0,50}){0,50})!x')).status);
    await graph.settled();
    await isWell();
  });

  it('of paths within paths ends, by an answer or by the deadline', async () => {
    for (const path of [
      '<http://knows>*',
      '((((<http://knows>*)*)*)*)',
      '(<http://knows>|^<http://knows>)*',
      '(!<http://none>)*/(!<http://none>)*/(!<http://none>)*',
    ]) {
      const answer = await ask(`SELECT (COUNT(*) AS ?n) { ?a ${path} ?b . ?b ${path} ?c }`);
      expect([200, 400, 503]).toContain(answer.status);
      await answer.arrayBuffer();
    }
    await graph.settled();
    await isWell();
  });

  it('of nesting or of length is refused before the engine', async () => {
    const deep = `SELECT * { FILTER(${'('.repeat(3_000)}1${')'.repeat(3_000)}) }`;
    expect(await codeOf(await ask(deep))).toBe('bad-query');
    const optional = `SELECT * ${'{ OPTIONAL '.repeat(1_000)}{}${'}'.repeat(1_000)}`;
    expect(await codeOf(await ask(optional))).toBe('bad-query');
    const long = `SELECT * { ?s ?p ?o FILTER(${Array.from({ length: 3_000 }, () => '1').join('=')}) }`;
    expect((await ask(long)).status).toBe(400);
    await isWell();
  });
});

describe('many at once', () => {
  it('are each answered or sent away with the time to come back, a thousand of them', async () => {
    const met = await Promise.all(
      Array.from({ length: 1_000 }, async (_, at) => {
        const answer = await ask(`SELECT ?n { <http://p/${at}> <http://name> ?n }`, {
          'x-forwarded-for': `10.0.0.${at % 200}`,
        });
        await answer.arrayBuffer();
        return [answer.status, answer.status === 200 || Number(answer.headers.get('retry-after')) > 0] as const;
      }),
    );
    for (const [status, isClear] of met) expect([[200, 503].includes(status), isClear]).toEqual([true, true]);
    expect(met.filter(([status]) => status === 200).length).toBeGreaterThan(50);
    await isWell();
  });

  it('who ask the same are all answered', async () => {
    const query = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . FILTER(REGEX(STR(?c), "7.*1")) }';
    const met = await Promise.all(
      Array.from({ length: 1_000 }, async () => (await served.get({ query }, json)).status),
    );
    expect(new Set(met)).toEqual(new Set([200]));
  });

  it('from one client do not keep another one waiting', async () => {
    const bombs = Array.from({ length: 60 }, () =>
      ask('SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }', { 'x-forwarded-for': '10.9.9.9' }),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const other = 'SELECT ?n { <http://p/9> <http://name> ?n }';
    // Sixty bombs would take a minute and a half: another client is served between them.
    const startedAt = performance.now();
    expect(await askPatiently(other, { 'x-forwarded-for': '10.1.1.1' })).toContain('Place 9');
    expect(performance.now() - startedAt).toBeLessThan(30 * deadlineMs);
    await Promise.all(bombs.map(async (bomb) => expect([429, 503]).toContain((await bomb).status)));
    await graph.settled();
  });
});

describe('a slow reader', () => {
  const large = 'SELECT ?b ?d { ?a <http://name> ?b . ?c <http://name> ?d } LIMIT 60000';

  it('of a whole answer is ended, and holds no engine meanwhile', async () => {
    const address = new URL(`${impatient.url}?${new URLSearchParams({ query: large })}`);
    const closed: Promise<unknown>[] = [];
    impatient.server.on('connection', (socket) => closed.push(once(socket, 'close')));
    const readers = Array.from({ length: 4 }, () => {
      const socket = connect(Number(address.port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(
        `GET ${address.pathname}${address.search} HTTP/1.1\r\nhost: x\r\naccept: text/csv\r\naccept-encoding: identity\r\n\r\n`,
      );
      // Never reads: what the system takes for it aside, the answer stays where it is.
      return socket.pause();
    });
    await Promise.all(readers.map((socket) => once(socket, 'connect')));
    const other = await impatient.get({ query: 'SELECT ?n { <http://p/7> <http://name> ?n }' }, json);
    expect([other.status, await other.text()]).toEqual([200, expect.stringContaining('Place 7')]);
    await Promise.all(closed.slice(0, readers.length));
    for (const socket of readers) socket.destroy();
  });

  it('sees a broken connection, never an answer that looks whole', async () => {
    const whole = await (await impatient.get({ query: large }, { accept: 'text/csv' })).text();
    expect(whole.length).toBeGreaterThan(10e6);
    const got = await new Promise<{ readonly bytes: number; readonly isComplete: boolean }>((resolve) => {
      const get = request(
        `${impatient.url}?${new URLSearchParams({ query: large })}`,
        { headers: { accept: 'text/csv', 'accept-encoding': 'identity' } },
        (answer) => {
          let bytes = 0;
          const end = () => resolve({ bytes, isComplete: answer.complete });
          answer.on('data', (data: Buffer) => {
            bytes += data.length;
            if (bytes === data.length) {
              answer.pause();
              setTimeout(() => answer.resume(), 3_000);
            }
          });
          answer.on('end', end);
          answer.on('error', end);
        },
      );
      get.on('error', () => resolve({ bytes: 0, isComplete: false }));
      get.end();
    });
    expect(got.isComplete).toBe(false);
    expect(got.bytes).toBeLessThan(whole.length);
    expect(impatient.logged).toEqual([]);
  });

  it('gives way when there is no room for the next answer', async () => {
    const endless: Graph = {
      version: 1,
      change: () => Promise.resolve(),
      close: () => Promise.resolve(),
      query: () =>
        Promise.resolve({
          state: 'answered',
          kind: 'bindings',
          format: 'csv',
          mediaType: 'text/csv',
          version: 1,
          bytes: 50e6,
          body: (async function* () {
            for (let at = 0; at < 200; at++) yield Buffer.alloc(256 * 1024, 'x');
          })(),
        }),
    };
    const small = await serveSparql(endless, { readers: { maxBytes: 100e6, patienceMs: 500 } });
    const { port } = new URL(small.url);
    const readers = Array.from({ length: 2 }, () => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.write(
        'GET /sparql?query=ASK{} HTTP/1.1\r\nhost: x\r\naccept: text/csv\r\naccept-encoding: identity\r\n\r\n',
      );
      socket.on('error', () => undefined);
      return socket.pause();
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const full = await small.get({ query: 'ASK {}' }, json);
    expect([full.status, Number(full.headers.get('retry-after')) > 0]).toEqual([503, true]);
    await new Promise((resolve) => setTimeout(resolve, 600));
    const next = await small.get({ query: 'ASK {}' }, { accept: 'text/csv' });
    expect(next.status).toBe(200);
    await next.body?.cancel();
    for (const socket of readers) socket.destroy();
    await small.close();
  });
});

describe('a client that leaves', () => {
  it('in the middle of its question gives its place in the line back', async () => {
    const leave = async () => {
      const leaving = new AbortController();
      const gone = fetch(
        `${served.url}?${new URLSearchParams({ query: `SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } # ${asked++}` })}`,
        {
          signal: leaving.signal,
        },
      ).catch(() => undefined);
      setTimeout(() => leaving.abort(), 50);
      await gone;
    };
    await Promise.all(Array.from({ length: 100 }, leave));
    await graph.settled();
    await isWell();
  });
});
