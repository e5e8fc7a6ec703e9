import type { Quad } from '@rdfjs/types';
import { namedNode, obs, quadOf } from './terms.ts';

/** Reads foreign classes, properties and concepts (PAIR, ESSGlobal, ORG …) as ours; the graph keeps what was written. */
export type Aligner = (quads: readonly Quad[]) => readonly Quad[];

/** Builds the aligner from the `obs:readAs` statements of the ontology's alignments. */
export function createAligner(vocabulary: readonly Quad[]): Aligner {
  const readAs = new Map(
    vocabulary
      .filter((q) => q.predicate.equals(obs('readAs')))
      .map((q) => [q.subject.value, namedNode(q.object.value)]),
  );
  return (quads) =>
    quads.map((q) => {
      const predicate = readAs.get(q.predicate.value);
      const object = q.object.termType === 'NamedNode' ? readAs.get(q.object.value) : undefined;
      return predicate || object ? quadOf(q.subject, predicate ?? q.predicate, object ?? q.object, q.graph) : q;
    });
}
