import { describeJsonataError } from '../expression.ts';
import type { Tell } from '../loss-report.ts';
import type { Mapping } from '../mapping.ts';
import { MappingError } from '../mapping-error.ts';
import { unpack } from '../unpacking/unpack.ts';
import { type Chunks, decodeChunks } from './decode-chunks.ts';
import { readContent } from './read-content.ts';
import { readLines } from './read-lines.ts';
import type { ReadRow } from './read-row.ts';
import { readTable } from './read-table.ts';
import { readPath } from './record-path.ts';
import { type Streamed, streamJson } from './stream-json.ts';
import { streamXml } from './stream-xml.ts';

/** Reads a document of linked data (RDF in any syntax, or in a web page) into its things, as plain objects. */
export type ReadThings = (bytes: Uint8Array, address: string) => Promise<readonly unknown[]>;

export interface Reading {
  /** Hears what had to be guessed to read the file. */
  readonly tell: Tell;
  readonly readThings?: ReadThings | undefined;
  readonly skipBadRows?: boolean | undefined;
}

/**
 * Reads a set's file record by record as it comes, where its records are told by a path of names; as a whole where the mapping
 * gathers them by an expression, and linked data. Rejects with a MappingError when the file is not what the mapping says it is.
 */
export async function* readRecords(mapping: Mapping, packed: Chunks, reading: Reading): AsyncGenerator<ReadRow> {
  const chunks = unpack(packed, reading.tell);
  try {
    const rows = asItComes(mapping, chunks, reading);
    if (rows) return yield* rows;
  } catch (error) {
    throw notThat(mapping, error);
  }
  const { records } = mapping;
  const found = await records.evaluate(await readWhole(mapping, chunks, reading)).catch((error: unknown) => {
    if (error instanceof MappingError) throw error;
    throw new MappingError(records.mapping, 'records', describeJsonataError(error));
  });
  if (found === undefined) throw nothingThere(mapping);
  // JSONata gives a lone result as itself.
  for (const record of Array.isArray(found) ? found : [found]) yield { state: 'record', record };
}

function asItComes(mapping: Mapping, chunks: Chunks, reading: Reading): AsyncGenerator<ReadRow, unknown> | undefined {
  const { format, records } = mapping;
  const path = readPath(records.text);
  const isTop = records.text.trim() === '$';
  const texts = () => decodeChunks(chunks, reading.tell);
  if (format === 'csv' && isTop) return readTable(texts(), reading);
  if (format === 'ndjson' && isTop) return readLines(texts());
  if (format === 'json' && path) return toRows(streamJson(texts(), path), mapping, reading.tell);
  return format === 'xml' && path && !path.isKeyed
    ? toRows(streamXml(texts(), path), mapping, reading.tell)
    : undefined;
}

async function* toRows(
  records: AsyncGenerator<unknown, Streamed>,
  mapping: Mapping,
  tell: Tell,
): AsyncGenerator<ReadRow> {
  for (let next = await records.next(); ; next = await records.next()) {
    if (!next.done) {
      yield { state: 'record', record: next.value };
      continue;
    }
    const { isThere, unread } = next.value;
    if (!isThere) throw nothingThere(mapping);
    for (const { path, count } of unread.lists())
      tell({ column: '(file)', why: 'list-not-read', value: `${path}: ${count}` });
    return;
  }
}

async function readWhole(
  mapping: Mapping,
  chunks: Chunks,
  { tell, readThings, skipBadRows }: Reading,
): Promise<unknown> {
  try {
    switch (mapping.format) {
      case 'json':
      case 'xml':
        return await readContent(mapping.format, decodeChunks(chunks, tell));
      case 'csv':
        return await all(readTable(decodeChunks(chunks, tell), { tell, skipBadRows }));
      case 'ndjson':
        return await all(readLines(decodeChunks(chunks, tell)));
      case 'rdf': {
        if (!readThings) throw new Error('linked data are not read here');
        const pieces: Uint8Array[] = [];
        for await (const piece of chunks) pieces.push(piece);
        return await readThings(Buffer.concat(pieces), mapping.source.file);
      }
    }
  } catch (error) {
    throw notThat(mapping, error);
  }
}

async function all(rows: AsyncIterable<ReadRow>): Promise<unknown[]> {
  const records: unknown[] = [];
  for await (const row of rows) if (row.state === 'record') records.push(row.record);
  return records;
}

function nothingThere({ records, dataFile }: Mapping): MappingError {
  return new MappingError(records.mapping, 'records', `finds nothing in ${dataFile}`);
}

function notThat({ records, dataFile, format }: Mapping, error: unknown): MappingError {
  if (error instanceof MappingError) return error;
  const what = `${dataFile} cannot be read as ${format.toUpperCase()}: ${(error as Error).message}`;
  return new MappingError(records.mapping, 'dataFile', what);
}
