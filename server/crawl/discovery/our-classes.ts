import type { Quad, Term } from '@rdfjs/types';
import type { EntityType } from '../../directory/entity.ts';
import { entityTypeOf } from '../../directory/entity-types.ts';
import type { Aligner } from '../../rdf/align.ts';
import { blankNode, namedNode, obs, quadOf, rdf, schema } from '../../rdf/terms.ts';
import { topicsOf } from '../../rdf/topics.ts';

/** What a class makes of its instances: undefined for those that the directory does not know; any place counts as a topic. */
export type TypeOfClass = (classIri: string, isTopic?: boolean) => EntityType | undefined;

/** Makes the judge of classes: ours, and those that the alignments read as ours. */
export function createTypeOfClass(align: Aligner): TypeOfClass {
  const known = new Map<string, string>();
  const readAs = (classIri: string) => {
    const written = namedNode(classIri.replace(/^http:\/\/schema\.org\//, 'https://schema.org/'));
    const [read] = align([quadOf(blankNode('x'), rdf('type'), written)]);
    return read?.object.value ?? '';
  };
  return (classIri, isTopic = false) => {
    const read = known.get(classIri) ?? readAs(classIri);
    if (known.size < 10_000) known.set(classIri, read);
    return entityTypeOf(new Set([read])) ?? (isTopic && read === schema('Place').value ? 'place' : undefined);
  };
}

const yes = new Set(['true', '1']);

/** Who says of themselves, in these statements, that they ask to be listed (`obs:listed true`). */
export function askingToBeListed(quads: readonly Quad[]): readonly Term[] {
  return quads
    .filter(({ predicate, object }) => predicate.equals(obs('listed')) && yes.has(object.value))
    .map(({ subject }) => subject);
}

/**
 * Whether a document describes, under an address, anything that the directory may show: a person only who asks for it, any
 * place when it is the document's topic.
 */
export function describesSomething(
  quads: readonly Quad[],
  { documentUrl, typeOf }: { readonly documentUrl: string; readonly typeOf: TypeOfClass },
): boolean {
  const topics = topicsOf(quads, [documentUrl]);
  const optedIn = new Set(askingToBeListed(quads).map(({ value }) => value));
  return quads.some(({ subject, predicate, object }) => {
    if (subject.termType !== 'NamedNode' || !predicate.equals(rdf('type'))) return false;
    const type = typeOf(object.value, topics.has(subject.value));
    return type !== undefined && (type !== 'person' || optedIn.has(subject.value));
  });
}
