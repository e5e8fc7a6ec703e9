import { describeJsonataError, type Expression } from '../expression.ts';
import type { Tell } from '../loss-report.ts';
import type { Mapping } from '../mapping.ts';
import { MappingError } from '../mapping-error.ts';
import { unpack } from '../unpacking/unpack.ts';
import { type Chunks, decodeChunks } from './decode-chunks.ts';
import { noMoreThan } from './no-more-than.ts';
import { readContent } from './read-content.ts';
import { readLines } from './read-lines.ts';
import type { ReadRow } from './read-row.ts';
import { readTable } from './read-table.ts';
import { anyName, readPath } from './record-path.ts';
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

/** What of a mapping tells where a file's records are. */
export type WhereRecords = Pick<Mapping, 'format' | 'records' | 'record' | 'dataFile' | 'source' | 'inside'>;

/**
 * Reads a set's file record by record as it comes, where its records are told by a path of names; as a whole where the mapping
 * gathers them by an expression, and linked data. Rejects with a MappingError when the file is not what the mapping says it is.
 */
export async function* readRecords(mapping: WhereRecords, packed: Chunks, reading: Reading): AsyncGenerator<ReadRow> {
  const { record } = mapping;
  for await (const row of readRows(mapping, packed, reading)) {
    const read = record && row.state === 'record' ? await reshape(row.record, record, reading.tell) : row;
    if (read) yield read;
  }
}

/** A record as the mapping wants it, or nothing where it says that there is none, which is told. */
async function reshape(found: unknown, record: Expression, tell: Tell): Promise<ReadRow | undefined> {
  try {
    const made = await record.evaluate(found);
    if (made !== undefined) return { state: 'record', record: made };
    tell({ column: '(file)', why: 'no-record', value: namesOf(found) });
    return undefined;
  } catch (error) {
    return { state: 'unreadable', reason: `record: ${describeJsonataError(error, record.text)}` };
  }
}

/** What something is, without what it says, which may be about somebody. */
function namesOf(found: unknown): string {
  return typeof found === 'object' && found !== null ? Object.keys(found).slice(0, 8).join(', ') : typeof found;
}

async function* readRows(mapping: WhereRecords, packed: Chunks, reading: Reading): AsyncGenerator<ReadRow> {
  const chunks = unpack(packed, reading.tell, mapping.inside);
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

function asItComes(
  mapping: WhereRecords,
  chunks: Chunks,
  reading: Reading,
): AsyncGenerator<ReadRow, unknown> | undefined {
  const { format, records } = mapping;
  const path = readPath(records.text);
  const isTop = records.text.trim() === '$';
  const texts = () => decodeChunks(chunks, reading.tell);
  if (format === 'csv' && isTop) return readTable(texts(), reading);
  if (format === 'ndjson' && isTop) return readLines(texts());
  // In JSONata the members of a file that is a list are meant too, and they have no name.
  const isAnywhere = path?.isChoice === false && path.lists.some(([first]) => first === anyName);
  if (format === 'json' && path && !isAnywhere) return toRows(streamJson(texts(), path), mapping, reading.tell);
  return format === 'xml' && path && !path.isKeyed && !path.isChoice
    ? toRows(streamXml(texts(), path), mapping, reading.tell)
    : undefined;
}

async function* toRows(
  records: AsyncGenerator<unknown, Streamed>,
  mapping: WhereRecords,
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
    for (const value of unread.folders()) tell({ column: '(file)', why: 'folder-not-read', value });
    return;
  }
}

async function readWhole(
  mapping: WhereRecords,
  unpacked: AsyncIterable<Uint8Array>,
  { tell, readThings, skipBadRows }: Reading,
): Promise<unknown> {
  const chunks = noMoreThan(unpacked, mapping.format === 'rdf' ? 'rdf' : 'other');
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

function nothingThere({ records, dataFile }: WhereRecords): MappingError {
  return new MappingError(records.mapping, 'records', `finds nothing in ${dataFile}`);
}

function notThat({ records, dataFile, format }: WhereRecords, error: unknown): MappingError {
  if (error instanceof MappingError) return error;
  const what = `${dataFile} cannot be read as ${format.toUpperCase()}: ${(error as Error).message}`;
  return new MappingError(records.mapping, 'dataFile', what);
}
