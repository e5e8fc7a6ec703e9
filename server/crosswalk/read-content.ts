import { parse } from 'csv-parse/sync';
import type { Trace } from './loss-report.ts';
import { xmlToJson } from './xml-to-json.ts';

/** How the file of a set is written. */
export const formats = ['json', 'ndjson', 'csv', 'xml'] as const;
export type Format = (typeof formats)[number];

/** What a file holds, and what had to be guessed to read it. */
export interface Content {
  readonly value: unknown;
  readonly notes: readonly Trace[];
}

const delimiters = [',', ';', '\t', '|'];
/** A quote that is never closed makes one cell of the rest of the file. */
const maxRecord = 20_000_000;

/** Reads the text of a file; throws an error whose message says what is wrong and in which line. */
export function readContent(format: Format, text: string): Content {
  if (format !== 'xml' && /^\s*<(?:!doctype html|html)\b/i.test(text)) throw new Error('it is a web page');
  switch (format) {
    case 'json':
      return { value: JSON.parse(text), notes: [] };
    case 'ndjson':
      return { value: readLines(text), notes: [] };
    case 'xml':
      return { value: xmlToJson(text), notes: [] };
    case 'csv':
      return readCsv(text);
  }
}

function readLines(text: string): unknown[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line)];
    } catch (error) {
      throw new Error(`line ${index + 1}: ${(error as Error).message}`);
    }
  });
}

/** What separates the cells: what the first line has most of, quoted parts aside. */
export function delimiterOf(text: string): string {
  const [header = ''] = text.replace(/"(?:[^"]|"")*"/g, '').split('\n', 1);
  const counts = delimiters.map((one) => header.split(one).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

interface CsvRow {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number; readonly error?: { readonly code: string } };
}

function readCsv(text: string): Content {
  const delimiter = delimiterOf(text);
  const rows = parse(text, {
    delimiter,
    columns: (header: readonly string[]) => header.map((name, at) => name.trim() || `column ${at + 1}`),
    bom: true,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: maxRecord,
  }) as unknown as readonly CsvRow[];
  const notes = rows.flatMap(({ info }): Trace[] =>
    info.error ? [{ column: '(row)', why: 'ragged-row', value: `line ${info.lines}` }] : [],
  );
  const told = delimiter === ',' ? notes : [...notes, { column: '(file)', why: 'delimiter', value: delimiter }];
  return { value: rows.map(({ record }) => record), notes: told };
}
