import { afterEach, describe, expect, it } from 'vitest';
import { createDatedGraphs, type DatedGraphs } from '../../server/graph/dated-graphs.ts';
import { createEmbeddedGraph } from '../../server/graph/embedded-graph.ts';

let graphs: DatedGraphs;
afterEach(() => graphs.clear());

/** Graphs that say which moment they are of, and a clock that moves when told. */
function open(most: number, load = (moment: string): Promise<string> | string => moment) {
  const opened: string[] = [];
  let elapsed = 0;
  graphs = createDatedGraphs({
    most,
    elapsed: () => elapsed,
    open(moment) {
      opened.push(moment);
      return createEmbeddedGraph({
        replicas: 1,
        deadlineMs: 1_000,
        load: async function* () {
          yield { iri: 'http://g', role: 'profile', triples: `<http://s> <http://p> "${await load(moment)}" .` };
        },
      });
    },
  });
  const ask = async (moment: string) => {
    const answer = await graphs.query(moment, 'SELECT ?o { ?s ?p ?o }', { accept: ['csv'] });
    if (answer.state !== 'answered') return answer.state;
    let text = '';
    for await (const piece of answer.body) text += Buffer.from(piece).toString();
    return text.trim().split('\r\n')[1];
  };
  const later = (ms: number) => {
    elapsed += ms;
  };
  return { ask, opened, later };
}

describe('dated graphs', () => {
  it('are loaded once each and answer of their moments', async () => {
    const { ask, opened } = open(2);
    expect(await Promise.all([ask('a'), ask('b'), ask('a')])).toEqual(['a', 'b', 'a']);
    expect(await ask('b')).toBe('b');
    expect(opened).toEqual(['a', 'b']);
  });

  it('give way to others only when they were not asked for a while', async () => {
    const { ask, opened, later } = open(1);
    expect(await ask('a')).toBe('a');
    expect(await ask('b')).toBe('busy');
    later(5_000);
    expect(await ask('b')).toBe('b');
    expect(opened).toEqual(['a', 'b']);
  });

  it('say that they are being prepared when loading takes longer than a query may wait', async () => {
    const loaded = Promise.withResolvers<string>();
    const { ask } = open(1, () => loaded.promise);
    expect(await ask('a')).toBe('preparing');
    loaded.resolve('ready');
    expect(await ask('a')).toBe('ready');
  });

  it('are forgotten when what they hold may no longer be told', async () => {
    const { ask, opened } = open(1);
    await ask('a');
    await graphs.clear();
    expect(await ask('a')).toBe('a');
    expect(opened).toEqual(['a', 'a']);
  });
});
