import { given } from '../../rdf/given.ts';
import { sniffFormats } from '../../rdf/media-types.ts';
import { compileExpression } from '../expression.ts';
import { listFormats } from '../list-mappings.ts';
import type { Tell } from '../loss-report.ts';
import { compileRecords, readFormat, type SetDetails, type WrittenFormat } from '../mapping.ts';
import { type Abridged, abridgeJson, abridgeXml } from '../reading/abridge.ts';
import { type Chunks, decodeChunks, wideEncoding } from '../reading/decode-chunks.ts';
import { findRecords } from '../reading/find-records.ts';
import { noMoreThan } from '../reading/no-more-than.ts';
import type { Format } from '../reading/read-content.ts';
import { readLines } from '../reading/read-lines.ts';
import { type ReadThings, readRecords } from '../reading/read-records.ts';
import type { ReadRow } from '../reading/read-row.ts';
import { readTable } from '../reading/read-table.ts';
import { unpack } from '../unpacking/unpack.ts';

/** What a file that nobody knows turns out to be. */
export interface Look {
  readonly format: Format;
  /** JSONata: the file → its records; what stands there → a record, where that is not the same. */
  readonly path: string;
  readonly record?: string;
  /** Some of them, from the beginning. */
  readonly records: readonly unknown[];
  /** How many there are; undefined where only the beginning was read. */
  readonly total?: number;
  /** A format that comes with the server, and whether it reads what is in the records too or is only their envelope. */
  readonly like?: { readonly name: string; readonly isWhole: boolean };
  /** Other lists of the file, which the path does not lead to. */
  readonly unread?: readonly string[];
  /** The coordinate system that the file as a whole says it is in. */
  readonly system?: string;
}

const sampled = 2000;

/** The unpacked file, from its beginning. */
type Open = () => AsyncGenerator<Uint8Array>;

/** Looks at a file: how it is written, where its records are; `packed` begins it anew each time, `inside` is what of an archive is meant. Throws one line that says what to do where it is nothing that can be read. */
export async function lookAtFile(
  packed: () => Chunks,
  { dataFile, inside }: Pick<SetDetails, 'dataFile' | 'inside'>,
  readThings: ReadThings,
): Promise<Look> {
  try {
    return await look(() => unpack(packed(), quiet, inside), dataFile, readThings);
  } catch (error) {
    const { message } = error as Error;
    if (message.includes(dataFile)) throw error;
    throw new Error(`${dataFile} cannot be read: ${message}`);
  }
}

