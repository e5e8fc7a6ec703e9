import type { Quad, Term } from '@rdfjs/types';
import jsonld from 'jsonld';
import type { Contexts } from './contexts.ts';
import { createContextLoader } from './contexts.ts';
import { blankNode, defaultGraph, literal, namedNode, quadOf } from './terms.ts';

/** Deeper JSON is refused: real profiles stay under 10, and nesting is the cheapest attack on a recursive parser. */
const maxDepth = 100;

/**
 * Parses a JSON-LD text (JSON-LD 1.1, toRdf) with bundled contexts only; throws an error that says what is wrong:
 * JSON that does not parse, nesting over 100 levels, or a context that we do not carry.
 */
export async function parseJsonld(text: string, baseIri: string, contexts: Contexts): Promise<Quad[]> {
  if (jsonDepth(text) > maxDepth) throw new Error(`JSON nested deeper than ${maxDepth} levels`);
  const document = JSON.parse(text.replace(/^\uFEFF/, '')) as object;
  const dataset = (await jsonld.toRDF(document, {
    base: baseIri,
    documentLoader: createContextLoader(contexts) as never,
  })) as unknown as readonly PlainQuad[];
  return dataset.map((q) => quadOf(toTerm(q.subject), toTerm(q.predicate), toTerm(q.object), toTerm(q.graph)));
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
  readonly object: PlainTerm;
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
