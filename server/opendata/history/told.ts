import type { Quad, Term } from '@rdfjs/types';
import { rdf, schema, xsd } from '../../rdf/terms.ts';

/** One value of a subject, or one of those that make up a nameless thing. */
export interface Part {
  /** The properties that lead to the value, the last one being the value's: an address has a street. */
  readonly path: readonly string[];
  readonly value: string;
  readonly isIri: boolean;
  /** Language tag, where it has one. */
  readonly language?: string;
  /** The IRI of its datatype, where it is no plain text. */
  readonly datatype?: string;
}

/** One value of a subject in one version. */
export interface Told extends Part {
  /** What makes up a nameless thing: a span of opening hours has days and times. `value` then writes them out. */
  readonly parts?: readonly Part[];
}

/** Deeper than this nothing of the model goes. */
const deepest = 3;
/** Of these a subject has one: each value of it stands by itself. What there may be several of is told whole. */
const single: ReadonlySet<string> = new Set([schema('address').value, schema('geo').value]);

/** What a graph says of a subject, nameless things unfolded into it, by a key that is the same in every version. */
export function toldOf(quads: readonly Quad[], iri: string): ReadonlyMap<string, Told> {
  const bySubject = Map.groupBy(quads, ({ subject }) => subject.value);
  const found = new Map<string, Told>();
  const add = (told: Told) =>
    found.set(JSON.stringify([told.path, told.value, told.isIri, told.language, told.datatype]), told);

  /** The values of a nameless thing; what sort of thing it is they tell themselves. */
  function partsOf(subject: string, path: readonly string[]): readonly Part[] {
    return (bySubject.get(subject) ?? []).flatMap(({ predicate, object }) => {
      if (predicate.equals(rdf('type'))) return [];
      const here = [...path, predicate.value];
      if (object.termType !== 'BlankNode') return [partOf(here, object)];
      return here.length < deepest ? partsOf(object.value, here) : [];
    });
  }

  for (const { predicate, object } of bySubject.get(iri) ?? []) {
    const path = [predicate.value];
    if (object.termType !== 'BlankNode') add(partOf(path, object));
    else if (single.has(predicate.value))
      for (const part of partsOf(object.value, [])) add({ ...part, path: [...path, ...part.path] });
    else {
      const parts = partsOf(object.value, []).toSorted((a, b) => (writeOut(a) < writeOut(b) ? -1 : 1));
      if (parts.length > 0) add({ path, value: parts.map(writeOut).join('; '), isIri: false, parts });
    }
  }
  return found;
}

function partOf(path: readonly string[], object: Term): Part {
  const isLiteral = object.termType === 'Literal';
  const plain = [xsd('string').value, rdf('langString').value];
  return {
    path,
    value: object.value,
    isIri: object.termType === 'NamedNode',
    ...(isLiteral && object.language !== '' ? { language: object.language } : {}),
    ...(isLiteral && !plain.includes(object.datatype.value) ? { datatype: object.datatype.value } : {}),
  };
}

/** `opens 09:00`. */
function writeOut({ path, value }: Part): string {
  return `${path.map((property) => property.split(/[/#]/).at(-1)).join(' ')} ${value}`;
}
