import { Unzip, type UnzipFileInfo, UnzipInflate, UnzipPassThrough, unzipSync } from 'fflate';
import type { Tell } from '../loss-report.ts';
import { chooseFile } from './choose-file.ts';
import { mostUnpacked } from './gunzip.ts';
import { readOds } from './read-ods.ts';
import { readXlsx } from './read-xlsx.ts';
import type { Unpacking } from './unpacking.ts';

/** An archive is held as a whole: its list of contents stands at its end. */
const mostBytes = 200 * 1024 * 1024;
/** Spreadsheets are read as a whole too. */
const mostSheetBytes = 1_000_000_000;
const pieceBytes = 64 * 1024;

/** What reads a file that stands in an archive. */
export type Inner = (chunks: AsyncIterable<Uint8Array>, tell: Tell) => AsyncGenerator<Uint8Array>;

/** Gives the file of data that a zip archive holds, or the table of a spreadsheet; throws where there is none, or several and nobody said which. */
export async function* unzip(
  chunks: AsyncIterable<Uint8Array>,
  { tell, inside }: Unpacking,
  inner: Inner,
): AsyncGenerator<Uint8Array> {
  const archive = await hold(chunks);
  const files = filesOf(archive);
  const names = files.map(({ name }) => name);
  const isXlsx = names.includes('xl/workbook.xml');
  if (isXlsx || (names.includes('content.xml') && names.includes('mimetype'))) {
    const size = files.reduce((sum, { originalSize }) => sum + originalSize, 0);
    if (size > mostSheetBytes)
      throw new Error('the spreadsheet is too large: save its sheet as CSV (UTF-8), then give that file');
    const how = { tell, inside };
    const open = (name: string) => entry(archive, name);
    return yield* isXlsx ? readXlsx(archive, open, how) : readOds(open('content.xml'), how);
  }
  const { name, others } = chooseFile(names, inside);
  tell({ column: '(file)', why: 'unpacked', value: name });
  for (const other of others) tell({ column: '(file)', why: 'file-not-read', value: other });
  yield* inner(entry(archive, name), tell);
}

async function hold(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of chunks) {
    length += piece.length;
    if (length > mostBytes)
      throw new Error(`the archive has more than ${mostBytes} bytes: unpack it and give the file with the data`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function filesOf(archive: Uint8Array): readonly UnzipFileInfo[] {
  const files: UnzipFileInfo[] = [];
  try {
    unzipSync(archive, { filter: (file) => files.push(file) < 0 });
  } catch {
    throw new Error('it is an archive (zip), and it is cut or damaged');
  }
  return files.filter(({ name }) => !name.endsWith('/'));
}

/** One file of the archive, piece by piece. */
async function* entry(archive: Uint8Array, name: string): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  let length = 0;
  let problem: Error | undefined;
  const stream = new Unzip((file) => {
    if (file.name !== name) return;
    file.ondata = (error, piece) => {
      problem ??= error ?? undefined;
      if (piece) ready.push(piece);
    };
    file.start();
  });
  stream.register(UnzipInflate);
  stream.register(UnzipPassThrough);
  for (let at = 0; at < archive.length; at += pieceBytes) {
    try {
      stream.push(archive.subarray(at, at + pieceBytes), at + pieceBytes >= archive.length);
    } catch (error) {
      problem = error as Error;
    }
    if (problem) throw new Error(`${name} in the archive is damaged (${problem.message})`);
    const pieces = ready;
    ready = [];
    for (const piece of pieces) {
      length += piece.length;
      if (length > mostUnpacked) throw new Error(`${name} unpacks to more than ${mostUnpacked} bytes`);
      yield piece;
    }
  }
}
