/** A piece of a query that is neither white space nor a comment. */
export interface Token {
  readonly text: string;
  /** Where it begins, in UTF-16 units. */
  readonly at: number;
}

// The alternatives exclude each other by their first characters, so that scanning is linear: trivia, IRIs, strings,
// language tags, prefixed names, words, anything else one character at a time.
const token =
  /\s+|#[^\n\r]*|<(?:[^<>"{}|^`\\\s]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>|"""(?:[^"\\]|\\[\s\S]|"(?!""))*"""|'''(?:[^'\\]|\\[\s\S]|'(?!''))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'|@[A-Za-z]+(?:-\w+)*|[?$]\w+|[\p{L}\d_][\p{L}\d_.-]*(?::[\p{L}\d_.:%\\-]*)?|:[\p{L}\d_.:%\\-]*|[\s\S]/uy;

/** Gives the tokens of a query in their order, strings and IRIs whole. */
export function* queryTokens(query: string): Generator<Token> {
  for (const match of query.matchAll(new RegExp(token.source, 'gu')))
    if (!/^[\s#]/.test(match[0])) yield { text: match[0], at: match.index };
}

/**
 * Replaces the codepoint escapes of a query (SPARQL 1.1 §19.2), but those in IRIs, strings and comments: the engine reads
 * them there, where a decoded quotation mark would end what it is in.
 */
export function decodeEscapes(query: string): string {
  if (!/\\u/i.test(query)) return query;
  // What an escape decodes to may complete a token: pieces are looked at between whole strings, IRIs and comments only.
  const kept =
    /#[^\n\r]*|<(?:[^<>"{}|^`\\\s]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>|"""(?:[^"\\]|\\[\s\S]|"(?!""))*"""|'''(?:[^'\\]|\\[\s\S]|'(?!''))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'|\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})/gu;
  return query.replaceAll(kept, (whole, short: string | undefined, long: string | undefined) => {
    const code = Number.parseInt(short ?? long ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
