import type { NamedNode, Term } from '@rdfjs/types';
import type { Pointer } from 'shacl-engine';
import { dct, foaf, OBS, obs, prov, rdf, SCHEMA, schema, sh, skos, xsd } from '../rdf/terms.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { ConceptIndex } from './concept-index.ts';

interface Broken {
  readonly component: NamedNode;
  readonly path: string | undefined;
  readonly value: Term | undefined;
  readonly shape: Pointer;
  readonly field: Bilingual | undefined;
  readonly concepts: ConceptIndex;
  readonly now: Date;
}

const prefixes: readonly (readonly [string, string])[] = [
  ['schema', SCHEMA],
  ['obs', OBS],
  ['foaf', foaf('').value],
  ['dct', dct('').value],
  ['prov', prov('').value],
  ['skos', skos('').value],
  ['xsd', xsd('').value],
];

/** Proposes a Turtle line to copy for a broken constraint, where the shape or the value tells what was meant. */
export function proposeFix(broken: Broken): string | undefined {
  if (!broken.path) return undefined;
  const isMissing = broken.component.equals(sh('MinCountConstraintComponent')) || broken.value?.value.trim() === '';
  const object = isMissing ? missing(broken) : mended(broken);
  return object && writeLine(broken.path, object);
}

/** A predicate and its object as one Turtle line to copy. */
export function writeLine(path: string, object: string): string {
  return `${shorten(path)} ${object} ;`;
}

/** The statement that a finding is about, as one Turtle line, from what may be told of it; undefined where there is none. */
export function statementOf({ path, value }: { readonly path?: string; readonly value?: string }): string | undefined {
  if (!path || value === undefined) return undefined;
  return writeLine(path, /^https?:\/\/[^\s<>"{}|\\^`]+$/.test(value) ? shorten(value) : JSON.stringify(value));
}

/** What to write where nothing stands: the shape's own example, or something of the expected kind. */
function missing({ shape, path, field, now }: Broken): string | undefined {
  // An example position that is copied puts the place somewhere else without anybody noticing.
  if (shape.out([obs('input')]).term?.value === 'position') return undefined;
  const example = [skos('example'), sh('defaultValue'), sh('hasValue')]
    .map((from) => shape.out([from]).term)
    .find(Boolean);
  if (example) return writeObject(example);
  const datatype = shape.out([sh('datatype')]).term;
  if (datatype?.equals(xsd('date'))) return `"${now.toISOString().slice(0, 10)}"^^xsd:date`;
  if (datatype?.equals(xsd('boolean'))) return 'true';
  if (path === schema('name').value) return '"Nom du lieu"@fr';
  const isText = datatype?.equals(xsd('string')) || datatype?.equals(rdf('langString'));
  return isText && field ? `${JSON.stringify(field.fr)}@fr` : undefined;
}

/** The same value, written as it should be. */
function mended({ path, shape, value, concepts }: Broken): string | undefined {
  if (value?.termType !== 'Literal' || value.value.length > 200) return undefined;
  const text = value.value.trim();
  const scheme = path && concepts.schemeOf(path);
  if (scheme) return angled(concepts.named(scheme, text));
  const kind = expectedKind(shape);
  // A number that is written as one is wrong by its value.
  if (kind === 'number' && value.datatype.equals(xsd('string')) && /^[+-]?\d+(?:[.,]\d+)?$/.test(text))
    return text.replace(',', '.');
  if (kind === 'date') return mendedDate(text);
  if (kind === 'address' && /^(?:https?:\/\/|www\.)[^\s<>"{}|\\^`]+$/i.test(text)) {
    return angled(/^www\./i.test(text) ? `https://${text}` : text);
  }
  return undefined;
}

const kindOfInput: Readonly<Record<string, 'number' | 'date' | 'address'>> = {
  number: 'number',
  position: 'number',
  date: 'date',
  url: 'address',
  image: 'address',
};

/** What a shape expects, told by its datatype, its node kind or its form field (`obs:input`). */
function expectedKind(shape: Pointer): 'number' | 'date' | 'address' | undefined {
  const datatype = shape.out([sh('datatype')]).term;
  if (datatype?.equals(xsd('date'))) return 'date';
  if (datatype && ['decimal', 'double', 'float', 'integer'].some((name) => datatype.equals(xsd(name)))) return 'number';
  if (shape.out([sh('nodeKind')]).term?.equals(sh('IRI'))) return 'address';
  return kindOfInput[shape.out([obs('input')]).term?.value ?? ''];
}

function angled(iri: string | undefined): string | undefined {
  return iri && `<${iri}>`;
}

/** French dates, and dates that lack their datatype. */
function mendedDate(text: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const iso = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) && !Number.isNaN(Date.parse(iso)) ? `"${iso}"^^xsd:date` : undefined;
}

/** A term as Turtle with our prefixes; undefined for what has no name. */
export function writeObject(term: Term): string | undefined {
  if (term.termType === 'NamedNode') return shorten(term.value);
  if (term.termType !== 'Literal') return undefined;
  const quoted = JSON.stringify(term.value);
  if (term.language !== '') return `${quoted}@${term.language}`;
  if (['integer', 'decimal', 'boolean'].some((name) => term.datatype.equals(xsd(name)))) return term.value;
  return term.datatype.equals(xsd('string')) ? quoted : `${quoted}^^${shorten(term.datatype.value)}`;
}

function shorten(iri: string): string {
  const [prefix, base] = prefixes.find(([, namespace]) => iri.startsWith(namespace)) ?? [];
  const local = base === undefined ? '' : iri.slice(base.length);
  return /^[A-Za-z][\w-]*$/.test(local) ? `${prefix}:${local}` : `<${iri}>`;
}
