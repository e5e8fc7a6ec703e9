import { Store } from 'oxigraph';
import type { Bilingual } from '../../../rdf/text.ts';
import { explainQueryError, type QueryError } from '../../explain-query-error.ts';
import { queryTokens } from '../../query-tokens.ts';

const tooComplex: Bilingual = {
  fr: 'la requête est trop complexe : trop de parties imbriquées ou à la suite',
  en: 'the query is too complex: it has too many parts in one another or in a row',
};

/** In no grammar: the parser stops here at the latest, and nothing is ever evaluated. */
const stop = '\u0001';

/**
 * Reads a query with our own parser and says what is wrong with it, with the place: servers word their errors each in its
 * way. Undefined for a query that the server may be asked, which has the last word.
 */
export function checkGrammar(query: string, base?: string): QueryError | undefined {
  const store = new Store();
  try {
    store.query(`${query}\n${stop}`, base ? { base_iri: base } : {});
    return undefined;
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) return { message: tooComplex };
    const message = error instanceof Error ? error.message : String(error);
    const lines = query.split('\n');
    const isOfQuery = Number(/^error at (\d+):/.exec(message)?.[1] ?? 0) <= lines.length;
    if (isOfQuery) return explainQueryError(message, query);
    // Where all could be read, the parser does not tell a whole query from the beginning of one.
    if (isClosed(query)) return undefined;
    return explainQueryError(`error at ${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}: expected "}", "."`, query);
  }
}

function isClosed(query: string): boolean {
  let open = 0;
  for (const { text } of queryTokens(query)) {
    if ('{(['.includes(text)) open++;
    else if ('})]'.includes(text)) open--;
  }
  return open <= 0;
}
