import { parseXml, type XmlNode } from '../reading/parse-xml.ts';
import { chooseSheet } from './choose-sheet.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { fillMerged, type MergedCell } from './fill-merged.ts';
import type { Unpacking } from './unpacking.ts';
import { type Cell, writeTable } from './write-table.ts';

interface Sheet {
  readonly name: string;
  readonly data: Cell[][];
  readonly merged: readonly MergedCell[];
}

/** What stands under a merged cell keeps its place in the row. */
const covered = 'table:covered-table-cell';
const cellNames = new Set(['table:table-cell', covered]);

/** Spreadsheets write a thousand empty cells as one that is repeated. */
const mostRepeated = 200;

/** The sheet that is asked for, or the largest, of a spreadsheet (OpenDocument 1.3, part 3, section 9) as CSV; takes its `content.xml`. */
export async function* readOds(content: AsyncIterable<Uint8Array>, how: Unpacking): AsyncGenerator<Uint8Array> {
  const sheets: Sheet[] = [];
  let rows: Cell[][] = [];
  let merged: MergedCell[] = [];
  let cells: Cell[] = [];
  const hear = (node: XmlNode, names: readonly string[]): boolean => {
    const name = names.at(-1) ?? '';
    if (cellNames.has(name)) {
      const span = Number(attribute(node, 'table:number-rows-spanned') ?? 1);
      if (span > 1) merged.push({ row: rows.length, column: cells.length, rows: span });
      const times = Math.min(Number(attribute(node, 'table:number-columns-repeated') ?? 1), mostRepeated);
      cells.push(...Array<Cell>(times).fill(name === covered ? '' : contentOf(node)));
      return false;
    }
    if (name === 'table:table-row') {
      while (cells.at(-1) === '') cells.pop();
      rows.push(cells);
      cells = [];
      return false;
    }
    if (name === 'table:table') {
      sheets.push({ name: attribute(node, 'table:name') ?? '?', data: rows, merged });
      [rows, merged] = [[], []];
      return false;
    }
    return names.some((above) => cellNames.has(above));
  };
  for await (const _ of parseXml(decodeUtf8(content), { hear }));
  const sized = sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.data.filter((row) => row.length > 0).length,
    cells: sheet.data.reduce((sum, row) => sum + row.filter((cell) => cell !== '').length, 0),
  }));
  const { data, merged: over } = chooseSheet(sized, how);
  fillMerged(data, over, how.tell);
  const filled = data.filter((row) => row.length > 0);
  const width = filled.reduce((most, row) => Math.max(most, row.length), 0);
  yield* writeTable(filled.map((row) => [...row, ...Array<Cell>(width - row.length).fill('')]));
}

function contentOf(cell: XmlNode): string {
  const [kind, value] = [attribute(cell, 'office:value-type'), attribute(cell, 'office:value')];
  if (kind === 'date') return attribute(cell, 'office:date-value') ?? '';
  if (kind === 'float' && value !== undefined) return value;
  return typeof cell === 'string' ? cell : [cell['text:p'] ?? []].flat().map(textOf).join('\n');
}

function textOf(node: unknown): string {
  if (typeof node === 'string') return node;
  if (Array.isArray(node)) return node.map(textOf).join(' ');
  if (typeof node !== 'object' || node === null) return '';
  return Object.entries(node)
    .flatMap(([name, child]) => (name.startsWith('@') ? [] : textOf(child)))
    .join(' ');
}

function attribute(node: XmlNode, name: string): string | undefined {
  const value = typeof node === 'string' ? undefined : node[`@${name}`];
  return typeof value === 'string' ? value : undefined;
}
