import { Parser } from 'n3';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createEmbeddedGraph,
  type EmbeddedGraph,
  type EmbeddedGraphOptions,
} from '../../server/graph/embedded-graph.ts';
import type { Answer, AnswerFormat, GraphChange, QueryOptions } from '../../server/graph/graph.ts';

const a = 'http://a.example/profile';
const b = 'http://b.example/profile';
const provenance = 'urn:obsidienne:provenance:1';
const dataset: readonly GraphChange[] = [
  { iri: a, role: 'profile', triples: '<http://x> <http://p> "shared" .\n<http://x> <http://p> "only a" .\n' },
  { iri: b, role: 'profile', triples: '<http://x> <http://p> "shared" .\n<http://x> <http://p> "only b" .\n' },
  { iri: provenance, role: 'about', triples: '<http://a> <http://read> "secret" .\n' },
];
const crossProduct = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?q ?r ?s }';
const many = Array.from({ length: 400 }, (_, i) => `<http://s/${i}> <http://p> "${i}" .`).join('\n');

const open: EmbeddedGraph[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((graph) => graph.close()));
});

async function start(options: Partial<EmbeddedGraphOptions> = {}): Promise<EmbeddedGraph> {
  const graph = createEmbeddedGraph({ replicas: 1, load: () => dataset, ...options });
  open.push(graph);
  // Answered by the first replica that is loaded.
  await textOf(await graph.query('ASK {}', { accept: ['json'] }));
  return graph;
}

