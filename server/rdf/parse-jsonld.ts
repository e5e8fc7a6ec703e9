import type { Quad, Term } from '@rdfjs/types';
import jsonld from 'jsonld';
import type { Contexts } from './contexts.ts';
import { createContextLoader } from './contexts.ts';
import type { ReadingNote } from './reading-note.ts';
import { repairJson } from './repair-json.ts';
import { blankNode, defaultGraph, literal, namedNode, quadOf } from './terms.ts';

/** Deeper JSON is refused: real profiles stay under 10, and nesting is the cheapest attack on a recursive parser. */
const maxDepth = 100;

/** What a JSON-LD text says, and what had to be mended or left out. */
export interface JsonldReading {
  readonly quads: Quad[];
  readonly notes: readonly ReadingNote[];
}

/**
 * Parses a JSON-LD text (JSON-LD 1.1, toRdf) with bundled contexts only, mending broken JSON where it can; throws an
 * error that says what is wrong: JSON beyond mending, nesting over 100 levels, or a context that we do not carry.
 */
export async function parseJsonld(text: string, baseIri: string, contexts: Contexts): Promise<JsonldReading> {
  if (jsonDepth(text) > maxDepth) throw new Error(`JSON nested deeper than ${maxDepth} levels`);
  const { document, notes } = parseJson(text);
  refuseNestedContext(document);
  const unknown = new Set<string>();
  const malformed = new Set<string>();
  const leaveOut = ({ event }: JsonldEvent) => void malformed.add(Object.values(event.details).join(' '));
  const options = {
    base: baseIri,
    documentLoader: createContextLoader(contexts) as never,
    eventHandler: {
      'invalid property': ({ event }: JsonldEvent) => void unknown.add(event.details['property'] ?? ''),
      'relative subject reference': leaveOut,
      'relative predicate reference': leaveOut,
      'relative object reference': leaveOut,
      'relative graph reference': leaveOut,
    },
  };
  const expanded = await jsonld.expand(document, options);
  refuseBadValues(expanded);
  const dataset = (await jsonld.toRDF(expanded, {
    ...options,
    skipExpansion: true,
  } as never)) as unknown as readonly PlainQuad[];
  const quads = dataset.flatMap((q) =>
    // A list item that is no IRI is left out, its place in the list stays (JSON-LD API, section 8.3).
    q.object ? [quadOf(toTerm(q.subject), toTerm(q.predicate), toTerm(q.object), toTerm(q.graph))] : [],
  );
  return {
    quads: withoutRepeats(quads),
    notes: [
      ...notes,
      ...(unknown.size > 0 ? [unknownTerms([...unknown])] : []),
      ...(malformed.size > 0 ? [malformedIris([...malformed])] : []),
    ],
  };
}

/** A JSON list may say a thing twice; a graph is a set. */
function withoutRepeats(quads: readonly Quad[]): Quad[] {
  const seen = new Set<string>();
  return quads.filter((q) => {
    const key = [q.subject, q.predicate, q.object, q.graph].map(keyOf).join(' ');
    return seen.size !== seen.add(key).size;
  });
}

function keyOf(term: Term): string {
  if (term.termType !== 'Literal') return `${term.termType}<${term.value}>`;
  return JSON.stringify([term.value, term.language, term.datatype.value]);
}

interface JsonldEvent {
  readonly event: { readonly details: Readonly<Record<string, string>> };
}

function parseJson(text: string): { document: object; notes: readonly ReadingNote[] } {
  try {
    return { document: JSON.parse(text.trim()) as object, notes: [] };
  } catch (error) {
    const { text: mended, repairs } = repairJson(text);
    if (repairs.length === 0) throw error;
    return { document: parseMended(mended, error), notes: repairs.map(repaired) };
  }
}

/** What is still broken after mending is told in the words of the text as written. */
function parseMended(text: string, broken: unknown): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    throw broken;
  }
}

function repaired(repair: { readonly fr: string; readonly en: string }): ReadingNote {
  return {
    severity: 'warning',
    rule: 'reading/repaired-json',
    message: {
      fr: `Nous avons lu les données JSON malgré une faute : ${repair.fr}.`,
      en: `We read the JSON data in spite of a mistake: ${repair.en}.`,
    },
  };
}

function unknownTerms(terms: readonly string[]): ReadingNote {
  const some = terms.slice(0, 5);
  return {
    severity: 'warning',
    rule: 'reading/unknown-term',
    message: {
      fr: `Le contexte JSON-LD ne connaît pas ${some.map((t) => `« ${t} »`).join(', ')} : ce qui est écrit là n'a pas été lu. Vérifiez l'orthographe du nom.`,
      en: `The JSON-LD context does not know ${some.map((t) => `“${t}”`).join(', ')}: what is written there was not read. Check the spelling of the name.`,
    },
    value: some.join(', ').slice(0, 200),
  };
}

function malformedIris(iris: readonly string[]): ReadingNote {
  const some = iris.slice(0, 3);
  return {
    severity: 'warning',
    rule: 'reading/unusable-statement',
    message: {
      fr: `Ce ne sont pas des adresses complètes, et nous ne les avons pas lues : ${some.map((t) => `« ${t} »`).join(', ')}.`,
      en: `These are no complete addresses, and we did not read them: ${some.map((t) => `“${t}”`).join(', ')}.`,
    },
    value: some.join(', ').slice(0, 200),
  };
}

/** A value has one datatype (JSON-LD API, "invalid typed value"); the library lets several through. */
function refuseBadValues(node: unknown): void {
  if (Array.isArray(node)) for (const item of node) refuseBadValues(item);
  else if (typeof node === 'object' && node !== null) {
    if ('@value' in node) {
      if ('@type' in node && typeof node['@type'] !== 'string')
        throw new Error('Invalid typed value: several datatypes');
    } else for (const value of Object.values(node)) refuseBadValues(value);
  }
}

/** A context cannot define `@context` (JSON-LD API, "keyword redefinition"); the library lets it. */
function refuseNestedContext(document: unknown): void {
  const contexts = [document].flat().flatMap((node) => (hasContext(node) ? [node['@context']].flat() : []));
  if (contexts.some(hasContext)) throw new Error('Keyword redefinition: a context holds another @context');
}

function hasContext(value: unknown): value is { readonly '@context': unknown } {
  return typeof value === 'object' && value !== null && '@context' in value;
}

interface PlainTerm {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
  readonly datatype?: { readonly value: string };
}
interface PlainQuad {
  readonly subject: PlainTerm;
  readonly predicate: PlainTerm;
  readonly object: PlainTerm | null;
  readonly graph: PlainTerm;
}

function toTerm(term: PlainTerm): Term {
  switch (term.termType) {
    case 'BlankNode':
      return blankNode(term.value.replace(/^_:/, ''));
    case 'Literal':
      return literal(
        term.value,
        term.language || namedNode(term.datatype?.value ?? 'http://www.w3.org/2001/XMLSchema#string'),
      );
    case 'DefaultGraph':
      return defaultGraph();
    default:
      return namedNode(term.value);
  }
}

/** The deepest nesting of braces and brackets outside strings, found without parsing. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 0x5c) i++;
      else if (c === 0x22) inString = false;
    } else if (c === 0x22) inString = true;
    else if (c === 0x7b || c === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (c === 0x7d || c === 0x5d) depth--;
  }
  return deepest;
}
