import type { Summary } from '../directory/entity.ts';
import { columns, createRowOf, type Row, type RowOptions } from './rows.ts';

/**
 * Entities as CSV, in pieces (RFC 4180, UTF-8 with a byte-order mark, which spreadsheets need to see the accents). A cell that a
 * spreadsheet would run as a formula is led by an apostrophe (OWASP, CSV injection).
 */
export function* writeCsv(pieces: Iterable<readonly Summary[]>, options: RowOptions): Iterable<string> {
  const rowOf = createRowOf(options);
  yield csvHeader;
  for (const items of pieces) yield items.map((item) => writeCsvLine(rowOf(item))).join('');
}

/** The first line of such a file. */
export const csvHeader = `\uFEFF${columns.join(',')}\r\n`;

/** One line of it. */
export function writeCsvLine(row: Row): string {
  return `${columns.map((column) => writeCell(row[column])).join(',')}\r\n`;
}

/** A cell as RFC 4180 has it, harmless to a spreadsheet. */
export function writeCell(value: string | number | boolean | undefined): string {
  if (value === undefined) return '';
  // A number of ours may begin with a minus and is no formula.
  if (typeof value !== 'string') return String(value);
  const safe = /^\s*[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
