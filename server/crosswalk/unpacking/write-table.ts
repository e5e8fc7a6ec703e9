/** A cell of a spreadsheet. */
export type Cell = string | number | boolean | Date | null | undefined;

const together = 500;

/** Rows of a spreadsheet as CSV in UTF-8, days as ISO dates: from here on it is read like any table. */
export function* writeTable(rows: Iterable<readonly Cell[]>): Generator<Uint8Array> {
  let lines: string[] = [];
  for (const row of rows) {
    lines.push(`${row.map(writeCell).join(',')}\n`);
    if (lines.length < together) continue;
    yield Buffer.from(lines.join(''));
    lines = [];
  }
  yield Buffer.from(lines.join(''));
}

function writeCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date)
    return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  const text = String(cell);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
