import type { Unpacking } from './unpacking.ts';

/** A sheet of a spreadsheet: its name, and how many cells and rows it has. */
export interface SheetSize {
  readonly name: string;
  readonly rows: number;
  readonly cells: number;
}

/** Chooses the sheet that is asked for, or the one with most cells, and tells of those that are not read; throws where there is none, or all are empty. */
export function chooseSheet<Sheet extends SheetSize>(sheets: readonly Sheet[], { tell, inside }: Unpacking): Sheet {
  const filled = sheets.filter(({ cells }) => cells > 0).sort((a, b) => b.cells - a.cells);
  if (filled.length === 0) throw new Error('the spreadsheet is empty');
  const chosen = inside === undefined ? filled[0] : filled.find(({ name }) => name === inside);
  if (!chosen)
    throw new Error(
      `there is no sheet ${inside} in the spreadsheet, which has ${filled.map(({ name }) => name).join(', ')}`,
    );
  tell({ column: '(file)', why: 'sheet', value: chosen.name });
  for (const { name, rows } of filled.filter((sheet) => sheet !== chosen))
    tell({ column: '(file)', why: 'sheet-not-read', value: `${name}: ${rows} rows` });
  return chosen;
}
