import type { Quad } from '@rdfjs/types';
import { foldText } from '../rdf/fold-text.ts';
import { obs, rdfs, skos } from '../rdf/terms.ts';
import type { Bilingual } from '../rdf/text.ts';
import { bilingual } from './bilingual.ts';

/** What the concept schemes hold, to check and to correct the concepts of a profile. */
export interface ConceptIndex {
  /** The scheme whose concepts a property takes (`obs:fromScheme`), when we know its concepts. */
  schemeOf(property: string): string | undefined;
  has(scheme: string, concept: string): boolean;
  /** What the ontology calls a property. */
  labelOf(property: string): Bilingual | undefined;
  /** The concept of a scheme that bears this label, slug or other name, whatever its case, accents and hyphens. */
  named(scheme: string, text: string): string | undefined;
}

const labels = [skos('prefLabel'), skos('altLabel'), skos('hiddenLabel'), skos('notation')];

/** Reads the ontology's `obs:fromScheme` statements and the SKOS schemes. */
export function indexConcepts(vocabulary: readonly Quad[]): ConceptIndex {
  const names = new Map<string, Map<string, string>>();
  const members = new Map<string, Set<string>>();
  const schemeOfConcept = new Map<string, string>();
  for (const { subject, predicate, object } of vocabulary) {
    if (!predicate.equals(skos('inScheme'))) continue;
    schemeOfConcept.set(subject.value, object.value);
    members.set(object.value, (members.get(object.value) ?? new Set()).add(subject.value));
    remember(object.value, subject.value.slice(subject.value.lastIndexOf('/') + 1), subject.value);
  }
  for (const { subject, predicate, object } of vocabulary) {
    const scheme = schemeOfConcept.get(subject.value);
    if (scheme && labels.some((label) => label.equals(predicate))) remember(scheme, object.value, subject.value);
  }
  const schemes = new Map(
    vocabulary
      .filter(({ predicate, object }) => predicate.equals(obs('fromScheme')) && members.has(object.value))
      .map(({ subject, object }) => [subject.value, object.value]),
  );

  const labelsOfProperties = vocabulary.filter(
    ({ subject, predicate }) => predicate.equals(rdfs('label')) && schemes.has(subject.value),
  );

  function remember(scheme: string, name: string, concept: string): void {
    const known = names.get(scheme) ?? new Map<string, string>();
    names.set(scheme, known);
    if (!known.has(foldText(name))) known.set(foldText(name), concept);
  }

  return {
    schemeOf: (property) => schemes.get(property),
    labelOf: (property) => {
      const texts = labelsOfProperties.filter(({ subject }) => subject.value === property).map(({ object }) => object);
      return bilingual(texts);
    },
    has: (scheme, concept) => members.get(scheme)?.has(concept) ?? false,
    named: (scheme, text) => names.get(scheme)?.get(foldText(text)),
  };
}
