import { parseXml, type XmlNode } from '../reading/parse-xml.ts';
import { chooseSheet } from './choose-sheet.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { fillMerged, type MergedCell } from './fill-merged.ts';
import type { Unpacking } from './unpacking.ts';
import { type Cell, writeTable } from './write-table.ts';

/** Opens a file of the archive. */
type OpenEntry = (name: string) => AsyncIterable<Uint8Array>;

/** The sheet that is asked for, or the largest, of a spreadsheet (ECMA-376) as CSV. */
export async function* readXlsx(archive: Uint8Array, open: OpenEntry, how: Unpacking): AsyncGenerator<Uint8Array> {
  // Most imports need none of it.
  const { default: readSheets } = await import('read-excel-file/node');
  const sheets = await readSheets(Buffer.from(archive)).catch((error: Error) => {
    throw new Error(
      `it is a spreadsheet that cannot be read (${error.message}): save it as CSV (UTF-8), then give that file`,
    );
  });
  const sized = sheets.map(({ sheet, data }) => {
    const rows = data as unknown as Cell[][];
    const cells = rows.reduce((sum, row) => sum + row.filter((cell) => cell !== null && cell !== '').length, 0);
    return { name: sheet, rows: rows.length, cells, data: rows };
  });
  const { name, data } = chooseSheet(sized, how);
  fillMerged(data, await mergedCells(open, name), how.tell);
  yield* writeTable(data);
}

/** The merged cells of a sheet (ECMA-376, part 1, sections 18.2.19 and 18.3.1.54), which the library does not tell. */
async function mergedCells(open: OpenEntry, sheet: string): Promise<readonly MergedCell[]> {
  const sheets = await elements(open('xl/workbook.xml'), 'sheet');
  const id = sheets.find((one) => one['@name'] === sheet)?.['@r:id'];
  const links = await elements(open('xl/_rels/workbook.xml.rels'), 'Relationship');
  const target = links.find((one) => one['@Id'] === id)?.['@Target'];
  if (typeof target !== 'string') return [];
  const merged = await elements(open(target.startsWith('/') ? target.slice(1) : `xl/${target}`), 'mergeCell');
  return merged.flatMap(({ '@ref': ref }) => {
    const [, letters = '', first, last] = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(String(ref)) ?? [];
    const rows = Number(last) - Number(first) + 1;
    return rows > 1 ? [{ row: Number(first) - 1, column: columnOf(letters), rows }] : [];
  });
}

/** A, B, …, Z, AA, …: from 0. */
function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** All elements that are called so, with their attributes. */
async function elements(
  content: AsyncIterable<Uint8Array>,
  name: string,
): Promise<Readonly<Record<string, unknown>>[]> {
  const found: Readonly<Record<string, unknown>>[] = [];
  const hear = (node: XmlNode, names: readonly string[]): boolean => {
    if (names.at(-1)?.split(':').at(-1) === name && typeof node !== 'string') found.push(node);
    return false;
  };
  for await (const _ of parseXml(decodeUtf8(content), { hear }));
  return found;
}
