import type { Quad } from '@rdfjs/types';
import type { EntityType } from '../../directory/entity.ts';
import { entityTypeOf } from '../../directory/entity-types.ts';
import type { Aligner } from '../../rdf/align.ts';
import { blankNode, namedNode, obs, quadOf, rdf } from '../../rdf/terms.ts';

/** What a class makes of its instances: undefined for those that the directory does not know. */
export type TypeOfClass = (classIri: string) => EntityType | undefined;

/** Makes the judge of classes: ours, and those that the alignments read as ours. */
export function createTypeOfClass(align: Aligner): TypeOfClass {
  const known = new Map<string, EntityType | undefined>();
  return (classIri) => {
    if (!known.has(classIri) && known.size < 10_000) {
      const written = namedNode(classIri.replace(/^http:\/\/schema\.org\//, 'https://schema.org/'));
      const [read] = align([quadOf(blankNode('x'), rdf('type'), written)]);
      known.set(classIri, entityTypeOf(new Set([read?.object.value ?? ''])));
    }
    return known.get(classIri);
  };
}

const yes = new Set(['true', '1']);

/** Whether a document describes, under an address, anything that the directory may show: a person only who asks for it. */
export function describesSomething(quads: readonly Quad[], typeOf: TypeOfClass): boolean {
  const optedIn = new Set(
    quads
      .filter(({ predicate, object }) => predicate.equals(obs('listed')) && yes.has(object.value))
      .map(({ subject }) => subject.value),
  );
  return quads.some(({ subject, predicate, object }) => {
    const type = subject.termType === 'NamedNode' && predicate.equals(rdf('type')) ? typeOf(object.value) : undefined;
    return type !== undefined && (type !== 'person' || optedIn.has(subject.value));
  });
}
