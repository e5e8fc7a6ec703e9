import type { Tell } from '../loss-report.ts';
import type { Cell } from './write-table.ts';

/** A cell of a spreadsheet that covers several rows: where it stands (from 0), and how many rows it covers, its own among them. */
export interface MergedCell {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
}

const isEmpty = (cell: Cell) => cell === null || cell === undefined || cell === '';

/**
 * Writes what a merged cell says into each row that it covers and that says anything else: whoever reads the sheet takes it for all of
 * them. Tells of each cell that was written so.
 */
export function fillMerged(rows: Cell[][], merged: readonly MergedCell[], tell: Tell): void {
  const isSaying = rows.map((row) => row.some((cell) => !isEmpty(cell)));
  for (const { row, column, rows: count } of merged) {
    const value = rows[row]?.[column];
    if (isEmpty(value)) continue;
    let filled = 0;
    for (let at = row + 1; at < row + count; at++) {
      const below = rows[at];
      // What a merged cell covers is empty; a sheet that says otherwise is not believed.
      if (!below || !isEmpty(below[column])) break;
      if (!isSaying[at]) continue;
      while (below.length < column) below.push('');
      below[column] = value;
      filled++;
    }
    if (filled > 0) tell({ column: '(file)', why: 'merged-cell', value: `${String(value)} (+ ${filled})` });
  }
}
