import type { Quad, Term } from '@rdfjs/types';
import type { RdfFormat } from './media-types.ts';
import type { ReadingNote } from './reading-note.ts';
import { literal, namedNode, quadOf, rdf } from './terms.ts';

/** What RDF 1.1 forbids in an IRI (Turtle, IRIREF); some parsers let it through. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const forbiddenInIri = /[\u0000-\u0020<>"{}|\\^`]/;
const relativeIri = /^[^:]*$|^[^a-z]/i;
/** RFC 3987 knows one fragment; the grammar of Turtle does not count. */
const twoFragments = /#.*#/;
const languageTag = /^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i;

/** Longer IRIs (characters) serve no reader and no store. */
const maxIriLength = 2048;
/** Longer texts (characters) are files, not information. */
const maxLiteralLength = 65_536;

export interface Cleaning {
  readonly format: RdfFormat;
  /** True to change nothing that RDF 1.1 allows: `http://schema.org/` and NUL stay as they are written. */
  readonly asWritten: boolean;
}

type Fault = 'unusable' | 'rdf-1.2' | 'nul' | 'too-long';

/**
 * Drops the statements that no RDF 1.1 store can hold (malformed IRIs, triple terms, NUL in a text) or that are too
 * long, says how many and which, and folds `http://schema.org/` to the https form.
 */
export function cleanQuads(quads: readonly Quad[], cleaning: Cleaning): { quads: Quad[]; notes: ReadingNote[] } {
  const kept: Quad[] = [];
  const dropped = new Map<Fault, string[]>();
  let folded = 0;
  for (const written of quads) {
    const quad = plainText(written);
    const bad = findBad(quad, cleaning);
    if (bad) {
      const values = dropped.get(bad.fault);
      if (values) values.push(bad.value);
      else dropped.set(bad.fault, [bad.value]);
    } else if (!cleaning.asWritten && hasHttpSchema(quad)) {
      folded += 1;
      kept.push(foldSchema(quad));
    } else kept.push(quad);
  }
  const notes = [...dropped].map(([fault, values]) => droppedNote(fault, values, cleaning.format));
  return { quads: kept, notes: folded > 0 ? [...notes, foldedNote] : notes };
}

function findBad(quad: Quad, cleaning: Cleaning): { fault: Fault; value: string } | undefined {
  for (const term of [quad.subject, quad.predicate, quad.object, quad.graph]) {
    const fault = faultOf(term, cleaning);
    if (fault) return { fault, value: term.value.slice(0, 200) };
  }
  return undefined;
}

function faultOf(term: Term, { format, asWritten }: Cleaning): Fault | undefined {
  switch (term.termType) {
    case 'NamedNode':
      if (term.value.length > maxIriLength) return 'too-long';
      if (forbiddenInIri.test(term.value) || relativeIri.test(term.value)) return 'unusable';
      return format === 'jsonld' && twoFragments.test(term.value) ? 'unusable' : undefined;
    case 'Literal':
      if (term.direction) return 'rdf-1.2';
      if (term.value.length > maxLiteralLength) return 'too-long';
      if (term.language && !languageTag.test(term.language)) return 'unusable';
      return !asWritten && term.value.includes('\u0000') ? 'nul' : undefined;
    case 'Quad':
      return 'rdf-1.2';
    default:
      return undefined;
  }
}

const HTTP_SCHEMA = 'http://schema.org/';

function hasHttpSchema(quad: Quad): boolean {
  return isHttpSchema(quad.subject) || isHttpSchema(quad.predicate) || isHttpSchema(quad.object);
}

function foldSchema(quad: Quad): Quad {
  const fold = (term: Term): Term => (isHttpSchema(term) ? namedNode(`https${term.value.slice(4)}`) : term);
  return quadOf(fold(quad.subject), fold(quad.predicate), fold(quad.object), quad.graph);
}

/**
 * `lang=""` in a page means "no language" (RDFa 1.1, section 7.5): a tagged text without a tag is no RDF. The tag `fr_FR`
 * is a common slip for `fr-FR`.
 */
function plainText(quad: Quad): Quad {
  const { object } = quad;
  if (object.termType !== 'Literal') return quad;
  if (object.language.includes('_'))
    return quadOf(quad.subject, quad.predicate, literal(object.value, object.language.replace(/_/g, '-')), quad.graph);
  if (object.language || !object.datatype.equals(rdf('langString'))) return quad;
  return quadOf(quad.subject, quad.predicate, literal(object.value), quad.graph);
}

function isHttpSchema(term: Term): boolean {
  return term.termType === 'NamedNode' && term.value.startsWith(HTTP_SCHEMA);
}

const foldedNote: ReadingNote = {
  severity: 'info',
  rule: 'reading/http-schema-org',
  message: {
    fr: 'Les noms « http://schema.org/ » sont lus comme « https://schema.org/ », la forme d’aujourd’hui. Vous pouvez écrire https.',
    en: 'The names “http://schema.org/” are read as “https://schema.org/”, the form of today. You may write https.',
  },
  value: HTTP_SCHEMA,
};

const faults: Readonly<Record<Fault, { rule: string; fr: string; en: string }>> = {
  unusable: {
    rule: 'reading/unusable-statement',
    fr: 'car une adresse ou une langue est mal écrite',
    en: 'because an address or a language is malformed',
  },
  'rdf-1.2': {
    rule: 'reading/rdf-1.2',
    fr: 'car elles sont écrites dans une forme plus récente (RDF 1.2) que celle que nous lisons (RDF 1.1)',
    en: 'because they use a form (RDF 1.2) that is newer than the one we read (RDF 1.1)',
  },
  nul: {
    rule: 'reading/unusable-statement',
    fr: 'car un texte contient un caractère interdit (NUL)',
    en: 'because a text contains a forbidden character (NUL)',
  },
  'too-long': {
    rule: 'reading/too-long',
    fr: `car une adresse dépasse ${maxIriLength} caractères ou un texte ${maxLiteralLength}`,
    en: `because an address is longer than ${maxIriLength} characters or a text longer than ${maxLiteralLength}`,
  },
};

/** Formats whose every statement is meant: one that is no RDF makes the document wrong. JSON-LD and pages leave it out. */
const strict: ReadonlySet<RdfFormat> = new Set(['turtle', 'trig', 'ntriples', 'nquads', 'rdfxml']);

function droppedNote(fault: Fault, dropped: readonly string[], format: RdfFormat): ReadingNote {
  const { rule, fr, en } = faults[fault];
  const examples = [...new Set(dropped)].filter((value) => value.trim() !== '').slice(0, 3);
  const isWrong = strict.has(format) && (fault === 'unusable' || fault === 'rdf-1.2');
  return {
    severity: isWrong ? 'violation' : 'warning',
    rule,
    message: {
      fr: `${dropped.length} information(s) ignorée(s) ${fr}${list(examples, '« ', ' »', ' : ')}.`,
      en: `${dropped.length} statement(s) ignored ${en}${list(examples, '“', '”', ': ')}.`,
    },
    value: dropped[0] ?? '',
  };
}

function list(values: readonly string[], open: string, close: string, before: string): string {
  return values.length > 0 ? before + values.map((value) => open + value + close).join(', ') : '';
}
