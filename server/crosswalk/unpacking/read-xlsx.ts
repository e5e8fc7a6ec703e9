import { chooseSheet } from './choose-sheet.ts';
import type { Unpacking } from './unpacking.ts';
import { type Cell, writeTable } from './write-table.ts';

/** The sheet that is asked for, or the largest, of a spreadsheet (ECMA-376) as CSV. */
export async function* readXlsx(archive: Uint8Array, how: Unpacking): AsyncGenerator<Uint8Array> {
  // Most imports need none of it.
  const { default: readSheets } = await import('read-excel-file/node');
  const sheets = await readSheets(Buffer.from(archive)).catch((error: Error) => {
    throw new Error(
      `it is a spreadsheet that cannot be read (${error.message}): save it as CSV (UTF-8), then give that file`,
    );
  });
  const sized = sheets.map(({ sheet, data }) => {
    const rows = data as unknown as readonly (readonly Cell[])[];
    const cells = rows.reduce((sum, row) => sum + row.filter((cell) => cell !== null && cell !== '').length, 0);
    return { name: sheet, rows: rows.length, cells, data: rows };
  });
  yield* writeTable(chooseSheet(sized, how).data);
}
