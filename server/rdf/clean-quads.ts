import type { Quad, Term } from '@rdfjs/types';
import type { ReadingNote } from './reading-note.ts';
import { literal, namedNode, quadOf, rdf } from './terms.ts';

/** What RDF 1.1 forbids in an IRI (Turtle, IRIREF); some parsers let it through. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const forbiddenInIri = /[\u0000-\u0020<>"{}|\\^`]/;
const relativeIri = /^[^:]*$|^[^a-z]/i;

/**
 * Drops the statements that no RDF 1.1 store can hold (malformed IRIs, triple terms, NUL in a text), says how many and
 * which, and folds `http://schema.org/` to the https form.
 */
export function cleanQuads(quads: readonly Quad[]): { quads: Quad[]; notes: ReadingNote[] } {
  const kept: Quad[] = [];
  const dropped: string[] = [];
  for (const quad of quads) {
    const bad = [quad.subject, quad.predicate, quad.object, quad.graph].find(isUnusable);
    if (bad) dropped.push(bad.value.slice(0, 200));
    else kept.push(plainText(foldSchema(quad)));
  }
  return { quads: kept, notes: dropped.length > 0 ? [droppedNote(dropped)] : [] };
}

function isUnusable(term: Term): boolean {
  switch (term.termType) {
    case 'NamedNode':
      return forbiddenInIri.test(term.value) || relativeIri.test(term.value);
    case 'Literal':
      return term.value.includes('\u0000');
    case 'Quad':
      return true;
    default:
      return false;
  }
}

const HTTP_SCHEMA = 'http://schema.org/';

function foldSchema(quad: Quad): Quad {
  if (![quad.subject, quad.predicate, quad.object].some(isHttpSchema)) return quad;
  const fold = (term: Term): Term => (isHttpSchema(term) ? namedNode(`https${term.value.slice(4)}`) : term);
  return quadOf(fold(quad.subject), fold(quad.predicate), fold(quad.object), quad.graph);
}

/** `lang=""` in a page means "no language" (RDFa 1.1, section 7.5); a tagged text without a tag is no RDF. */
function plainText(quad: Quad): Quad {
  const { object } = quad;
  if (object.termType !== 'Literal' || object.language || !object.datatype.equals(rdf('langString'))) return quad;
  return quadOf(quad.subject, quad.predicate, literal(object.value), quad.graph);
}

function isHttpSchema(term: Term): boolean {
  return term.termType === 'NamedNode' && term.value.startsWith(HTTP_SCHEMA);
}

function droppedNote(dropped: readonly string[]): ReadingNote {
  const examples = dropped.slice(0, 3).map((value) => `« ${value} »`);
  return {
    severity: 'warning',
    rule: 'reading/unusable-statement',
    message: {
      fr: `${dropped.length} information(s) ignorée(s) car une adresse ou un texte contient des caractères interdits : ${examples.join(', ')}`,
      en: `${dropped.length} statement(s) ignored because an address or a text contains forbidden characters: ${examples.join(', ')}`,
    },
    value: dropped[0] ?? '',
  };
}
