import { defaultGraph, Store } from 'oxigraph';
import { answerFormats, notXml } from '../../answer-formats.ts';
import type { AnswerFormat } from '../../graph.ts';

/** Writes N-Triples in another format for graphs; throws when RDF/XML cannot say them. */
export function writeGraph(ntriples: string, format: AnswerFormat): string {
  const store = new Store();
  store.load(ntriples, { format: 'nt', no_transaction: true });
  const written = store.dump({ format: answerFormats[format].engineName, from_graph_name: defaultGraph() });
  (store as unknown as { free(): void }).free();
  if (format === 'rdfxml' && /<oxprefix:[ />]/.test(written)) throw new Error(notXml);
  return written;
}
