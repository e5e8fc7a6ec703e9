import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createEmbeddedGraph,
  type EmbeddedGraph,
  type EmbeddedGraphOptions,
} from '../../server/graph/embedded-graph.ts';
import type { Answer, GraphChange } from '../../server/graph/graph.ts';
import { rows, textOf } from './read-answer.ts';

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

const values = 'SELECT ?o { ?s ?p ?o }';

describe('a change', () => {
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

  it('is stopped while its answer is being made, when its few rows are too wide', async () => {
    const graph = await start({
      maxChildBytes: 300e6,
      load: () => [{ iri: a, role: 'profile', triples: many }],
    });
    const doubling = Array.from({ length: 17 }, (_, i) => `BIND(CONCAT(?z${i}, ?z${i}) AS ?z${i + 1})`).join(' ');
    const wide = `SELECT ?s ?z17 { ?s ?p ?o BIND(CONCAT(?o, "xxxxxxxxxx") AS ?z0) ${doubling} }`;
    const met = await graph.query(wide, { accept: ['csv'] });
    expect(met).toMatchObject({ state: 'too-large' });
    expect(await rows(graph, 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')).toEqual(['400']);
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
  it.runIf(process.platform === 'linux')('gives way to others with every thread of its processes', async () => {
    const graph = await start({ niceness: 7 });
    await graph.settled();
    for (const pid of graph.replicas.pids)
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        const fields = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ');
        expect([thread, fields[16]]).toEqual([thread, '7']);
      }
  });

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
