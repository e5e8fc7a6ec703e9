import type { Quad } from '@rdfjs/types';
import { territoryIri, territoryName } from '../../../directory/territory-names.ts';
import { departements } from '../../../geography/departements.ts';
import { given } from '../../../rdf/given.ts';
import { obs, rdf, rdfs, sh, skos } from '../../../rdf/terms.ts';
import type { Bilingual, Language } from '../../../rdf/text.ts';
import type { QueryTerm, QueryTerms } from '../../contract.ts';
import type { Vocabulary } from '../../vocabulary.ts';
import other from './other-terms.json' with { type: 'json' };

type Sources = Pick<Vocabulary, 'ontology' | 'shapes' | 'scheme' | 'schemes'>;

/** What queries are written with, in both languages at once. */
interface Term extends Pick<QueryTerm, 'kind' | 'iri' | 'name' | 'takes'> {
  readonly label: Bilingual;
  readonly definition?: Bilingual;
  readonly others?: Readonly<Record<Language, readonly string[]>>;
  readonly scheme?: Bilingual;
}

/** The terms that queries are written with: ours, those of other vocabularies that profiles use, concepts, territories. */
export interface TermBook {
  of(language: Language): QueryTerms;
  /** What an IRI is called; undefined for one of no vocabulary. */
  nameOf(iri: string, language: Language): string | undefined;
}

const prefixes: Readonly<Record<string, string>> = other.prefixes;
const classTypes = [rdfs('Class').value, 'http://www.w3.org/2002/07/owl#Class'];

/** Makes the book from the ontology, the shapes, the concept schemes and `other-terms.json`, when it is first opened. */
export function createTermBook(vocabulary: Sources): TermBook {
  let known: ReadonlyMap<string, Term> | undefined;
  const all = () => {
    known ??= firstOfEach(gather(vocabulary));
    return known;
  };
  const made = new Map<Language, QueryTerms>();
  return {
    of(language) {
      const found = made.get(language) ?? { prefixes, terms: [...all().values()].map(told(language)) };
      made.set(language, found);
      return found;
    },
    nameOf: (iri, language) => all().get(iri)?.label[language],
  };
}

/** The first to name a term is right: ours before what shapes ask for it. */
function firstOfEach(terms: readonly Term[]): ReadonlyMap<string, Term> {
  const found = new Map<string, Term>();
  for (const term of terms) if (!found.has(term.iri)) found.set(term.iri, term);
  return found;
}

function gather(vocabulary: Sources): readonly Term[] {
  const ontology = termsOf(vocabulary.ontology());
  const concepts = vocabulary.schemes().flatMap((key) => conceptsOf(vocabulary.scheme(key) ?? []));
  return [...ontology, ...otherTerms(), ...shapeTerms(vocabulary.shapes()), ...concepts, ...territories()];
}

const told =
  (language: Language) =>
  ({ kind, iri, name, label, definition, others, scheme, takes }: Term): QueryTerm => ({
    kind,
    iri,
    ...given('name', name),
    label: label[language],
    ...given('definition', definition?.[language]),
    ...(others?.[language].length ? { others: others[language] } : {}),
    ...given('scheme', scheme?.[language]),
    ...given('takes', takes),
  });

/** `obs:kind` for an IRI whose namespace has a prefix here. */
function prefixed(iri: string): string | undefined {
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    const local = iri.startsWith(namespace) ? iri.slice(namespace.length) : '';
    if (/^[A-Za-z][\w-]*$/.test(local)) return `${prefix}:${local}`;
  }
  return undefined;
}

/** What a subject says in both languages, by predicate; the first of each language. */
function wordsOf(quads: readonly Quad[], predicate: string): Bilingual | undefined {
  const said = quads.filter((quad) => quad.predicate.value === predicate);
  const text = (language: string) =>
    said.find(({ object }) => object.termType === 'Literal' && object.language === language)?.object.value;
  const fr = text('fr') ?? text('en');
  return fr === undefined ? undefined : { fr, en: text('en') ?? fr };
}

