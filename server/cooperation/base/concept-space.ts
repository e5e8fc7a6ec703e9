import type { Concepts } from '../../directory/concepts.ts';
import type { Concept } from '../../directory/entity.ts';
import { facetWords, stemOf } from './words.ts';

/** Concepts as numbers, with what leads ask of their scheme. */
export interface ConceptSpace {
  /** The number of an IRI; one that no scheme knows gets one too, and is near nothing but itself. */
  numberOf(iri: string): number;
  find(number: number): Concept | undefined;
  iriOf(number: number): string;
  /** Itself first, then what is wider, the nearest first. */
  chain(number: number): readonly number[];
  narrower(number: number): readonly number[];
  related(number: number): readonly number[];
  /** Narrower ones that are called by a word of a text (its stems). */
  kindsNamed(number: number, stems: readonly string[]): ReadonlySet<number>;
  /** Resources whose labels stand in a text, the longest labels first. */
  resourcesIn(text: string): readonly number[];
}

/** Numbers the concepts. */
export function createConceptSpace(concepts: Concepts): ConceptSpace {
  const iris: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (iri: string): number => {
    const known = numbers.get(iri);
    if (known !== undefined) return known;
    numbers.set(iri, iris.length);
    return iris.push(iri) - 1;
  };
  for (const { key } of concepts.schemes()) for (const { iri } of concepts.inScheme(key)) numberOf(iri);
  const find = (number: number) => concepts.find(iris[number] ?? '');
  const narrowerOf = new Map<number, number[]>();
  for (let at = 0; at < iris.length; at++) {
    const broader = find(at)?.broader;
    if (broader === undefined) continue;
    const wide = numberOf(broader);
    narrowerOf.set(wide, [...(narrowerOf.get(wide) ?? []), at]);
  }
  const chain = (number: number): number[] => {
    const found: number[] = [];
    for (let at: number | undefined = number; at !== undefined && !found.includes(at); ) {
      found.push(at);
      const broader: string | undefined = find(at)?.broader;
      at = broader === undefined ? undefined : numberOf(broader);
    }
    return found;
  };
  const called = new Map<number, ReadonlyMap<string, ReadonlySet<number>>>();
  /** What the kinds of a concept are called, by stem; what three of them or the concept itself are called tells none. */
  const calledOf = (number: number) => {
    const before = called.get(number);
    if (before) return before;
    const found = new Map<string, Set<number>>();
    for (const kind of narrowerOf.get(number) ?? [])
      for (const stem of stemsOf(find(kind))) found.set(stem, (found.get(stem) ?? new Set()).add(kind));
    for (const stem of stemsOf(find(number))) found.delete(stem);
    for (const [stem, kinds] of found) if (kinds.size > 2) found.delete(stem);
    called.set(number, found);
    return found;
  };
  const labels = labelsOf(concepts.inScheme('resources'), numberOf);
  return {
    numberOf,
    find,
    iriOf: (number) => iris[number] ?? '',
    chain,
    narrower: (number) => narrowerOf.get(number) ?? [],
    related: (number) => (find(number)?.related ?? []).map(numberOf),
    kindsNamed(number, stems) {
      const kinds = narrowerOf.get(number) ?? [];
      return new Set(kinds.filter((kind) => stems.some((stem) => calledOf(number).get(stem)?.has(kind))));
    },
    resourcesIn(text) {
      const said = ` ${facetWords(text).join(' ')} `;
      const found = new Set<number>();
      for (const { words, number } of labels) if (said.includes(words)) found.add(number);
      return [...found];
    },
  };
}

function stemsOf(concept: Concept | undefined): ReadonlySet<string> {
  return new Set(facetWords(labelsIn(concept).join(' ')).map(stemOf));
}

function labelsIn(concept: Concept | undefined): readonly string[] {
  return concept ? [concept.label.fr, concept.label.en, ...(concept.altLabels ?? []).map(({ text }) => text)] : [];
}

/** What two concepts of different meaning are both called (a "stage" is a course and a scene) tells nothing. */
function labelsOf(resources: readonly Concept[], numberOf: (iri: string) => number) {
  const called = new Map<string, Set<number>>();
  for (const concept of resources) {
    // What has nothing wider is as good as everything.
    if (concept.broader === undefined) continue;
    for (const label of labelsIn(concept)) {
      const words = facetWords(label).join(' ');
      if (words !== '') called.set(words, (called.get(words) ?? new Set()).add(numberOf(concept.iri)));
    }
  }
  return [...called]
    .flatMap(([words, those]) => {
      const [number] = those;
      return number !== undefined && those.size === 1 ? { words: ` ${words} `, number } : [];
    })
    .sort((a, b) => b.words.length - a.words.length);
}
