import type { Quad, Term } from '@rdfjs/types';
import { dct, OBS, obs, prov, rdf, rdfs, SCHEMA, sh, skos, VOCAB } from '../rdf/terms.ts';
import type { Bilingual } from '../rdf/text.ts';
import { typesetFrench } from '../rdf/typeset-french.ts';

/** The sorts of fields that shapes ask for (`obs:input`); another one is shown as a text. */
export type Input =
  | 'text'
  | 'long-text'
  | 'keywords'
  | 'concept'
  | 'entity'
  | 'links'
  | 'url'
  | 'image'
  | 'email'
  | 'tel'
  | 'number'
  | 'boolean'
  | 'yes-no'
  | 'date'
  | 'language'
  | 'license'
  | 'hours'
  | 'position'
  | 'address';

/** One question of the form. */
export interface Field {
  /** The word of our JSON-LD context: `kind`, `practice` … */
  readonly key: string;
  /** IRI of the property. */
  readonly path: string;
  readonly input: Input;
  readonly label: Bilingual;
  readonly help: Bilingual;
  /** An answer, in each language that there is one in. */
  readonly example: Partial<Bilingual>;
  /** Without it the profile is refused. */
  readonly isRequired: boolean;
  readonly isSingle: boolean;
  /** Key of the concept scheme that it takes its values from. */
  readonly scheme?: string;
  /** Whether it is said of the document and not of the place. */
  readonly isOfDocument: boolean;
  /** The questions about a value that is described in place (a need, an address). */
  readonly parts?: readonly Field[];
}

/** Questions that belong together, in their order. */
export interface FieldGroup {
  readonly key: string;
  readonly label: Bilingual;
  readonly fields: readonly Field[];
}

export type Form = readonly FieldGroup[];

/** Reads the form of a place from the shapes: a property shape with `obs:input` is a question (SHACL, section 2.3.2, for their order and names). */
export function readForm(shapes: readonly Quad[]): Form {
  const read = reader(shapes);
  const fields = [
    ...read.fields(`${SHAPES}Place`).map((field) => ({ ...field, isOfDocument: false })),
    ...read.fields(`${SHAPES}Document`).map((field) => ({ ...field, isOfDocument: true })),
  ];
  return read
    .groups()
    .map(({ iri, ...group }) => ({ ...group, fields: fields.filter((field) => field.group === iri) }));
}

const targets = ['targetClass', 'targetObjectsOf', 'targetSubjectsOf'];
const SHAPES = 'https://w3id.org/obsidienne/shapes#';

function reader(shapes: readonly Quad[]) {
  const bySubject = Map.groupBy(shapes, (quad) => quad.subject.value);
  const values = (subject: string, predicate: Term): readonly Term[] =>
    (bySubject.get(subject) ?? []).filter((quad) => quad.predicate.equals(predicate)).map(({ object }) => object);
  const one = (subject: string, predicate: Term): string | undefined => values(subject, predicate)[0]?.value;
  const bilingual = (subject: string, predicate: Term): Bilingual => {
    const all = values(subject, predicate);
    const of = (language: string) =>
      all.find((term) => term.termType === 'Literal' && term.language === language)?.value ?? '';
    return { fr: typesetFrench(of('fr')), en: of('en') };
  };
  const order = (subject: string) => Number(one(subject, sh('order')) ?? 1000);

  function fields(...nodeShapes: readonly string[]): (Field & { readonly group: string })[] {
    const asked = nodeShapes
      .flatMap((shape) => values(shape, sh('property')))
      .map(({ value }) => value)
      .filter((property) => one(property, obs('input')) !== undefined);
    // A shape without a target is there for the form alone, and lists its questions in their order.
    const isForForm = nodeShapes.every((shape) => targets.every((target) => one(shape, sh(target)) === undefined));
    return (isForForm ? asked : asked.sort((a, b) => order(a) - order(b))).map(toField);
  }

  function toField(property: string): Field & { readonly group: string } {
    const path = one(property, sh('path')) ?? '';
    const input = (one(property, obs('input')) ?? 'text') as Input;
    const inPlace = values(property, obs('inPlace')).map(({ value }) => value);
    const scheme = one(property, obs('fromScheme'));
    return {
      key: [OBS, SCHEMA, dct('').value, prov('').value].reduce((key, namespace) => key.replace(namespace, ''), path),
      path,
      input,
      label: bilingual(property, sh('name')),
      help: bilingual(property, sh('description')),
      example: exampleOf(values(property, skos('example'))[0]),
      isRequired:
        Number(one(property, sh('minCount')) ?? 0) > 0 && one(property, sh('severity')) === sh('Violation').value,
      isSingle: one(property, sh('maxCount')) === '1' || !severals.has(input),
      isOfDocument: false,
      group: one(property, sh('group')) ?? '',
      ...(scheme ? { scheme: scheme.slice(VOCAB.length) } : {}),
      ...(inPlace.length > 0 ? { parts: fields(...inPlace) } : {}),
    };
  }

  const groups = () =>
    [...bySubject.keys()]
      .filter((iri) => values(iri, rdf('type')).some((type) => type.equals(sh('PropertyGroup'))))
      .sort((a, b) => order(a) - order(b))
      .map((iri) => ({ iri, key: iri.slice(SHAPES.length), label: bilingual(iri, rdfs('label')) }));
  return { fields, groups };
}

/** What may be said several times where the shape does not say once. */
const severals: ReadonlySet<Input> = new Set(['keywords', 'concept', 'entity', 'links', 'language', 'hours']);

/** A text is an example in its own language, a number or an address in any. */
function exampleOf(term: Term | undefined): Field['example'] {
  if (!term) return {};
  const language = term.termType === 'Literal' ? term.language : '';
  return language === '' ? { fr: term.value, en: term.value } : { [language]: term.value };
}
