import { chooseFormat } from './answer-formats.ts';
import { createEngineStore } from './engine-store.ts';
import { explainQueryError } from './explain-query-error.ts';
import type { Answer, AnswerFormat, AnswerKind } from './graph.ts';
import { scanQuery } from './scan-query.ts';

export interface OnceOptions {
  /** N-Triples of the default graph, one text a document: blank node labels are its own. */
  readonly data: readonly string[];
  /** N-Triples of the named graphs. */
  readonly graphs: readonly { readonly iri: string; readonly triples: string }[];
  readonly accept: readonly AnswerFormat[];
  /** What relative IRIs of the query stand on. */
  readonly base?: string;
}

export type OnceAnswer =
  | { readonly state: 'answered'; readonly kind: AnswerKind; readonly format: AnswerFormat; readonly text: string }
  | Extract<Answer, { state: 'bad-query' | 'format-unavailable' }>;

const tooMuch = {
  fr: 'la requête est trop complexe ou demande trop de mémoire',
  en: 'the query is too complex or needs too much memory for the engine',
};

/**
 * Answers one query over given data in this very process, which it blocks: for commands, where the asker can interrupt.
 * Throws when the data are not well-formed.
 */
export function answerOnce(query: string, { data, graphs, accept, base }: OnceOptions): OnceAnswer {
  const scanned = scanQuery(query);
  if (scanned.state === 'refused') return { ...scanned, state: 'bad-query' };
  const { kind, text } = scanned;
  const format = chooseFormat(accept, kind);
  if (!format) return { state: 'format-unavailable', kind };
  const store = createEngineStore();
  for (const triples of data) store.addToDefaultGraph(triples);
  store.apply(graphs.map((graph) => ({ ...graph, role: 'about' })));
  try {
    const answer = store.answer({ text, kind, format, ...(base ? { base } : {}) });
    return { state: 'answered', kind, format, text: answer };
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError)
      return { state: 'bad-query', message: tooMuch };
    return { state: 'bad-query', ...explainQueryError(error instanceof Error ? error.message : String(error), text) };
  }
}
