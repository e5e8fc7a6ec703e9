import type { Literal, NamedNode, Quad, Term } from '@rdfjs/types';
import { isIri, isLanguageTag } from './iri.ts';
import type { RdfFormat } from './media-types.ts';
import type { ReadingNote } from './reading-note.ts';
import { keyOf, literal, namedNode, quadOf, rdf } from './terms.ts';

/** What RDF 1.1 forbids in an IRI (Turtle, IRIREF); some parsers let it through. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const forbiddenInIri = /[\u0000-\u0020<>"{}|\\^`]/;
const relativeIri = /^[^:]*$|^[^a-z]/i;
/** RFC 3987 knows one fragment; the grammar of Turtle does not count. */
const twoFragments = /#.*#/;
const languageTag = /^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i;

/** Longer IRIs (bytes of UTF-8) serve no reader and no store. */
const maxIriBytes = 2048;
/** Longer texts (bytes of UTF-8) are files, not information. */
const maxLiteralBytes = 65_536;

export interface Cleaning {
  readonly format: RdfFormat;
  /** True to change nothing that RDF 1.1 allows: `http://schema.org/` and NUL stay as they are written. */
  readonly asWritten: boolean;
}

/** `odd`: no store takes it, though the document's own grammar does. */
type Fault = 'unusable' | 'odd' | 'rdf-1.2' | 'nul' | 'too-long';

/**
 * Drops the statements that no RDF 1.1 store can hold (malformed IRIs, triple terms, NUL in a text) or that are too
 * long, says how many and which, drops repeats, and folds `http://schema.org/` to the https form.
 */
export function cleanQuads(quads: readonly Quad[], cleaning: Cleaning): { quads: Quad[]; notes: ReadingNote[] } {
  const clean = termCleaner(cleaning);
  const kept: Quad[] = [];
  const isRepeat = repeats();
  const dropped = new Map<Fault, string[]>();
  let hasFolded = false;
  for (const quad of quads) {
    const cleaned = cleanQuad(quad, clean);
    if ('fault' in cleaned) {
      const values = dropped.get(cleaned.fault);
      if (values) values.push(cleaned.value);
      else dropped.set(cleaned.fault, [cleaned.value]);
      continue;
    }
    if (!isRepeat(cleaned)) kept.push(cleaned);
    hasFolded ||= cleaned !== quad && wasFolded(quad);
  }
  const notes = [...dropped].map(([fault, values]) => droppedNote(fault, values, cleaning.format));
  return { quads: kept, notes: hasFolded ? [...notes, foldedNote] : notes };
}

/** A document may say a thing twice; a graph is a set. The keys are not joined: hashing long texts is what costs here. */
function repeats(): (quad: Quad) => boolean {
  const said = new Map<string, Map<string, string | Set<string>>>();
  return ({ subject, predicate, object, graph }) => {
    const about = graph.termType === 'DefaultGraph' ? keyOf(subject) : `${keyOf(subject)} ${keyOf(graph)}`;
    const [value, property] = [keyOf(object), keyOf(predicate)];
    const known = said.get(about);
    const properties = known?.get(value);
    if (!known) said.set(about, new Map([[value, property]]));
    else if (properties === undefined) known.set(value, property);
    else if (typeof properties === 'string') {
      if (properties === property) return true;
      known.set(value, new Set([properties, property]));
    } else if (properties.has(property)) return true;
    else properties.add(property);
    return false;
  };
}

interface Refused {
  readonly fault: Fault;
  readonly value: string;
}
type CleanTerm = (term: Term) => Term | Fault;

function cleanQuad(quad: Quad, clean: CleanTerm): Quad | Refused {
  const subject = clean(quad.subject);
  if (typeof subject === 'string') return refused(subject, quad.subject);
  const predicate = clean(quad.predicate);
  if (typeof predicate === 'string') return refused(predicate, quad.predicate);
  const object = clean(quad.object);
  if (typeof object === 'string') return refused(object, quad.object);
  const graph = clean(quad.graph);
  if (typeof graph === 'string') return refused(graph, quad.graph);
  const isAsWritten =
    subject === quad.subject && predicate === quad.predicate && object === quad.object && graph === quad.graph;
  return isAsWritten ? quad : quadOf(subject, predicate, object, graph);
}

