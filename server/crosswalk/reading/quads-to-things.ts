import type { Quad, Quad_Object } from '@rdfjs/types';

/** A thing as plain JSON: `id`, `type` (local names), and its properties by local name, several values as a list. */
type Thing = { [name: string]: unknown };

const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
/** `4.811E1` is how JSON-LD writes a number. */
const numeric = /XMLSchema#(?:integer|decimal|double|float|int|long)$/;
const maxDepth = 4;

/** Turns linked data into the things that it names, each with what is said of it and of its nameless parts. */
export function quadsToThings(quads: readonly Quad[]): readonly Thing[] {
  const bySubject = Map.groupBy(quads, ({ subject }) => subject.value);
  const parts = new Set(quads.flatMap(({ object }) => (object.termType === 'BlankNode' ? [object.value] : [])));

  function write(subject: string, depth: number, above: readonly string[]): Thing {
    const thing: Thing = {};
    for (const { predicate, object } of bySubject.get(subject) ?? []) {
      const isType = predicate.value === RDF_TYPE;
      put(
        thing,
        isType ? 'type' : localName(predicate.value),
        isType ? localName(object.value) : toValue(object, depth, above),
      );
    }
    return thing;
  }

  function toValue(object: Quad_Object, depth: number, above: readonly string[]): unknown {
    if (object.termType === 'Literal') return numeric.test(object.datatype.value) ? Number(object.value) : object.value;
    const isPart = object.termType === 'BlankNode' || /^geo|address/i.test(localName(object.value));
    if (!isPart || depth >= maxDepth || above.includes(object.value) || !bySubject.has(object.value))
      return object.termType === 'BlankNode' ? undefined : object.value;
    return write(object.value, depth + 1, [...above, object.value]);
  }

  return [...bySubject.entries()].flatMap(([subject, [first]]) => {
    const isNameless = first?.subject.termType === 'BlankNode';
    if (isNameless && parts.has(subject)) return [];
    return [{ ...(isNameless ? {} : { id: subject }), ...write(subject, 0, [subject]) }];
  });
}

function put(thing: Thing, name: string, value: unknown): void {
  if (value === undefined) return;
  const known = thing[name];
  if (known === undefined) thing[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else thing[name] = [known, value];
}

function localName(iri: string): string {
  return /[^/#:]+$/.exec(iri.replace(/[/#]$/, ''))?.[0] ?? iri;
}
