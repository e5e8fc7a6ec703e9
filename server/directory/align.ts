import type { Quad } from '@rdfjs/types';
import { namedNode, obs, quadOf, rdf } from '../rdf/terms.ts';

/** Reads foreign classes and properties as ours (PAIR, ESSGlobal, ORG …) while projecting; the graph keeps what was written. */
export type Aligner = (quads: readonly Quad[]) => readonly Quad[];

/** Builds the aligner from the `obs:readAs` statements of `ontology/alignments.ttl`. */
export function createAligner(alignments: readonly Quad[]): Aligner {
  const readAs = new Map(
    alignments
      .filter((q) => q.predicate.equals(obs('readAs')))
      .map((q) => [q.subject.value, namedNode(q.object.value)]),
  );
  return (quads) =>
    quads.map((q) => {
      const predicate = readAs.get(q.predicate.value);
      const type = q.predicate.equals(rdf('type')) ? readAs.get(q.object.value) : undefined;
      return predicate || type ? quadOf(q.subject, predicate ?? q.predicate, type ?? q.object, q.graph) : q;
    });
}