async function textOf(answer: Answer): Promise<string> {
  if (answer.state !== 'answered') throw new Error(JSON.stringify(answer));
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function rows(graph: EmbeddedGraph, query: string, options: Partial<QueryOptions> = {}): Promise<string[]> {
  const text = await textOf(await graph.query(query, { accept: ['csv'], ...options }));
  return text.trim().split(/\r?\n/).slice(1).sort();
}

const values = 'SELECT ?o { ?s ?p ?o }';

describe('the default graph', () => {
  it('is the union of the profile graphs, with each triple once, and nothing of provenance', async () => {
    const graph = await start();
    expect(await rows(graph, values)).toEqual(['only a', 'only b', 'shared']);
    expect(await rows(graph, 'SELECT ?o { GRAPH ?g { ?s <http://read> ?o } }')).toEqual(['secret']);
    expect(await rows(graph, 'SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }')).toEqual([a, b, provenance]);
  });

  it('loses with a replaced profile only what no other profile says', async () => {
    const graph = await start();
    await graph.change([{ iri: a, role: 'profile', triples: '<http://x> <http://p> "new a" .' }]);
    expect(await rows(graph, values)).toEqual(['new a', 'only b', 'shared']);
    await graph.change([{ iri: b, role: 'profile', triples: null }]);
    expect(await rows(graph, values)).toEqual(['new a']);
  });

  it('does not keep a triple because provenance says it too', async () => {
    const graph = await start();
    await graph.change([{ iri: provenance, role: 'about', triples: '<http://x> <http://p> "only a" .' }]);
    await graph.change([{ iri: a, role: 'profile', triples: null }]);
    expect(await rows(graph, values)).toEqual(['only b', 'shared']);
  });

  it('follows a graph whose role changes', async () => {
    const graph = await start();
    await graph.change([{ iri: a, role: 'about', triples: '<http://x> <http://p> "hidden" .' }]);
    expect(await rows(graph, values)).toEqual(['only b', 'shared']);
  });

  it('keeps equal blank node labels of two graphs apart', async () => {
    const triples = '<http://x> <http://p> _:b0 .\n_:b0 <http://q> "1" .\n';
    const load = () => [
      { iri: a, role: 'profile', triples } as const,
      { iri: b, role: 'profile', triples: triples.replace('"1"', '"2"') } as const,
    ];
    const graph = await start({ load });
    const perNode = 'SELECT (COUNT(?v) AS ?n) { ?s <http://p> ?o . ?o <http://q> ?v } GROUP BY ?o';
    expect(await rows(graph, perNode)).toEqual(['1', '1']);
    await graph.change([{ iri: a, role: 'profile', triples }]);
    expect(await rows(graph, perNode)).toEqual(['1', '1']);
    expect(await rows(graph, `SELECT ?v { GRAPH <${a}> { ?x <http://p> ?o } ?o <http://q> ?v }`)).toEqual(['1']);
  });
});

describe('a change', () => {
  it('is refused as a whole when one of its graphs is not N-Triples, and says which line', async () => {
    const graph = await start();
    const bad = [
      { iri: a, role: 'profile', triples: null },
      { iri: b, role: 'profile', triples: '<http://x> <http://p> "unterminated .' },
    ] as const;
    await expect(graph.change(bad)).rejects.toThrow(/http:\/\/b\.example\/profile.*unterminated/);
    await expect(
      graph.change([{ iri: a, role: 'profile', triples: '<http://x y> <http://p> "1" .' }]),
    ).rejects.toThrow();
    expect(await rows(graph, values)).toEqual(['only a', 'only b', 'shared']);
  });

  it('reads literals that look like the end of a statement', async () => {
    const graph = await start();
    const triples = '<http://x><http://p>"a . # <b> \\" ."@fr-FR.  # a comment .\n\n# another\n_:z <http://p> _:z .';
    await graph.change([
      { iri: a, role: 'profile', triples },
      { iri: b, role: 'profile', triples: null },
    ]);
    expect(await rows(graph, `SELECT ?o { GRAPH <${a}> { ?s ?p ?o } FILTER(isLiteral(?o)) }`)).toEqual([
      '"a . # <b> "" ."',
    ]);
    expect(await rows(graph, 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')).toEqual(['2']);
  });

  it('raises the version, which every answer names', async () => {
    const graph = await start();
    const before = await graph.query('ASK {}', { accept: ['json'] });
    await graph.change([{ iri: a, role: 'profile', triples: null }]);
    const after = await graph.query('ASK {}', { accept: ['json'] });
    expect([graph.version, before, after]).toMatchObject([1, { version: 0 }, { version: 1 }]);
  });

  it('reaches every replica, also one that is loading while it comes', async () => {
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    let starts = 0;
    const graph = await start({
      replicas: 2,
      async *load() {
        starts++;
        yield* dataset;
        if (starts === 2) await gate;
      },
    });
    await graph.change([{ iri: a, role: 'profile', triples: '<http://x> <http://p> "late" .' }]);
    await graph.change([{ iri: b, role: 'profile', triples: null }]);
    go();
    await graph.settled();
    expect(graph.replicas).toMatchObject({ ready: 2, total: 2 });
    const both = await Promise.all([rows(graph, values), rows(graph, values)]);
    expect(both).toEqual([['late'], ['late']]);
  });
});

describe('a replica that is replaced', () => {
  it('ends up with every change made before, during and after its restart', async () => {
    const state = new Map<string, GraphChange>([[a, { iri: a, role: 'profile', triples: many }]]);
    const graph = await start({ replicas: 2, load: () => [...state.values()] });
    await graph.settled();
    const write = (n: number) => {
      const change = { iri: `http://n/${n}`, role: 'profile', triples: `<http://n> <http://n> "${n}" .` } as const;
      state.set(change.iri, change);
      return graph.change([change]);
    };
    await write(1);
    const stopped = graph.query(crossProduct, { accept: ['json'], deadlineMs: 200 });
    const during = [write(2), write(3)];
    expect(await stopped).toMatchObject({ state: 'timeout' });
    await write(4);
    await graph.settled();
    await Promise.all([...during, write(5)]);
    const numbers = () => rows(graph, 'SELECT ?n { ?s <http://n> ?n }');
    const both = await Promise.all([numbers(), numbers()]);
    expect(both).toEqual([
      ['1', '2', '3', '4', '5'],
      ['1', '2', '3', '4', '5'],
    ]);
  });
});

describe('a query', () => {
  it.each<[AnswerFormat, string, RegExp]>([
    ['json', values, /"bindings":\[/],
    ['xml', values, /<sparql xmlns=/],
    ['csv', values, /^o\r?\n/],
    ['tsv', values, /^\?o\n"/],
    ['json', 'ASK { ?s ?p ?o }', /"boolean":true/],
    ['xml', 'ASK { ?s ?p ?o }', /<boolean>true/],
    ['csv', 'ASK { ?s ?p ?o }', /true/],
  ])('is answered in %s: %s', async (format, query, expected) => {
    const graph = await start();
    const answer = await graph.query(query, { accept: [format] });
    expect(answer).toMatchObject({ state: 'answered', format });
    expect(await textOf(answer)).toMatch(expected);
  });

  it('gives the same graph in Turtle, N-Triples and JSON-LD', async () => {
    const graph = await start();
    const query = 'CONSTRUCT { ?s <http://q> ?o } WHERE { ?s ?p ?o }';
    const turtle = new Parser().parse(await textOf(await graph.query(query, { accept: ['json', 'turtle'] })));
    const ntriples = new Parser().parse(await textOf(await graph.query(query, { accept: ['ntriples'] })));
    const jsonld = JSON.parse(await textOf(await graph.query(query, { accept: ['jsonld'] })));
    expect(turtle).toHaveLength(3);
    expect(ntriples).toEqual(turtle);
    expect(JSON.stringify(jsonld).match(/@value/g)).toHaveLength(3);
    const described = await graph.query('DESCRIBE <http://x>', { accept: ['turtle'] });
    expect(described).toMatchObject({ kind: 'graph', mediaType: 'text/turtle' });
    expect(new Parser().parse(await textOf(described))).toHaveLength(3);
  });

  it('says which kind of answer has no acceptable format', async () => {
    const graph = await start();
    expect(await graph.query(values, { accept: ['turtle'] })).toEqual({
      state: 'format-unavailable',
      kind: 'bindings',
    });
    expect(await graph.query('DESCRIBE <http://x>', { accept: ['csv'] })).toEqual({
      state: 'format-unavailable',
      kind: 'graph',
    });
  });

  it('is told the line and column where it cannot be read', async () => {
    const graph = await start();
    const bad = (query: string) => graph.query(query, { accept: ['json'] });
    expect(await bad('SELECT *\n{ ?s foo:p ?o }')).toMatchObject({
      state: 'bad-query',
      line: 2,
      column: 11,
      message: { en: expect.stringMatching(/prefix is not declared.*foo:p/) },
    });
    expect(await bad('SELECT * { ?s ?p ?o ')).toMatchObject({ state: 'bad-query', line: 1, column: 21 });
    expect(await bad('INSERT DATA { <a:b> <a:c> 1 }')).toMatchObject({ state: 'bad-query', line: 1, column: 1 });
  });

  it('never reaches the network', async () => {
    const graph = await start();
    const service = 'SELECT * {\n  SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }';
    expect(await graph.query(service, { accept: ['json'] })).toMatchObject({
      state: 'bad-query',
      line: 2,
      column: 3,
      message: { fr: expect.stringContaining('SERVICE') },
    });
    expect(await graph.query('LOAD <http://127.0.0.1:9/x.ttl>', { accept: ['json'] })).toMatchObject({
      state: 'bad-query',
      message: { fr: expect.stringContaining('LOAD') },
    });
    expect(await rows(graph, 'SELECT ?o FROM <http://127.0.0.1:9/x.ttl> { ?s ?p ?o }')).toEqual([]);
  });

  it('can be given its dataset, which then is all it sees', async () => {
    const graph = await start();
    expect(await rows(graph, values, { defaultGraphs: [b] })).toEqual(['only b', 'shared']);
    const named = 'SELECT ?g { GRAPH ?g { ?s ?p "shared" } }';
    expect(await rows(graph, named, { defaultGraphs: [b] })).toEqual([]);
    expect(await rows(graph, named, { namedGraphs: [a] })).toEqual([a]);
    expect(await rows(graph, values, { namedGraphs: [a] })).toEqual([]);
  });

  it('is stopped at the deadline, and the next one is answered', async () => {
    const graph = await start({ load: () => [{ iri: a, role: 'profile', triples: many }] });
    const stopped = await graph.query(crossProduct, { accept: ['json'], deadlineMs: 200 });
    expect(stopped).toEqual({ state: 'timeout', afterMs: 200 });
    await graph.settled();
    expect(await rows(graph, 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')).toEqual(['400']);
  });

  it('that was stopped is not begun again at once, however it is written', async () => {
    const graph = await start({ load: () => [{ iri: a, role: 'profile', triples: many }], deadlineMs: 500 });
    expect(await graph.query(crossProduct, { accept: ['json'] })).toEqual({ state: 'timeout', afterMs: 500 });
    await graph.settled();
    const pids = [...graph.replicas.pids];
    const again = `# once more\n${crossProduct.replaceAll(' .', '\t.\n')}`;
    expect(await graph.query(again, { accept: ['csv'] })).toEqual({ state: 'timeout', afterMs: 500 });
    expect(graph.replicas.pids).toEqual(pids);
  });

  it('does not disturb another one when it is stopped', async () => {
    const graph = await start({ replicas: 2, load: () => [{ iri: a, role: 'profile', triples: many }] });
    await graph.settled();
    const stopped = graph.query(crossProduct, { accept: ['json'], deadlineMs: 300 });
    expect(await rows(graph, 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')).toEqual(['400']);
    expect(await stopped).toMatchObject({ state: 'timeout' });
    expect(await rows(graph, 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')).toEqual(['400']);
  });

  it('is stopped when it eats memory', async () => {
    const graph = await start({ maxChildBytes: 300e6 });
    const doubling = Array.from({ length: 40 }, (_, i) => `BIND(CONCAT(?z${i}, ?z${i}) AS ?z${i + 1})`).join(' ');
    const bomb = `SELECT (STRLEN(?z40) AS ?n) { BIND("xxxxxxxxxx" AS ?z0) ${doubling} }`;
    expect(await graph.query(bomb, { accept: ['json'] })).toMatchObject({ state: 'too-large', of: 'memory' });
    expect(await rows(graph, values)).toEqual(['only a', 'only b', 'shared']);
  });

  it('is told when its answer is over the bound', async () => {
    const load = () => [{ iri: a, role: 'profile' as const, triples: many }];
    const graph = await start({ load, maxAnswerBytes: 10_000, deadlineMs: 60_000 });
    const large = 'SELECT * { ?s ?p ?o . ?s2 ?p2 ?o2 }';
    expect(await graph.query(large, { accept: ['json'] })).toEqual({
      state: 'too-large',
      of: 'answer',
      limitBytes: 10_000,
    });
    expect(await rows(graph, 'SELECT ?s { ?s ?p "7" }')).toEqual(['http://s/7']);
  });

  it('is told, soon, that it has more rows than there may be, in every format', async () => {
    const graph = await start({
      load: () => [{ iri: a, role: 'profile', triples: many }],
      maxAnswerRows: 1_000,
      deadlineMs: 2_000,
    });
    for (const format of ['json', 'xml', 'csv', 'tsv'] as const) {
      const ask = (query: string) => graph.query(query, { accept: [format] });
      expect(await ask(`SELECT * { ${'?a ?b ?c . ?d ?e ?f . ?g ?h ?i'} }`)).toEqual({
        state: 'too-large',
        of: 'rows',
        limitRows: 1_000,
      });
      expect(await ask('SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1001')).toMatchObject({ state: 'too-large' });
      expect(await ask('SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1000')).toMatchObject({ state: 'answered' });
    }
  });

  it('comes in several chunks when it is long', async () => {
    const graph = await start({ load: () => [{ iri: a, role: 'profile', triples: many }] });
    const answer = await graph.query('SELECT * { ?s ?p ?o . ?s2 ?p2 ?o2 }', { accept: ['csv'] });
    expect((await textOf(answer)).trim().split('\n')).toHaveLength(160_001);
  });

  it('does not notice that a process crashed under it', async () => {
    const graph = await start({ replicas: 2, load: () => [{ iri: a, role: 'profile', triples: many }] });
    await graph.settled();
    const long = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . FILTER(?c != ?f) }';
    const asked = Promise.all([rows(graph, long), rows(graph, long)]);
    for (const pid of graph.replicas.pids.slice(0, 1)) process.kill(pid, 'SIGABRT');
    expect(await asked).toEqual([['159600'], ['159600']]);
  });

  it('is refused, and the engine survives, when it is nested too deeply or too long for the engine', async () => {
    const graph = await start();
    const deep = `SELECT * ${'{'.repeat(5_000)}${'}'.repeat(5_000)}`;
    expect(await graph.query(deep, { accept: ['json'] })).toMatchObject({ state: 'bad-query', line: 1, column: 110 });
    const long = `SELECT * { FILTER(1${'-1'.repeat(20_000)}) }`;
    expect(await graph.query(long, { accept: ['json'] })).toMatchObject({ state: 'bad-query' });
    expect(await rows(graph, values)).toEqual(['only a', 'only b', 'shared']);
  });

  it('is sent away when the line is full, and leaves the line when its asker does', async () => {
    const graph = await start({ load: () => [{ iri: a, role: 'profile', triples: many }], maxWaiting: 1 });
    const running = graph.query(crossProduct, { accept: ['json'], deadlineMs: 500 });
    const leaving = new AbortController();
    const inLine = graph.query(values, { accept: ['json'], signal: leaving.signal });
    expect(await graph.query('ASK { ?s ?p 1 }', { accept: ['json'] })).toMatchObject({ state: 'busy' });
    leaving.abort(new Error('gone home'));
    await expect(inLine).rejects.toThrow('gone home');
    expect(await running).toMatchObject({ state: 'timeout' });
  });
});

describe('an answer', () => {
  it('is given again without the engine as long as the data are the same', async () => {
    const graph = await start();
    const ask = () => graph.query('SELECT ?o { ?s ?p ?o } ORDER BY ?o', { accept: ['csv'] });
    const first = await ask();
    expect(await textOf(first)).toContain('only a');
    for (const pid of graph.replicas.pids) process.kill(pid, 'SIGSTOP');
    expect(await textOf(await ask())).toBe(await textOf(first));
    for (const pid of graph.replicas.pids) process.kill(pid, 'SIGCONT');
    await graph.change([{ iri: a, role: 'profile', triples: null }]);
    expect(await textOf(await ask())).not.toContain('only a');
  });

  it('is never given again when it depends on the moment', async () => {
    const graph = await start();
    const ask = async () => textOf(await graph.query('SELECT (STRUUID() AS ?u) {}', { accept: ['csv'] }));
    expect(await ask()).not.toBe(await ask());
  });

  it('is shared by all who ask the same at the same time, whoever of them leaves', async () => {
    const graph = await start({ load: () => [{ iri: a, role: 'profile', triples: many }], maxWaiting: 1 });
    const long = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . FILTER(?c != ?f) }';
    const leaving = new AbortController();
    const first = graph.query(long, { accept: ['csv'], signal: leaving.signal });
    const others = Array.from({ length: 50 }, () => rows(graph, long));
    leaving.abort(new Error('gone home'));
    await expect(first).rejects.toThrow('gone home');
    for (const answer of await Promise.all(others)) expect(answer).toEqual(['159600']);
  });
});

describe('a client', () => {
  it('that has had its share of processing waits, and nobody else does', async () => {
    const load = () => [{ iri: a, role: 'profile' as const, triples: many }];
    const graph = await start({ load, clientMsPerMinute: 100, deadlineMs: 500 });
    const ask = (query: string, client: string) => graph.query(query, { accept: ['csv'], client });
    const inLine = [
      ask(crossProduct, 'greedy'),
      ask('SELECT (2 AS ?x) {}', 'greedy'),
      ask('SELECT (3 AS ?x) {}', 'modest'),
    ];
    const [first, second, other] = await Promise.all(inLine);
    expect(first).toMatchObject({ state: 'timeout' });
    expect(second).toMatchObject({ state: 'over-budget', msPerMinute: 100 });
    expect(await textOf(other as Answer)).toMatch(/3/);
    const refused = await ask('ASK { ?s ?p 1 }', 'greedy');
    expect(refused).toMatchObject({ state: 'over-budget', retryAfterMs: expect.any(Number) });
    // What is kept costs nothing.
    expect(await ask('SELECT (3 AS ?x) {}', 'greedy')).toMatchObject({ state: 'answered' });
  });
});

describe('the pool', () => {
  it('loads what it can when one graph of the state is broken, and says which', async () => {
    const said: object[] = [];
    const log = { info: () => undefined, warn: (details: object) => void said.push(details) };
    const graph = await start({ log, load: () => [...dataset, { iri: 'http://c', role: 'profile', triples: 'oops' }] });
    expect(await rows(graph, values)).toEqual(['only a', 'only b', 'shared']);
    expect(said).toEqual([{ message: expect.stringContaining('http://c') }]);
  });

  it('says that its dataset cannot be read, sends queries away, and tries again until it can', async () => {
    const said: object[] = [];
    const log = { info: () => undefined, warn: (details: object) => void said.push(details) };
    let isBroken = true;
    const load = () => {
      if (isBroken) throw new Error('the state file is gone');
      return dataset;
    };
    const graph = createEmbeddedGraph({ replicas: 1, log, load });
    open.push(graph);
    expect(await graph.query(values, { accept: ['csv'], deadlineMs: 100 })).toMatchObject({ state: 'busy' });
    expect(said).toContainEqual({ message: 'Error: the state file is gone' });
    isBroken = false;
    expect(await rows(graph, values)).toEqual(['only a', 'only b', 'shared']);
  });

  it('leaves no process behind when it is closed, even in the middle of a query', async () => {
    const graph = await start({ replicas: 2, load: () => [{ iri: a, role: 'profile', triples: many }] });
    const asked = graph.query(crossProduct, { accept: ['json'] }).catch((error: Error) => error);
    const { pids } = graph.replicas;
    await graph.close();
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
    expect(await asked).toMatchObject({ state: 'busy' });
    expect(await graph.query(values, { accept: ['json'] })).toMatchObject({ state: 'busy' });
  });
});
