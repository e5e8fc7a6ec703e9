import type { Quad } from '@rdfjs/types';
import { given } from '../rdf/given.ts';
import { dct, rdf, skos, VOCAB } from '../rdf/terms.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { Concept } from './entity.ts';

/** The concept schemes, in the order of their notations. */
export interface Concepts {
  find(iri: string): Concept | undefined;
  /** By scheme and key, or by IRI. */
  resolve(scheme: string, keyOrIri: string): Concept | undefined;
  inScheme(scheme: string): readonly Concept[];
  schemes(): readonly Scheme[];
  /** The concept and everything narrower, as IRIs. */
  withNarrower(iri: string): readonly string[];
}

export interface Scheme {
  readonly iri: string;
  readonly key: string;
  readonly label: Bilingual;
  readonly definition?: Bilingual;
}

/** The concepts as plain data, which can be handed to another thread. */
export interface ConceptData {
  /** In the order of their notations. */
  readonly concepts: readonly Concept[];
  readonly schemes: readonly Scheme[];
}

/** Loads the SKOS schemes of `ontology/schemes/`. */
export function loadConcepts(quads: readonly Quad[]): Concepts {
  const bySubject = Map.groupBy(quads, (q) => q.subject.value);
  const typed = (type: string) =>
    [...bySubject].filter(([, own]) => own.some((q) => q.predicate.equals(rdf('type')) && q.object.equals(skos(type))));
  const concepts = typed('Concept')
    .map(([iri, own]) => ({ concept: toConcept(iri, own), notation: value(own, skos('notation').value) ?? '' }))
    .sort((a, b) => a.notation.localeCompare(b.notation, 'en', { numeric: true }))
    .map(({ concept }) => concept);
  const schemes = typed('ConceptScheme').map(([iri, own]) => ({
    iri,
    key: iri.slice(VOCAB.length),
    label: bilingual(own, skos('prefLabel').value) ?? bilingual(own, dct('title').value) ?? { fr: iri, en: iri },
    ...given('definition', bilingual(own, skos('definition').value)),
  }));
  return createConcepts({ concepts, schemes });
}

/** The other way from `conceptData`. */
export function createConcepts({ concepts, schemes }: ConceptData): Concepts {
  const byIri = new Map(concepts.map((concept) => [concept.iri, concept]));
  const byScheme = Map.groupBy(concepts, (concept) => concept.scheme);
  const narrower = Map.groupBy(
    concepts.filter((concept) => concept.broader),
    (concept) => concept.broader,
  );
  return {
    find: (iri) => byIri.get(iri),
    resolve: (scheme, keyOrIri) => byIri.get(keyOrIri) ?? byIri.get(`${VOCAB}${scheme}/${keyOrIri}`),
    inScheme: (scheme) => byScheme.get(scheme) ?? [],
    schemes: () => schemes,
    withNarrower(iri) {
      const found = new Set([iri]);
      for (const broader of found) for (const concept of narrower.get(broader) ?? []) found.add(concept.iri);
      return [...found];
    },
  };
}

/** Everything that `createConcepts` makes the same concepts from. */
export function conceptData(concepts: Concepts): ConceptData {
  const schemes = concepts.schemes();
  return { schemes, concepts: schemes.flatMap(({ key }) => concepts.inScheme(key)) };
}

function toConcept(iri: string, own: readonly Quad[]): Concept {
  const [scheme = '', key = ''] = iri.slice(VOCAB.length).split('/');
  const labels = (kind: string) =>
    own.flatMap(({ predicate, object }) =>
      predicate.equals(skos(kind)) && object.termType === 'Literal'
        ? [{ text: object.value, language: object.language }]
        : [],
    );
  const altLabels = labels('altLabel');
  const hiddenLabels = labels('hiddenLabel').map(({ text }) => text);
  const near = ['related', 'relatedMatch', 'closeMatch'].map((name) => skos(name).value);
  const related = own.filter((q) => near.includes(q.predicate.value)).map((q) => q.object.value);
  return {
    iri,
    scheme,
    key,
    label: bilingual(own, skos('prefLabel').value) ?? { fr: key, en: key },
    ...given('definition', bilingual(own, skos('definition').value)),
    ...(altLabels.length > 0 ? { altLabels } : {}),
    ...(hiddenLabels.length > 0 ? { hiddenLabels } : {}),
    ...given('broader', value(own, skos('broader').value)),
    ...(related.length > 0 ? { related } : {}),
  };
}

function value(own: readonly Quad[], predicate: string): string | undefined {
  return own.find((q) => q.predicate.value === predicate)?.object.value;
}

function bilingual(own: readonly Quad[], predicate: string): Bilingual | undefined {
  const inLanguage = (language: string) =>
    own.find(
      (q) => q.predicate.value === predicate && q.object.termType === 'Literal' && q.object.language === language,
    )?.object.value;
  const fr = inLanguage('fr');
  const en = inLanguage('en');
  const any = fr ?? en;
  return any === undefined ? undefined : { fr: fr ?? any, en: en ?? any };
}
