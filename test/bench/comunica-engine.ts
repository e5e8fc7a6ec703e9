import { QueryEngine } from '@comunica/query-sparql';
import { DataFactory, Parser, Store } from 'n3';
import type { GraphContent } from '../../server/graph/graph.ts';

/** Comunica over a store of N3 with the default graph that our engine has. */
export async function loadComunica(graphs: AsyncIterable<GraphContent>): Promise<(query: string) => Promise<number>> {
  const store = new Store();
  let count = 0;
  for await (const { iri, role, triples } of graphs) {
    count++;
    const parser = new Parser({ format: 'N-Triples', blankNodePrefix: `g${count}_` });
    for (const quad of parser.parse(triples ?? '')) {
      store.addQuad(quad.subject, quad.predicate, quad.object, DataFactory.namedNode(iri));
      if (role === 'profile') store.addQuad(quad.subject, quad.predicate, quad.object);
    }
  }
  const engine = new QueryEngine();
  return async (query) => {
    const result = await engine.query(query, { sources: [store] });
    const { data } = await engine.resultToString(result, 'text/csv');
    let bytes = 0;
    for await (const chunk of data) bytes += String(chunk).length;
    return bytes;
  };
}
