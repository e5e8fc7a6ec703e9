import type { Tell } from '../loss-report.ts';
import type { Chunks } from '../reading/decode-chunks.ts';
import { gunzip } from './gunzip.ts';
import { unzip } from './unzip.ts';

/** What files begin with that nobody can read here, and what to do about it. */
const others: readonly (readonly [beginning: string, message: string])[] = [
  ['\xd0\xcf\x11\xe0', 'it is an old spreadsheet (xls): open it and save it as CSV (UTF-8), then give that file'],
  ['%PDF', 'it is a PDF: ask its publisher for the table behind it'],
  ['SQLite f', 'it is a database (SQLite, GeoPackage): export it as GeoJSON or CSV'],
  ['Rar!', 'it is an archive (rar): unpack it and give the file with the data'],
  ['7z\xbc\xaf', 'it is an archive (7z): unpack it and give the file with the data'],
  ['\x00\x00\x27\x0a', 'it is a shapefile: export it as GeoJSON or CSV'],
  ['PAR1', 'it is a table for machines (Parquet): export it as CSV'],
  ['\x89PNG', 'it is a picture'],
  ['\xff\xd8\xff', 'it is a picture'],
];

/**
 * Gives the text of a file that came packed (gzip; a zip archive with one file of data; a spreadsheet in xlsx or ods, as a table), and
 * any other as it is; tells what was unpacked. `inside` names the file, or the sheet, where there are several. Throws with what to do
 * about it where nothing can be read.
 */
export async function* unpack(chunks: Chunks, tell: Tell, inside?: string): AsyncGenerator<Uint8Array> {
  const [first, all] = await peek(chunks);
  const beginning = Buffer.from(first.subarray(0, 8)).toString('latin1');
  const other = others.find(([start]) => beginning.startsWith(start));
  if (other) throw new Error(other[1]);
  if (beginning.startsWith('\x1f\x8b')) yield* unpack(gunzip(all, tell), tell, inside);
  else if (beginning.startsWith('PK\x03\x04')) yield* unzip(all, { tell, inside }, unpack);
  else if (first.length > 262 && Buffer.from(first.subarray(257, 262)).toString('latin1') === 'ustar')
    throw new Error('it is an archive (tar): unpack it and give the file with the data');
  else if (inside !== undefined) throw new Error('it is neither an archive nor a spreadsheet: leave out --inside');
  else yield* all;
}

/** The first bytes of what comes, and all of it. */
async function peek(chunks: Chunks): Promise<readonly [Uint8Array, AsyncGenerator<Uint8Array>]> {
  const pieces = iteratorOf(chunks);
  const held: Uint8Array[] = [];
  let first: Uint8Array = new Uint8Array();
  while (first.length < 300) {
    const next = await pieces.next();
    if (next.done) break;
    held.push(next.value);
    first = Buffer.concat([first, next.value.subarray(0, 300)]);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* held;
      for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
    } finally {
      await pieces.return?.();
    }
  }
  return [first, all()];
}

function iteratorOf(chunks: Chunks): AsyncIterator<Uint8Array> {
  if (Symbol.asyncIterator in chunks) return chunks[Symbol.asyncIterator]();
  async function* each() {
    yield* chunks as Iterable<Uint8Array>;
  }
  return each();
}
