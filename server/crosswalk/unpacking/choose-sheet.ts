import type { Tell } from '../loss-report.ts';

/** A sheet of a spreadsheet: its name, and how many cells and rows it has. */
export interface SheetSize {
  readonly name: string;
  readonly rows: number;
  readonly cells: number;
}

/** Chooses the sheet with most cells, and tells of those that are not read; throws where all are empty. */
export function chooseSheet<Sheet extends SheetSize>(sheets: readonly Sheet[], tell: Tell): Sheet {
  const [largest, ...others] = sheets.filter(({ cells }) => cells > 0).sort((a, b) => b.cells - a.cells);
  if (!largest) throw new Error('the spreadsheet is empty');
  tell({ column: '(file)', why: 'sheet', value: largest.name });
  for (const { name, rows } of others)
    tell({ column: '(file)', why: 'sheet-not-read', value: `${name}: ${rows} rows` });
  return largest;
}