const bySubject = (quads: readonly Quad[]) => Map.groupBy(quads, ({ subject }) => subject.value);
const isA = (quads: readonly Quad[], types: readonly string[]) =>
  quads.some(({ predicate, object }) => predicate.equals(rdf('type')) && types.includes(object.value));

function term(
  kind: Term['kind'],
  iri: string,
  words: Pick<Term, 'definition' | 'others' | 'scheme' | 'takes'> & { readonly label: Bilingual },
): Term {
  return {
    kind,
    iri,
    ...given('name', kind === 'concept' || kind === 'territory' ? undefined : prefixed(iri)),
    ...words,
  };
}

function termsOf(ontology: readonly Quad[]): readonly Term[] {
  return [...bySubject(ontology)].flatMap(([iri, quads]) => {
    const label = wordsOf(quads, rdfs('label').value);
    if (!label || !iri.startsWith(prefixes['obs'] ?? '')) return [];
    const kind = isA(quads, classTypes) ? 'class' : 'property';
    const takes = quads.find(({ predicate }) => predicate.equals(obs('fromScheme')))?.object.value;
    const definition = wordsOf(quads, rdfs('comment').value);
    return [term(kind, iri, { label, ...given('definition', definition), ...given('takes', takes) })];
  });
}

/** Properties and classes of other vocabularies as the rules for profiles explain them. */
function shapeTerms(shapes: readonly Quad[]): readonly Term[] {
  return [...bySubject(shapes).values()].flatMap((quads) => {
    const one = (predicate: string) =>
      quads.find((quad) => quad.predicate.value === predicate && quad.object.termType === 'NamedNode')?.object.value;
    const [path, target] = [one(sh('path').value), one(sh('targetClass').value)];
    const [name, label] = [wordsOf(quads, sh('name').value), wordsOf(quads, rdfs('label').value)];
    if (path && name)
      return [term('property', path, { label: name, ...given('definition', wordsOf(quads, sh('description').value)) })];
    return target && label ? [term('class', target, { label })] : [];
  });
}

function conceptsOf(scheme: readonly Quad[]): readonly Term[] {
  const subjects = bySubject(scheme);
  const title = [...subjects.values()]
    .filter((quads) => isA(quads, [skos('ConceptScheme').value]))
    .map((quads) => wordsOf(quads, skos('prefLabel').value))[0];
  return [...subjects].flatMap(([iri, quads]) => {
    const label = isA(quads, [skos('Concept').value]) ? wordsOf(quads, skos('prefLabel').value) : undefined;
    if (!label) return [];
    const others = (language: Language) =>
      quads.flatMap(({ predicate, object }) =>
        predicate.equals(skos('altLabel')) && object.termType === 'Literal' && object.language === language
          ? [object.value]
          : [],
      );
    return [
      term('concept', iri, {
        label,
        ...given('definition', wordsOf(quads, skos('definition').value)),
        others: { fr: others('fr'), en: others('en') },
        ...given('scheme', title),
      }),
    ];
  });
}

function otherTerms(): readonly Term[] {
  return other.terms.map(({ kind, name, iri, label, definition }) => {
    const [prefix = '', local = ''] = (name ?? '').split(':');
    return term(kind as Term['kind'], iri ?? (prefixes[prefix] ?? '') + local, {
      label,
      ...given('definition', definition),
    });
  });
}

/** Départements and régions; communes are too many to be sent. */
function territories(): readonly Term[] {
  const all = [...departements().values()];
  const codes = [...new Set(all.map(({ region }) => `R${region}`)), ...all.map(({ code }) => code)];
  return codes.map((code) => {
    const name = territoryName(code);
    return term('territory', territoryIri(code), { label: { fr: name, en: name }, others: { fr: [code], en: [code] } });
  });
}
