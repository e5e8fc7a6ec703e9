import { QueryEngine } from '@comunica/query-sparql';
import type { Quad } from '@rdfjs/types';
import { DataFactory, Parser, Store } from 'n3';
import type { GraphContent } from '../../server/graph/graph.ts';
import type { Asked } from './sparql-workload.ts';

/** Comunica over a store of N3 with the default graph that our engine has, and a way to put a profile in place of its former self. */
export async function loadComunica(graphs: AsyncIterable<GraphContent>): Promise<{
  readonly ask: (query: string, limitMs: number) => Promise<Asked>;
  readonly replace: (profile: GraphContent) => void;
}> {
  const store = new Store();
  let count = 0;
  const add = ({ iri, role, triples }: GraphContent): void => {
    count++;
    const parser = new Parser({ format: 'N-Triples', blankNodePrefix: `g${count}_` });
    for (const quad of parser.parse(triples ?? '')) {
      store.addQuad(quad.subject, quad.predicate, quad.object, DataFactory.namedNode(iri));
      if (role === 'profile') store.addQuad(quad.subject, quad.predicate, quad.object);
    }
  };
  for await (const graph of graphs) add(graph);
  const engine = new QueryEngine();

  async function read(query: string, stop: AbortSignal): Promise<Asked> {
    const result = await engine.query(query, { sources: [store] });
    const { data } = await engine.resultToString(result, 'text/csv');
    // What nobody waits for any more must not take the processor from the next query.
    stop.addEventListener('abort', () => (data as NodeJS.ReadableStream & { destroy(): void }).destroy());
    let bytes = 0;
    for await (const chunk of data) bytes += String(chunk).length;
    return bytes;
  }

  return {
    async ask(query, limitMs) {
      const stop = new AbortController();
      const late = Promise.withResolvers<'timeout'>();
      const timer = setTimeout(() => late.resolve('timeout'), limitMs);
      try {
        return await Promise.race([read(query, stop.signal), late.promise]);
      } catch (error) {
        console.error(String(error).slice(0, 200));
        return 'refused';
      } finally {
        clearTimeout(timer);
        stop.abort();
      }
    },
    replace(profile) {
      const graph = DataFactory.namedNode(profile.iri);
      const before: Quad[] = store.getQuads(null, null, null, graph);
      for (const quad of before) {
        store.removeQuad(quad as never);
        const { subject, predicate, object } = quad;
        // What another profile says too stays in the default graph.
        if (store.countQuads(subject as never, predicate, object as never, null) === 1)
          store.removeQuad(DataFactory.quad(subject as never, predicate as never, object as never));
      }
      add(profile);
    },
  };
}
