import type { Quad, Term } from '@rdfjs/types';
import { parseTurtle } from './parse-turtle.ts';
import { blankNode, literal, namedNode, quadOf } from './terms.ts';

/**
 * Parses N-Quads without graph names as `canonicalize` writes them, blank nodes labelled as they are written, several times
 * faster than a parser of all that people write; other text goes to that parser, which throws when it is not well-formed.
 */
export function parseCanonical(nquads: string): Quad[] {
  const quads: Quad[] = [];
  const names = new Map<string, Term>();
  for (let at = 0; at < nquads.length; ) {
    const end = nquads.indexOf('\n', at);
    const quad = end < 0 ? undefined : parseLine(nquads.slice(at, end), names);
    if (!quad) return parseTurtle(nquads, 'nquads', '');
    quads.push(quad);
    at = end + 1;
  }
  return quads;
}

/** One statement with single spaces between its terms; undefined when it is written in another way. */
function parseLine(line: string, names: Map<string, Term>): Quad | undefined {
  const predicateAt = line.indexOf(' ') + 1;
  const objectAt = line.indexOf(' ', predicateAt) + 1;
  if (predicateAt === 0 || objectAt === 0 || !line.endsWith(' .')) return undefined;
  const subject = parseName(line.slice(0, predicateAt - 1), names);
  const predicate = parseName(line.slice(predicateAt, objectAt - 1), names);
  const written = line.slice(objectAt, -2);
  const object = written.startsWith('"') ? parseLiteral(written, names) : parseName(written, names);
  return subject && predicate?.termType === 'NamedNode' && object ? quadOf(subject, predicate, object) : undefined;
}

function parseName(text: string, names: Map<string, Term>): Term | undefined {
  const known = names.get(text);
  if (known) return known;
  const made = /^<[^<>"{}|^`\\\s]+>$/.test(text)
    ? namedNode(text.slice(1, -1))
    : /^_:[a-z0-9]+$/.test(text)
      ? blankNode(text.slice(2))
      : undefined;
  if (made) names.set(text, made);
  return made;
}

function parseLiteral(text: string, names: Map<string, Term>): Term | undefined {
  const quoteAt = text.lastIndexOf('"');
  const written = text.slice(1, quoteAt);
  const type = text.slice(quoteAt + 1);
  if (quoteAt === 0 || !wellWritten.test(written)) return undefined;
  const value = written.includes('\\') ? written.replace(/\\(.)/g, (_, letter) => escapes[letter] ?? '') : written;
  if (type === '') return literal(value);
  if (/^@[a-z0-9-]+$/.test(type)) return literal(value, type.slice(1));
  const datatype = type.startsWith('^^') ? parseName(type.slice(2), names) : undefined;
  return datatype?.termType === 'NamedNode' ? literal(value, datatype) : undefined;
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  '"': '"',
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
};
/** A text with nothing in it that could have ended it before, and no escape but those. */
const wellWritten = /^(?:[^"\\]|\\[\\"nrtbf])*$/;
