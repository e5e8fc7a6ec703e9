/**
 * Writes a term of N-Triples for SPARQL: the same but for codepoint escapes, which SPARQL decodes before it reads anything
 * (SPARQL 1.1 §19.2), so that an escaped quotation mark would end the literal it is in. Throws when an IRI hides what no
 * IRI may hold.
 */
export function toSparqlTerm(term: string): string {
  if (!/\\u/i.test(term)) return term;
  return term.startsWith('<') ? decodeIri(term) : decodeLiteral(term);
}

function decodeIri(term: string): string {
  return decode(term, (character) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are among what an IRI may not hold
    if (/[\x00-\x20<>"{}|^`\\]/.test(character)) throw new Error(`the IRI ${term.slice(0, 200)} is not well-formed`);
    return character;
  });
}

function decodeLiteral(term: string): string {
  return decode(term, (character) => escaped[character] ?? character);
}

function decode(term: string, written: (character: string) => string): string {
  return term.replaceAll(anyEscape, (whole: string, other?: string, short?: string, long?: string) =>
    other === undefined ? written(characterOf(short ?? long ?? '')) : whole,
  );
}

/** Any escape, so that the one of a backslash is not taken for the beginning of another. */
const anyEscape = /\\(?:([^uU])|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))/g;

const escaped: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r' };

function characterOf(code: string): string {
  const point = Number.parseInt(code, 16);
  if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) throw new Error(`\\u${code} is no character`);
  return String.fromCodePoint(point);
}
