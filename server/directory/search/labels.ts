import { departements, regionName } from '../../geography/departements.ts';
import { firstAtOrAfter } from '../../geography/first-at-or-after.ts';
import type { Concepts } from '../concepts.ts';
import type { Concept } from '../entity.ts';
import { isMeant, searchWords, singularOf } from './search-words.ts';

/** One of the names of a facet value. */
export interface Label {
  readonly text: string;
  /** Its telling words in the singular, to be compared with those of a search. */
  readonly folded: string;
  /** Other names are told beside the one that is shown; hidden ones are what people type, not what they should read. */
  readonly kind: 'shown' | 'other' | 'hidden';
}

/** A facet value that can be found by what it is called. */
export interface LabelledValue {
  /** A concept's IRI, or a territory's code as filters take it. */
  readonly value: string;
  readonly concept?: Concept;
  readonly labels: readonly Label[];
  /** The telling words of all its names. */
  readonly words: readonly string[];
  /** A territory is meant only by its whole name: "centre" is not the Centre-Val de Loire. */
  readonly isWhole: boolean;
}

/** Everything that facets can be narrowed by and that has a name of its own. */
export interface Labels {
  readonly values: readonly LabelledValue[];
  /** Every word of every name. */
  readonly words: ReadonlySet<string>;
  /** The values that one word of a search means, the others of the search being known. */
  meantBy(word: string, words: readonly string[]): readonly string[];
}

/** Knows concepts by all their labels, and départements and régions by their names. */
export function createLabels(concepts: Concepts): Labels {
  const values = labelledValues(concepts);
  const byWord = Map.groupBy(
    values.flatMap((value) => value.words.map((word) => ({ word, value }))),
    ({ word }) => word,
  );
  const words = [...byWord.keys()].sort();
  return {
    values,
    words: new Set(words),
    meantBy(word, searched) {
      const found = new Set<LabelledValue>();
      const add = (own: string) => {
        for (const { value } of byWord.get(own) ?? []) found.add(value);
      };
      for (let at = firstAtOrAfter(words, word); words[at]?.startsWith(word); at++) add(words[at] ?? '');
      const singular = singularOf(word);
      if (singular) add(singular);
      const isWholly = ({ isWhole, words: own }: LabelledValue) =>
        !isWhole || own.every((one) => searched.some((other) => isMeant(one, other)));
      return [...found].filter(isWholly).map(({ value }) => value);
    },
  };
}

function labelledValues(concepts: Concepts): readonly LabelledValue[] {
  const all = concepts.schemes().flatMap(({ key }) => concepts.inScheme(key));
  const regions = new Set([...departements().values()].map(({ region }) => region));
  return [
    ...all.map(ofConcept),
    ...[...departements().values()].map(({ code, name }) => ofTerritory(code, name)),
    ...[...regions].map((code) => ofTerritory(`R${code}`, regionName(code) ?? code)),
  ];
}

function ofConcept(concept: Concept): LabelledValue {
  const { iri, label, altLabels = [], hiddenLabels = [] } = concept;
  const labels = [
    ...[label.fr, label.en].map((text) => labelOf(text, 'shown')),
    ...altLabels.map(({ text }) => labelOf(text, 'other')),
    ...hiddenLabels.map((text) => labelOf(text, 'hidden')),
  ];
  return { value: iri, concept, labels, words: wordsOf(labels), isWhole: false };
}

function ofTerritory(code: string, name: string): LabelledValue {
  const labels = [labelOf(name, 'shown')];
  return { value: code, labels, words: wordsOf(labels), isWhole: true };
}

function labelOf(text: string, kind: Label['kind']): Label {
  return { text, folded: inSingular(searchWords(text)), kind };
}

function wordsOf(labels: readonly Label[]): readonly string[] {
  return [...new Set(labels.flatMap(({ text }) => searchWords(text)))];
}

/** Words as labels are compared: a plural is no other name. */
export function inSingular(words: readonly string[]): string {
  return words.map((word) => singularOf(word) ?? word).join(' ');
}
