import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { Tell } from '../loss-report.ts';
import { lookAtTable } from './look-at-table.ts';
import type { ReadRow } from './read-row.ts';

/** A quote that is never closed makes one cell of the rest of the file. */
const maxRecord = 20_000_000;
/** As much of the beginning as tells how a table is written. */
const headLength = 256 * 1024;

interface Row {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number; readonly error?: { readonly code: string } };
}

/** Reads a table (RFC 4180, any separator) row by row; rejects with the line where a quote is wrong. */
export async function* readTable(texts: AsyncIterable<string>, tell: Tell): AsyncGenerator<ReadRow> {
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
  const { delimiter, headerLine, titles } = lookAtTable(head.slice(0, headLength));
  if (delimiter !== ',') tell({ column: '(file)', why: 'delimiter', value: delimiter });
  for (const title of titles) tell({ column: '(file)', why: 'title-row-skipped', value: title });
  const parser = parse({
    delimiter,
    columns: (header: readonly string[]) => columnNames(header, tell),
    from_line: headerLine,
    bom: true,
    info: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    relax_column_count: true,
    max_record_size: maxRecord,
  });
  async function* all() {
    yield head;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
  }
  // An error of either ends the loop below with it.
  pipeline(Readable.from(all()), parser, () => undefined);
  for await (const { record, info } of parser as AsyncIterable<Row>) {
    if (info.error) tell({ column: '(row)', why: 'ragged-row', value: `line ${info.lines}` });
    yield { state: 'record', record };
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
