import type { Quad, Term } from '@rdfjs/types';

/** The quads of one profile, to be asked by any of their terms: small, read-only, and made thousands of times a round. */
export interface Profile extends Iterable<Quad> {
  readonly size: number;
  /** The quads with the given terms, in document order; what is null or left out matches anything. */
  match(subject?: Term | null, predicate?: Term | null, object?: Term | null): readonly Quad[];
  /** The objects of a property of a subject. */
  objects(subject: Term, predicate: Term): readonly Term[];
}

const none: readonly never[] = [];

interface OfSubject {
  readonly quads: Quad[];
  readonly objects: Map<string, Term[]>;
}

/** Indexes the quads, all taken to be in the default graph; a store with six indexes takes ten times as long for so few. */
export function indexProfile(quads: readonly Quad[]): Profile {
  const all: Quad[] = [];
  const seen = new Set<string>();
  const bySubject = new Map<string, OfSubject>();
  const byPredicate = new Map<string, Quad[]>();
  let byObject: Map<string, Quad[]> | undefined;
  for (const quad of quads) {
    const subject = keyOf(quad.subject);
    const predicate = quad.predicate.value;
    if (seen.size === seen.add(`${subject} ${predicate} ${keyOf(quad.object)}`).size) continue;
    all.push(quad);
    const known: OfSubject = bySubject.get(subject) ?? { quads: [], objects: new Map() };
    if (known.quads.push(quad) === 1) bySubject.set(subject, known);
    push(known.objects, predicate, quad.object);
    push(byPredicate, predicate, quad);
  }

  function candidates(subject?: Term | null, predicate?: Term | null, object?: Term | null): readonly Quad[] {
    if (subject) return bySubject.get(keyOf(subject))?.quads ?? none;
    if (predicate) return byPredicate.get(predicate.value) ?? none;
    if (!object) return all;
    byObject ??= Map.groupBy(all, (quad) => keyOf(quad.object));
    return byObject.get(keyOf(object)) ?? none;
  }

  return {
    size: all.length,
    match(subject, predicate, object) {
      const found = candidates(subject, predicate, object);
      const isFound = (!subject || !predicate) && (!object || (!subject && !predicate));
      if (isFound || found.length === 0) return found;
      return found.filter(
        (quad) =>
          (!predicate || quad.predicate.value === predicate.value) && (!object || keyOf(quad.object) === keyOf(object)),
      );
    },
    objects: (subject, predicate) => bySubject.get(keyOf(subject))?.objects.get(predicate.value) ?? none,
    [Symbol.iterator]: () => all[Symbol.iterator](),
  };
}

/** A text that is the same for equal terms and for no others. */
export function keyOf(term: Term): string {
  if (term.termType === 'Literal') return `"${term.value}"${term.language}^${term.datatype.value}`;
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
}

function push<T>(index: Map<string, T[]>, key: string, item: T): void {
  const known = index.get(key);
  if (known) known.push(item);
  else index.set(key, [item]);
}
