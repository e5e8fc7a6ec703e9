import type { AnswerFormat } from './graph.ts';
import { queryTokens } from './query-tokens.ts';

/**
 * Gives a SELECT query that stops one row after the ceiling: a product of everything with everything then ends in a moment,
 * where the engine would fill its memory, and the row too many tells a cut answer from a whole one.
 */
export function withRowCeiling(query: string, maxRows: number): string {
  const limit = `LIMIT ${maxRows + 1}`;
  let depth = 0;
  let end: number | undefined;
  let isNumberNext = false;
  for (const { text, at } of queryTokens(query)) {
    if (isNumberNext) {
      if (!/^\d+$/.test(text) || Number(text) <= maxRows) return query;
      return `${query.slice(0, at)}${maxRows + 1}${query.slice(at + text.length)}`;
    }
    if ('{(['.includes(text)) depth++;
    else if ('})]'.includes(text)) depth--;
    else if (depth === 0 && /^limit$/i.test(text)) isNumberNext = true;
    // Its data stand after the modifiers (SPARQL 1.1 §19.8, rule 2).
    else if (depth === 0 && /^values$/i.test(text)) end = at;
  }
  // On a line of its own: the query may end in a comment.
  return end === undefined ? `${query}\n${limit}` : `${query.slice(0, end)}${limit} ${query.slice(end)}`;
}

/** Counts the rows of an answer to a SELECT query, as written in one of the tabular formats. */
export function countRows(answer: Uint8Array, format: AnswerFormat): number {
  switch (format) {
    case 'json':
      return countJsonRows(answer);
    case 'xml':
      return countText(answer, Buffer.from('<result>'));
    case 'csv':
      return countLines(answer) - 1;
    // A line break in a term is escaped.
    default:
      return countText(answer, Buffer.from('\n')) - 1;
  }
}

const [quote, backslash, brace, closingBrace, newLine] = [0x22, 0x5c, 0x7b, 0x7d, 0x0a];

/** Objects at depth 3: the answer, its results, a row. */
function countJsonRows(answer: Uint8Array): number {
  let [rows, depth, isInString] = [0, 0, false];
  for (let at = 0; at < answer.length; at++) {
    const byte = answer[at];
    if (isInString) {
      if (byte === backslash) at++;
      else if (byte === quote) isInString = false;
    } else if (byte === quote) isInString = true;
    else if (byte === closingBrace) depth--;
    else if (byte === brace && ++depth === 3) rows++;
  }
  return rows;
}

function countLines(answer: Uint8Array): number {
  let [lines, isQuoted] = [0, false];
  for (const byte of answer)
    if (byte === quote) isQuoted = !isQuoted;
    else if (byte === newLine && !isQuoted) lines++;
  return lines;
}

function countText(answer: Uint8Array, text: Buffer): number {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength);
  let count = 0;
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + text.length)) count++;
  return count;
}
