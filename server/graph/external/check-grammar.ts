import { Store } from 'oxigraph';
import type { Bilingual } from '../../rdf/text.ts';
import { explainQueryError, type QueryError } from '../explain-query-error.ts';

const tooComplex: Bilingual = {
  fr: 'la requête est trop complexe : trop de parties imbriquées ou à la suite',
  en: 'the query is too complex: it has too many parts in one another or in a row',
};

/** In no grammar: the parser stops here at the latest, and nothing is ever evaluated. */
const stop = '\u0001';

/**
 * Reads a query with our own parser and says what is wrong with it, with the place: servers word their errors each in its
 * way. Undefined for a query that can be asked.
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
    const line = Number(/^error at (\d+):/.exec(message)?.[1] ?? 0);
    if (line <= lines.length) return explainQueryError(message, query);
    // All of it was read: `[_]` is any character, which only the end of a whole query still awaits.
    if (message.includes('[_]')) return undefined;
    const end = `error at ${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}:`;
    return explainQueryError(message.replace(/^error at \d+:\d+:/, end), query);
  }
}
