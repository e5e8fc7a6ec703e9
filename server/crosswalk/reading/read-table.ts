import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { Tell } from '../loss-report.ts';
import { joinHeader } from './header-rows.ts';
import { lookAtTable } from './look-at-table.ts';
import type { ReadRow } from './read-row.ts';

/** A quote that is never closed makes one cell of the rest of the file. */
const maxRecord = 20_000_000;
/** As much of the beginning as tells how a table is written. */
const headLength = 256 * 1024;

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

export interface TableReading {
  readonly tell: Tell;
  /** Refuses a row that has more cells than the header; without it such a row ends the reading, since nobody knows which cell is which. */
  readonly skipBadRows?: boolean | undefined;
}

/** Reads a table (RFC 4180, any separator) row by row; rejects with the line where a quote is wrong. */
export async function* readTable(
  texts: AsyncIterable<string>,
  { tell, skipBadRows = false }: TableReading,
): AsyncGenerator<ReadRow> {
  const pieces = texts[Symbol.asyncIterator]();
  const first: string[] = [];
  for (let length = 0; length < headLength; ) {
    const { value, done } = await pieces.next();
    if (done) break;
    first.push(value);
    length += value.length;
  }
  const head = first.join('');
  if (/^\s*<(?:!doctype html|html)\b/i.test(head)) throw new Error('it is a web page');
  const { delimiter, headerLine, hasLooseQuotes, groups, titles } = lookAtTable(head.slice(0, headLength));
  if (delimiter !== ',') tell({ column: '(file)', why: 'delimiter', value: delimiter });
  for (const title of titles) tell({ column: '(file)', why: 'title-row-skipped', value: title });
  if (groups.length > 0)
    tell({ column: '(file)', why: 'header-of-two-rows', value: groups.filter(Boolean).join(', ') });
  if (hasLooseQuotes) tell({ column: '(file)', why: 'quotes-inside-cells', value: 'taken as they stand' });
  let lastLine = headerLine - 1;
  const parser = parse({
    delimiter,
    from_line: headerLine,
    bom: true,
    info: true,
    relax_quotes: hasLooseQuotes,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    relax_column_count: true,
    max_record_size: maxRecord,
    on_record: (record, { lines }) => {
      lastLine = lines;
      return record;
    },
  });
  async function* all() {
    yield head;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
  }
  // An error of either ends the loop below with it.
  pipeline(Readable.from(all()), parser, () => undefined);
  /** Whoever writes tables for spreadsheets sets an apostrophe before what these would run as a formula. */
  const unguard = (name: string, cell: string): string => {
    if (!/^'\s*[=+\-@＝＋－＠]/.test(cell)) return cell;
    tell({ column: name, why: 'apostrophe-removed', value: cell.slice(0, 80), became: cell.slice(1, 80) });
    return cell.slice(1);
  };
  let names: readonly string[] | undefined;
  for await (const { record, info } of withPlace(parser as AsyncIterable<Row>, () => lastLine)) {
    if (!names) {
      names = columnNames(groups.length > 0 ? joinHeader(groups, record) : record, tell);
      continue;
    }
    const isLonger = record.slice(names.length).some((cell) => cell.trim() !== '');
    if (isLonger) {
      const reason = `line ${info.lines} has ${record.length} cells and the header ${names.length}`;
      if (!skipBadRows)
        throw new Error(
          `${reason}: a separator (${delimiter}) in a text without quotes? Mend the row, or say --skip-bad-rows`,
        );
      yield { state: 'unreadable', reason };
      continue;
    }
    if (record.length !== names.length) tell({ column: '(row)', why: 'ragged-row', value: `line ${info.lines}` });
    yield {
      state: 'record',
      record: Object.fromEntries(names.map((name, at) => [name, unguard(name, record[at] ?? '')])),
    };
  }
}

/** A quote that is never closed is noticed at the end of the file: what helps is where its row begins. */
async function* withPlace(rows: AsyncIterable<Row>, lastLine: () => number): AsyncGenerator<Row> {
  try {
    yield* rows;
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    if (code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
    throw new Error(
      `a quote (") that opens in the row that begins in line ${lastLine() + 1} is never closed (${message})`,
    );
  }
}

/** Names are trimmed, made where there is none, and told apart where one stands twice. */
function columnNames(header: readonly string[], tell: Tell): string[] {
  const taken = new Map<string, number>();
  return header.map((written, at) => {
    const name = written.replace(/\s+/g, ' ').trim() || `column ${at + 1}`;
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    if (times === 1) return name;
    tell({ column: '(file)', why: 'same-name-twice', value: name, became: `${name} (${times})` });
    return `${name} (${times})`;
  });
}