function refused(fault: Fault, term: Term): Refused {
  return { fault, value: term.value.slice(0, 200) };
}

function termCleaner(cleaning: Cleaning): CleanTerm {
  return (term) => {
    switch (term.termType) {
      case 'NamedNode':
        return fine[keyOf(term)] ? term : cleanIri(term, cleaning);
      case 'Literal':
        return cleanLiteral(term, cleaning);
      case 'Quad':
        return 'rdf-1.2';
      default:
        return term;
    }
  };
}

/**
 * IRIs, languages and datatypes in which there is nothing to clean: documents use few, and the same ones. Names of properties,
 * because the engine keeps those as texts of their own: a piece cut out of a document would keep the whole document.
 */
let fine: Record<string, true> = Object.create(null);
let fineCount = 0;
const maximumFine = 5000;
/** Characters. */
const longestFine = 200;

function remember(key: string): void {
  if (key.length > longestFine) return;
  if (++fineCount > maximumFine) {
    fine = Object.create(null);
    fineCount = 1;
  }
  fine[key] = true;
}

const HTTP_SCHEMA = 'http://schema.org/';

function cleanIri(term: NamedNode, { format, asWritten }: Cleaning): Term | Fault {
  const { value } = term;
  if (isLongerThan(maxIriBytes, value)) return 'too-long';
  if (isIri(value)) {
    if (!value.startsWith(HTTP_SCHEMA)) remember(value);
    else if (!asWritten) return namedNode(`https${value.slice(4)}`);
    return term;
  }
  if (forbiddenInIri.test(value) || relativeIri.test(value)) return 'unusable';
  if (format === 'jsonld' && twoFragments.test(value)) return 'unusable';
  return asWritten ? term : 'odd';
}

const utf8 = new TextEncoder();

/** A UTF-16 unit takes three bytes at most: what is short by far is not encoded to be measured. */
function isLongerThan(bytes: number, text: string): boolean {
  return text.length > bytes || (text.length > bytes / 3 && utf8.encode(text).length > bytes);
}

function wasFolded({ subject, predicate, object }: Quad): boolean {
  return [subject, predicate, object].some(
    (term) => term.termType === 'NamedNode' && term.value.startsWith(HTTP_SCHEMA),
  );
}

/**
 * `lang=""` in a page means "no language" (RDFa 1.1, section 7.5): a tagged text without a tag is no RDF. The tag `fr_FR`
 * is a common slip for `fr-FR`.
 */
function cleanLiteral(term: Literal, { asWritten }: Cleaning): Term | Fault {
  const key = keyOf(term);
  if (key.length > maxLiteralBytes / 3 && isLongerThan(maxLiteralBytes, term.value)) return 'too-long';
  if (!asWritten && key.includes('\u0000')) return 'nul';
  const kind = key.slice(key.lastIndexOf('"') + 1);
  if (kind === '' || fine[kind]) return term;
  if (!asWritten && !isIri(term.datatype.value)) return 'odd';
  if (term.direction) return 'rdf-1.2';
  const { language } = term;
  if (language === '') {
    if (term.datatype.equals(rdf('langString'))) return literal(term.value);
    if (isIri(term.datatype.value)) remember(kind);
    return term;
  }
  const tag = language.replace(/_/g, '-');
  if (!languageTag.test(tag)) return 'unusable';
  if (!asWritten && !isLanguageTag(tag)) return 'odd';
  if (tag !== language) return literal(term.value, tag);
  if (isLanguageTag(tag)) remember(kind);
  return term;
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

const malformed = {
  rule: 'reading/unusable-statement',
  fr: 'car une adresse ou une langue est mal écrite',
  en: 'because an address or a language is malformed',
};

const faults: Readonly<Record<Fault, { rule: string; fr: string; en: string }>> = {
  unusable: malformed,
  odd: malformed,
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
    fr: `car une adresse dépasse ${maxIriBytes / 1024} Kio ou un texte ${maxLiteralBytes / 1024} Kio`,
    en: `because an address is longer than ${maxIriBytes / 1024} KiB or a text longer than ${maxLiteralBytes / 1024} KiB`,
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
