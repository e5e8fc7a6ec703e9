import { parse } from 'csv-parse/sync';
import { isAboveHeader } from './header-rows.ts';

/** How a table is written, told from its beginning. */
export interface TableLook {
  readonly delimiter: string;
  /** The line that its header begins on, counted from 1; what stands before are titles. */
  readonly headerLine: number;
  /** Whether cells without quotes around them have quotes in them, as degrees and minutes have. */
  readonly hasLooseQuotes: boolean;
  /** The row above it that names groups of its columns; empty where there is none. */
  readonly groups: readonly string[];
  /** The lines before them, as they stand. */
  readonly titles: readonly string[];
}

const delimiters = [',', ';', '\t', '|'];
/** Rows that are looked at; exports have a title, a date, a filter above their header, seldom more. */
const lookedAt = 40;

/** Looks at the beginning of a table: what separates its cells, as Excel's `sep=` line or most of its lines say, and where its header is. */
export function lookAtTable(head: string): TableLook {
  const text = head.replace(/^\ufeff/, '');
  const said = /^sep=(.)\r?\n/i.exec(text);
  const body = said ? text.slice(said[0].length) : text;
  const delimiter = said?.[1] ?? delimiterOf(body);
  const before = said ? 1 : 0;
  const rows = firstRows(body, delimiter);
  const filled = rows.map(({ record }) => record.filter((cell) => cell.trim() !== '').length);
  // Titles are few, and rows may be half empty: what three quarters of the rows have at most.
  const usual =
    filled.filter((count) => count > 0).sort((a, b) => a - b)[Math.floor((filled.length * 3) / 4)] ??
    Math.max(0, ...filled);
  // A first row of words that is as wide as most rows is the header, however much cells have slipped in some of them.
  const isPlain = isAsWideAsMost(rows) && (filled[0] ?? 0) > 1 && isHeader(rows[0]?.record ?? [], usual);
  const isLikely = ({ record }: Row, index: number) =>
    (filled[index] ?? 0) >= Math.max(1, usual * 0.6) && isHeader(record, usual);
  const first = isPlain && filled[0] === rows[0]?.record.length ? 0 : Math.max(0, rows.findIndex(isLikely));
  const below = rows.slice(first + 2).map(({ record }) => record);
  const hasGroups = isAboveHeader(rows[first]?.record, rows[first + 1]?.record, below);
  const at = hasGroups ? first + 1 : first;
  const headerLine = (at === 0 ? 0 : (rows[at - 1]?.info.lines ?? 0)) + 1 + before;
  return {
    delimiter,
    headerLine,
    hasLooseQuotes: hasLooseQuotes(body, delimiter),
    groups: hasGroups ? (rows[first]?.record ?? []) : [],
    titles: rows.slice(0, first).flatMap(({ record }) => record.filter(Boolean).join(' ') || []),
  };
}

function isAsWideAsMost(rows: readonly Row[]): boolean {
  const width = rows[0]?.record.length;
  return rows.filter(({ record }) => record.length === width).length > rows.length / 2;
}

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function firstRows(text: string, delimiter: string): readonly Row[] {
  const options = { delimiter, info: true, relax_column_count: true, relax_quotes: true, to: lookedAt } as const;
  try {
    return parse(text, options) as unknown as readonly Row[];
  } catch {
    // The beginning is cut somewhere: in a quoted cell, perhaps.
    return text
      .split(/\r\n|\n|\r/)
      .slice(0, lookedAt)
      .map((line, index) => ({ record: line.split(delimiter), info: { lines: index + 1 } }));
  }
}

/** A quote in the middle of a cell that does not begin with one is meant as it stands; one that is closed too early is not. */
function hasLooseQuotes(text: string, delimiter: string): boolean {
  try {
    parse(text, { delimiter, relax_column_count: true, to: 1000 });
    return false;
  } catch (error) {
    return (error as { code?: string }).code === 'INVALID_OPENING_QUOTE';
  }
}

/** Names are words: a row with numbers in half of its cells is none, and a title stands in one cell of many. */
function isHeader(record: readonly string[], usual: number): boolean {
  const cells = record.filter((cell) => cell.trim() !== '');
  if (usual >= 3 && cells.length < 2) return false;
  const words = cells.filter((cell) => /\p{L}/u.test(cell)).length;
  return words > cells.length / 2;
}

/** What separates the cells: what stands equally often, and most often, in the first lines, quoted parts aside. */
function delimiterOf(text: string): string {
  const lines = text
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, lookedAt);
  const scores = delimiters.map((one) => {
    const counts = lines.map((line) => line.split(one).length - 1);
    const usual = [...counts].sort((a, b) => b - a)[Math.floor(counts.length / 2)] ?? 0;
    const same = counts.filter((count) => count > 0 && count === usual).length;
    return usual === 0 ? Math.max(0, ...counts) / 1000 : same + usual / 100;
  });
  const best = Math.max(...scores);
  return best === 0 ? ',' : (delimiters[scores.indexOf(best)] ?? ',');
}
