import { parseXml, type XmlNode } from '../reading/parse-xml.ts';
import { chooseSheet } from './choose-sheet.ts';
import type { Unpacking } from './unpacking.ts';
import { type Cell, writeTable } from './write-table.ts';

interface Sheet {
  readonly name: string;
  readonly data: Cell[][];
}

/** Spreadsheets write a thousand empty cells as one that is repeated. */
const mostRepeated = 200;

/** The sheet that is asked for, or the largest, of a spreadsheet (OpenDocument 1.3, part 3, section 9) as CSV; takes its `content.xml`. */
export async function* readOds(content: AsyncIterable<Uint8Array>, how: Unpacking): AsyncGenerator<Uint8Array> {
  const sheets: Sheet[] = [];
  let rows: Cell[][] = [];
  const hear = (node: XmlNode, names: readonly string[]): boolean => {
    const name = names.at(-1);
    if (name === 'table:table-row') {
      const row = cellsOf(node);
      if (row.length > 0) rows.push(row);
      return false;
    }
    if (name === 'table:table') {
      sheets.push({ name: attribute(node, 'table:name') ?? '?', data: rows });
      rows = [];
      return false;
    }
    return names.includes('table:table-row');
  };
  for await (const _ of parseXml(decode(content), { hear }));
  const sized = sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.data.length,
    cells: sheet.data.reduce((sum, row) => sum + row.filter((cell) => cell !== '').length, 0),
  }));
  const { data } = chooseSheet(sized, how);
  const width = Math.max(...data.map((row) => row.length));
  yield* writeTable(data.map((row) => [...row, ...Array<Cell>(width - row.length).fill('')]));
}

async function* decode(content: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const piece of content) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

function cellsOf(row: XmlNode): Cell[] {
  const written = typeof row === 'string' ? [] : [row['table:table-cell'] ?? []].flat();
  const cells = written.flatMap((cell) => {
    const times = Math.min(Number(attribute(cell as XmlNode, 'table:number-columns-repeated') ?? 1), mostRepeated);
    return Array.from({ length: times }, () => contentOf(cell as XmlNode));
  });
  while (cells.at(-1) === '') cells.pop();
  return cells;
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