async function look(open: Open, dataFile: string, readThings: ReadThings): Promise<Look> {
  const head = await beginning(open());
  const text = new TextDecoder(wideEncoding(head) ?? 'utf-8')
    .decode(head)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (text === '') throw new Error(`${dataFile} is empty`);
  if (text.startsWith('<')) {
    const things = sniffFormats(text);
    return things.length > 0 ? lookAtThings(open, dataFile, readThings) : lookAtXml(open, dataFile);
  }
  if (/^[[{]/.test(text)) return lookAtJson(open, dataFile, readThings);
  if (/^\s*(?:@prefix|@base|prefix\s)|^<[^>]+>\s+<[^>]+>/im.test(text.slice(0, 2000)) && sniffFormats(text).length > 0)
    return lookAtThings(open, dataFile, readThings);
  const rows = await sampleOf(readTable(decodeChunks(open(), quiet), { tell: quiet, skipBadRows: true }));
  return lookAtRows({ format: 'csv', path: '$', ...rows });
}

/** Whether rows that are read already are of a format that comes with the server. */
async function lookAtRows(look: Look): Promise<Look> {
  const known = await recognise(look.format, look.records.slice(0, 50));
  return known ? { ...look, like: likeOf(known) } : look;
}

const quiet: Tell = () => undefined;

async function beginning(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  for await (const chunk of chunks) if (chunk.length > 0) return chunk.subarray(0, 8192);
  return new Uint8Array();
}

async function sampleOf(rows: AsyncIterable<ReadRow>): Promise<Pick<Look, 'records' | 'total'>> {
  const records: unknown[] = [];
  for await (const row of rows) {
    if (row.state === 'record') records.push(row.record);
    if (records.length >= sampled) return { records };
  }
  return { records, total: records.length };
}

async function lookAtJson(open: Open, dataFile: string, readThings: ReadThings): Promise<Look> {
  let abridged: Abridged;
  try {
    abridged = await abridgeJson(decodeChunks(open(), quiet));
  } catch (error) {
    const lines = await sampleOf(readLines(decodeChunks(open(), quiet))).catch(
      (other: unknown) => (other as Error).message,
    );
    if (typeof lines === 'string' || lines.records.length === 0)
      throw new Error(
        `${dataFile} is neither JSON (${(error as Error).message}) nor one JSON value a line (${typeof lines === 'string' ? lines : 'no line is one'})`,
      );
    return lookAtRows({ format: 'ndjson', path: '$', ...lines });
  }
  const known = await recognise('json', abridged.content);
  if (known) return lookByFormat(known, abridged.content, open);
  if (isLinked(abridged.content)) {
    const things = await lookAtThings(open, dataFile, readThings).catch(() => undefined);
    if (things) return things;
  }
  return plain('json', abridged, dataFile, open);
}

/** Whether a file, or the first thing in it, says what its names mean (JSON-LD). */
function isLinked(content: unknown): boolean {
  const [first] = [content].flat();
  return typeof first === 'object' && first !== null && ('@context' in first || '@graph' in first || '@id' in first);
}

async function lookAtThings(open: Open, dataFile: string, readThings: ReadThings): Promise<Look> {
  const pieces: Uint8Array[] = [];
  for await (const piece of noMoreThan(open(), 'rdf')) pieces.push(piece);
  const things = await readThings(Buffer.concat(pieces), 'https://fiche.invalid/');
  if (things.length === 0)
    throw new Error(`${dataFile} has no linked data in it: if it is a web page, look for a download on it`);
  const known = await recognise('rdf', things);
  if (!known) throw new Error(`${dataFile} tells of no place and no organisation`);
  const { records } = compileRecords(`${known.name}.json`, known.header);
  const found = [await records.evaluate(things)].flat().filter((one) => one !== undefined);
  return {
    format: 'rdf',
    path: records.text,
    records: found.slice(0, sampled),
    total: found.length,
    like: likeOf(known),
  };
}

async function lookAtXml(open: Open, dataFile: string): Promise<Look> {
  const abridged = await abridgeXml(decodeChunks(open(), quiet));
  const known = await recognise('xml', abridged.content);
  return known ? lookByFormat(known, abridged.content, open) : plain('xml', abridged, dataFile, open);
}

async function plain(format: Format, { content, count }: Abridged, dataFile: string, open: Open): Promise<Look> {
  if ((content as { type?: unknown })?.type === 'Topology')
    throw new Error(
      `${dataFile} is TopoJSON, whose positions are written as steps: export it as GeoJSON (mapshaper.org does), then give that file`,
    );
  const found = findRecords(content, count);
  if (!found) throw new Error(`there is no list of records in ${dataFile}`);
  const system = (content as { crs?: { properties?: { name?: unknown } } })?.crs?.properties?.name;
  return {
    ...(await sampleBy({ format, records: found.path, ...given('record', found.record) }, dataFile, open)),
    ...(found.unread.length > 0 ? { unread: found.unread } : {}),
    ...(typeof system === 'string' ? { system } : {}),
  };
}

/** Some records of a file, by the reader that will import it. */
async function sampleBy(
  how: Pick<WrittenFormat, 'format' | 'records' | 'record'>,
  dataFile: string,
  open: Open,
): Promise<Look> {
  const source = { page: '', file: '', modified: '' };
  const rows = readRecords({ ...compileRecords(dataFile, how), dataFile, source }, open(), { tell: quiet });
  return { format: how.format, path: how.records, ...given('record', how.record), ...(await sampleOf(rows)) };
}

interface Known {
  readonly name: string;
  readonly header: Awaited<ReturnType<typeof readFormat>>;
}

/** The format that comes with the server which a file's content is in. */
async function recognise(format: Format, content: unknown): Promise<Known | undefined> {
  for (const name of await listFormats()) {
    const header = await readFormat(name);
    if (header.format !== format || !header.detect) continue;
    if ((await ask(name, 'detect', header.detect, content)) === true) return { name, header };
  }
  return undefined;
}

/** A file in a format that is known, and what it says of itself. */
async function lookByFormat(known: Known, content: unknown, open: Open): Promise<Look> {
  const { name, header } = known;
  const system = header.system && (await ask(name, 'system', header.system, content));
  return {
    ...(await sampleBy(header, name, open)),
    ...(typeof system === 'string' ? { system } : {}),
    like: likeOf(known),
  };
}

function likeOf({ name, header }: Known): Look['like'] & object {
  return { name, isWhole: header.profile !== undefined };
}

/** What an expression of a format gives for a file; nothing where it does not suit it. */
function ask(name: string, part: string, text: string, content: unknown): Promise<unknown> {
  return compileExpression({ mapping: `${name}.json`, part, text, timeoutMs: 60_000 })
    .evaluate(content)
    .catch(() => undefined);
}
