import { departements, regionName } from '../geography/departements.ts';
import type { Concepts } from './concepts.ts';
import type { Concept } from './entity.ts';
import { isMeant, searchText, searchWords } from './search-words.ts';

/** A facet value that can be found by what it is called. */
export interface LabelledValue {
  /** A concept's IRI, or a territory's code as filters take it. */
  readonly value: string;
  /** What it is called, folded, by each of its names. */
  readonly names: readonly string[];
  /** The telling words of all its names. */
  readonly words: readonly string[];
  /** A territory is meant only by its whole name: "centre" is not the Centre-Val de Loire. */
  readonly isWhole: boolean;
}

/** Everything that a concept is called. */
export function labelsOf({ label, altLabels = [], hiddenLabels = [] }: Concept): readonly string[] {
  return [label.fr, label.en, ...altLabels, ...hiddenLabels];
}

/** Everything that facets can be narrowed by and that has a name of its own: concepts with all their labels, départements, régions. */
export function labelledValues(concepts: Concepts): readonly LabelledValue[] {
  const named = (value: string, labels: readonly string[], isWhole: boolean): LabelledValue => ({
    value,
    names: [...new Set(labels.map(searchText))],
    words: [...new Set(labels.flatMap(searchWords))],
    isWhole,
  });
  const ofConcepts = concepts
    .schemes()
    .flatMap(({ key }) => concepts.inScheme(key))
    .map((concept) => named(concept.iri, labelsOf(concept), false));
  const regions = new Set([...departements().values()].map(({ region }) => region));
  return [
    ...ofConcepts,
    ...[...departements().values()].map(({ code, name }) => named(code, [name], true)),
    ...[...regions].map((code) => named(`R${code}`, [regionName(code) ?? code], true)),
  ];
}

/** The values that one word of a search means, the others of the search being known. */
export function meantBy(word: string, words: readonly string[], labels: readonly LabelledValue[]): readonly string[] {
  return labels
    .filter((label) => label.words.some((own) => isMeant(own, word)))
    .filter(
      ({ isWhole, words: own }) => !isWhole || own.every((one) => words.some((searched) => isMeant(one, searched))),
    )
    .map(({ value }) => value);
}
