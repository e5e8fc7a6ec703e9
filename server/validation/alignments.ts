import type { NamedNode, Quad } from '@rdfjs/types';
import { namedNode, obs, quadOf, rdf, rdfs } from '../rdf/terms.ts';

/** How foreign classes and properties are read as ours. */
export interface Alignments {
  /** `rdfs:subClassOf` statements, by which a shape for a class also applies to its subclasses. */
  readonly subclasses: readonly Quad[];
  /** The quad in our words and in the default graph. */
  align(quad: Quad): Quad;
}

/** Reads the `obs:readAs` and `rdfs:subClassOf` statements of the ontology and its alignments. */
export function readAlignments(vocabulary: readonly Quad[]): Alignments {
  const readAs = new Map<string, NamedNode>(
    vocabulary
      .filter((quad) => quad.predicate.equals(obs('readAs')))
      .map((quad) => [quad.subject.value, namedNode(quad.object.value)]),
  );
  return {
    subclasses: vocabulary.filter((quad) => quad.predicate.equals(rdfs('subClassOf'))),
    align({ subject, predicate, object }) {
      const type = predicate.equals(rdf('type')) ? readAs.get(object.value) : undefined;
      return quadOf(subject, readAs.get(predicate.value) ?? predicate, type ?? object);
    },
  };
}
