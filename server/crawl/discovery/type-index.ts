import type { NamedNode, Quad } from '@rdfjs/types';
import { namedNode, rdf } from '../../rdf/terms.ts';
import type { TypeOfClass } from './our-classes.ts';

const solid = (local: string): NamedNode => namedNode(`http://www.w3.org/ns/solid/terms#${local}`);
const ldp = (local: string): NamedNode => namedNode(`http://www.w3.org/ns/ldp#${local}`);

/** The public type indexes that a WebID document names (Solid Type Indexes, section 3). */
export function publicTypeIndexes(quads: readonly Quad[]): readonly string[] {
  return objectsOf(quads, solid('publicTypeIndex'));
}

/**
 * Where a type index says that things of our classes are: single resources, and containers of them (Solid Type Indexes,
 * section 4). The quads are aligned, so that foreign classes count as ours.
 */
export function readTypeIndex(
  quads: readonly Quad[],
  typeOf: TypeOfClass,
): { readonly instances: readonly string[]; readonly containers: readonly string[] } {
  const registrations = new Set(
    quads.filter((q) => q.predicate.equals(solid('forClass')) && typeOf(q.object.value)).map((q) => q.subject.value),
  );
  const ours = quads.filter(({ subject }) => registrations.has(subject.value));
  return {
    instances: objectsOf(ours, solid('instance')),
    containers: objectsOf(ours, solid('instanceContainer')),
  };
}

/** What a container holds, containers inside it left aside (Linked Data Platform, section 5.2). */
export function readContainer(quads: readonly Quad[]): readonly string[] {
  const containers = new Set(
    quads
      .filter((q) => q.predicate.equals(rdf('type')) && q.object.equals(ldp('Container')))
      .map((q) => q.subject.value),
  );
  return objectsOf(quads, ldp('contains')).filter((iri) => !containers.has(iri) && !iri.endsWith('/'));
}

function objectsOf(quads: readonly Quad[], predicate: NamedNode): readonly string[] {
  return quads
    .filter((q) => q.predicate.equals(predicate) && q.object.termType === 'NamedNode')
    .map(({ object }) => object.value);
}
