import type { GraphChange } from '../graph/graph.ts';

/**
 * The graph `urn:obsidienne:vocabulary`: the concepts that profiles use, with their names, so that an answer can say "fablab"
 * instead of an address. Reached by GRAPH only, since no profile says it.
 */
export async function* withVocabulary(
  changes: AsyncIterable<GraphChange>,
  vocabulary: string,
): AsyncIterable<GraphChange> {
  yield { iri: 'urn:obsidienne:vocabulary', role: 'about', triples: vocabulary };
  yield* changes;
}
