import type { Bilingual } from '../rdf/text.ts';
import type { AnswerKind } from './graph.ts';
import { decodeEscapes, queryTokens } from './query-tokens.ts';

/** What can be told of a query before the engine reads it; places count from 1. */
export type ScannedQuery =
  /** `text` is the query as the engine is to read it. */
  | { readonly state: 'query'; readonly kind: AnswerKind; readonly text: string }
  | { readonly state: 'refused'; readonly message: Bilingual; readonly line: number; readonly column: number };

const kinds: Readonly<Record<string, AnswerKind>> = {
  SELECT: 'bindings',
  ASK: 'boolean',
  CONSTRUCT: 'graph',
  DESCRIBE: 'graph',
};
const updates = new Set(['INSERT', 'DELETE', 'LOAD', 'CLEAR', 'DROP', 'CREATE', 'ADD', 'MOVE', 'COPY', 'WITH']);

/** How many tokens follow each word of the prologue (SPARQL 1.1 §4.1). */
const prologue: Readonly<Record<string, number>> = { PREFIX: 2, BASE: 1, VERSION: 1 };

/** Far beyond real queries; the engine's recursive parser traps at about 1,000 and takes its process with it. */
const maxDepth = 100;

/**
 * Finds the kind of a query (SPARQL 1.1 §16) and refuses, with the place, what an engine of ours never does: updates, calls
 * to other endpoints (`services` lets them pass), and nesting that would overflow the engine. Everything else is left to the engine's parser, but an
 * IRI where an operator is due: the engine would take `?x<?a&&?b>?y` for a comparison (§19.8, the longest token).
 */
export function scanQuery(asked: string, { services = false } = {}): ScannedQuery {
  const query = decodeEscapes(asked);
  let kind: AnswerKind | undefined;
  let skip = 0;
  /** Of each open bracket, whether an expression stands in it. */
  const open: boolean[] = [];
  let before = '';
  let service: number | undefined;
  for (const { text, at } of queryTokens(query)) {
    if (service !== undefined && text.toUpperCase() !== 'SILENT')
      return refuse(query, service, {
        fr: 'SERVICE n’est pas disponible ici : cette question n’est posée qu’aux données qui sont tenues sur place',
        en: 'SERVICE is not available here: this question is put only to the data that are held on the spot',
      });
    service = undefined;
    if (skip > 0) {
      skip--;
      continue;
    }
    if (!kind) {
      const word = text.toUpperCase();
      if (updates.has(word))
        return refuse(query, at, {
          fr: `${word} modifierait des données : on ne répond ici qu’à des questions`,
          en: `${word} would change data: only questions are answered here`,
        });
      skip = prologue[word] ?? 0;
      kind = kinds[word];
      if (!kind && skip === 0)
        return refuse(query, at, {
          fr: `SELECT, ASK, CONSTRUCT ou DESCRIBE attendu au lieu de « ${text.slice(0, 40)} »`,
          en: `expected SELECT, ASK, CONSTRUCT or DESCRIBE, found “${text.slice(0, 40)}”`,
        });
      continue;
    }
    if (isIri(text) && open.at(-1) && endsOperand(before))
      return refuse(query, at, {
        fr: `il manque un opérateur avant ${text} ; pour comparer, mettez des espaces autour de < et de >`,
        en: `an operator is missing before ${text}; to compare, put spaces around < and >`,
      });
    if (text === '(') open.push(open.at(-1) === true || (/^\w+$/.test(before) && before !== 'a'));
    else if ('{['.includes(text)) open.push(false);
    else if ('})]'.includes(text)) open.pop();
    before = text;
    if (open.length > maxDepth)
      return refuse(query, at, {
        fr: `la requête est imbriquée sur plus de ${maxDepth} niveaux`,
        en: `the query is nested more than ${maxDepth} levels deep`,
      });
    if (!services && text.toUpperCase() === 'SERVICE') service = at;
  }
  if (!kind)
    return refuse(query, query.length, {
      fr: 'la requête est vide : SELECT, ASK, CONSTRUCT ou DESCRIBE attendu',
      en: 'the query is empty: expected SELECT, ASK, CONSTRUCT or DESCRIBE',
    });
  return { state: 'query', kind, text: query };
}

function isIri(text: string): boolean {
  return text.length > 1 && text.startsWith('<') && text.endsWith('>');
}

function endsOperand(text: string): boolean {
  return text === ')' || /^[?$"'\d]/.test(text);
}

function refuse(query: string, offset: number, message: Bilingual): ScannedQuery {
  return { state: 'refused', message, ...placeAt(query, offset) };
}

/** Line and column of an offset in a text, from 1. */
export function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
