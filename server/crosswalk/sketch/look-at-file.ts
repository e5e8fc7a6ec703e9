import { sniffFormats } from '../../rdf/media-types.ts';
import { compileExpression } from '../expression.ts';
import { listFormats } from '../list-mappings.ts';
import type { Tell } from '../loss-report.ts';
import { readFormat } from '../mapping.ts';
import { type Abridged, abridgeJson, abridgeXml } from '../reading/abridge.ts';
import { type Chunks, decodeChunks, wideEncoding } from '../reading/decode-chunks.ts';
import { findRecords } from '../reading/find-records.ts';
import type { Format } from '../reading/read-content.ts';
import { readLines } from '../reading/read-lines.ts';
import type { ReadThings } from '../reading/read-records.ts';
import type { ReadRow } from '../reading/read-row.ts';
import { readTable } from '../reading/read-table.ts';
import { unpack } from '../unpacking/unpack.ts';

/** What a file that nobody knows turns out to be. */
export interface Look {
  readonly format: Format;
  /** JSONata: the file → its records. */
  readonly path: string;
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

/** Looks at a file: how it is written, where its records are; `packed` begins it anew each time. Throws one line that says what to do where it is nothing that can be read. */
export async function lookAtFile(packed: () => Chunks, dataFile: string, readThings: ReadThings): Promise<Look> {
  try {
    return await look(() => unpack(packed(), quiet), dataFile, readThings);
  } catch (error) {
    const { message } = error as Error;
    if (message.includes(dataFile)) throw error;
    throw new Error(`${dataFile} cannot be read: ${message}`);
  }
}

async function look(open: () => Chunks, dataFile: string, readThings: ReadThings): Promise<Look> {
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
  return known(
    {
      format: 'csv',
      path: '$',
      ...(await sampleOf(readTable(decodeChunks(open(), quiet), { tell: quiet, skipBadRows: true }))),
    },
    undefined,
  );
}

const quiet: Tell = () => undefined;

async function beginning(chunks: Chunks): Promise<Uint8Array> {
  for await (const chunk of chunks as AsyncIterable<Uint8Array>) if (chunk.length > 0) return chunk.subarray(0, 8192);
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

async function lookAtJson(open: () => Chunks, dataFile: string, readThings: ReadThings): Promise<Look> {
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
    return known({ format: 'ndjson', path: '$', ...lines }, undefined);
  }
  const found = await known(undefined, abridged, 'json');
  if (found) return found;
  if (isLinked(abridged.content)) {
    const things = await lookAtThings(open, dataFile, readThings).catch(() => undefined);
    if (things) return things;
  }
  return plain('json', abridged, dataFile);
}

/** Whether a file, or the first thing in it, says what its names mean (JSON-LD). */
function isLinked(content: unknown): boolean {
  const [first] = [content].flat();
  return typeof first === 'object' && first !== null && ('@context' in first || '@graph' in first || '@id' in first);
}

async function lookAtThings(open: () => Chunks, dataFile: string, readThings: ReadThings): Promise<Look> {
  const pieces: Uint8Array[] = [];
  for await (const piece of open() as AsyncIterable<Uint8Array>) pieces.push(piece);
  const things = await readThings(Buffer.concat(pieces), 'https://fiche.invalid/');
  if (things.length === 0)
    throw new Error(`${dataFile} has no linked data in it: if it is a web page, look for a download on it`);
  const look = await known(undefined, { content: things, isWhole: true }, 'rdf');
  if (!look) throw new Error(`${dataFile} tells of no place and no organisation`);
  return look;
}

async function lookAtXml(open: () => Chunks, dataFile: string): Promise<Look> {
  const abridged = await abridgeXml(decodeChunks(open(), quiet));
  return (await known(undefined, abridged, 'xml')) ?? plain('xml', abridged, dataFile);
}

function plain(format: Format, { content, isWhole, count }: Abridged, dataFile: string): Look {
  if ((content as { type?: unknown })?.type === 'Topology')
    throw new Error(
      `${dataFile} is TopoJSON, whose positions are written as steps: export it as GeoJSON (mapshaper.org does), then give that file`,
    );
  const found = findRecords(content, count);
  if (!found) throw new Error(`there is no list of records in ${dataFile}`);
  const system = (content as { crs?: { properties?: { name?: unknown } } })?.crs?.properties?.name;
  return {
    format,
    path: found.path,
    records: found.records.slice(0, sampled),
    ...(found.unread.length > 0 ? { unread: found.unread } : {}),
    ...(isWhole ? { total: found.count } : {}),
    ...(typeof system === 'string' ? { system } : {}),
  };
}

async function known(look: Look, abridged: undefined): Promise<Look>;
async function known(
  look: undefined,
  abridged: Pick<Abridged, 'content' | 'isWhole'>,
  format: Format,
): Promise<Look | undefined>;
/** Tries the formats that come with the server on a file's content. */
async function known(
  look: Look | undefined,
  abridged: Pick<Abridged, 'content' | 'isWhole'> | undefined,
  format = look?.format,
): Promise<Look | undefined> {
  const content = look ? look.records.slice(0, 50) : abridged?.content;
  for (const name of await listFormats()) {
    const header = await readFormat(name);
    if (header.format !== format || !header.detect) continue;
    const test = (part: string, text: string) =>
      compileExpression({ mapping: `${name}.json`, part, text, timeoutMs: 60_000 });
    if (
      (await test('detect', header.detect)
        .evaluate(content)
        .catch(() => false)) !== true
    )
      continue;
    const like = { name, isWhole: header.profile !== undefined };
    if (look) return { ...look, like };
    const found = [await test('records', header.records).evaluate(content)].flat().filter((one) => one !== undefined);
    return {
      format: header.format,
      path: header.records,
      records: found.slice(0, sampled),
      ...(abridged?.isWhole && found.length < sampled ? { total: found.length } : {}),
      like,
    };
  }
  return look;
}
