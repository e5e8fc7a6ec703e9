import type { Tell } from '../loss-report.ts';

/** Bytes as they come, piece by piece. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

const newLine = 10;
/** As much is handed on at once. */
const pieceBytes = 256 * 1024;
/** A line that is longer is decoded in parts. */
const heldLine = 256 * 1024;
/** Nothing that is a text goes on for so long without a letter of the alphabet. */
const longestLine = 64 * 1024 * 1024;

/**
 * Reads bytes as what their first ones say, else as UTF-8, and each line that is not UTF-8 as Windows-1252, which every
 * byte has a meaning in (Encoding Standard, section 6.1). Gives whole lines, and tells what was guessed.
 */
export async function* decodeChunks(chunks: Chunks, tell: Tell): AsyncGenerator<string> {
  const rest = chunks[Symbol.asyncIterator as never] ? (chunks as AsyncIterable<Uint8Array>) : fromSync(chunks);
  let whole: TextDecoder | undefined;
  let kept: Uint8Array[] = [];
  let keptBytes = 0;
  let isFirst = true;
  const lines = new LineDecoder(tell);
  for await (const chunk of inPieces(rest)) {
    if (chunk.length === 0) continue;
    if (isFirst) {
      isFirst = false;
      const encoding = wideEncoding(chunk);
      if (encoding) {
        tell({ column: '(file)', why: 'encoding', value: encoding });
        whole = new TextDecoder(encoding);
      }
    }
    if (whole) {
      yield whole.decode(chunk, { stream: true });
      continue;
    }
    // A file on one line is cut between letters that are the same in every encoding.
    const end = chunk.lastIndexOf(newLine) + 1 || (keptBytes > heldLine ? endOfAscii(chunk) : 0);
    if (end > 0) {
      yield lines.decode(Buffer.concat([...kept, chunk.subarray(0, end)]));
      kept = [];
      keptBytes = 0;
    }
    if (end < chunk.length) kept.push(chunk.slice(end));
    keptBytes += chunk.length - end;
    if (keptBytes > longestLine) throw new Error('it is no text');
  }
  if (whole) yield whole.decode();
  else if (kept.length > 0) yield lines.decode(Buffer.concat(kept));
}

/** The body of an answer is one chunk. */
async function* inPieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += pieceBytes) yield chunk.subarray(at, at + pieceBytes);
}

function endOfAscii(chunk: Uint8Array): number {
  let end = chunk.length;
  while (end > 0 && (chunk[end - 1] ?? 0) >= 0x80) end--;
  return end;
}

async function* fromSync(chunks: Chunks): AsyncGenerator<Uint8Array> {
  yield* chunks as Iterable<Uint8Array>;
}

/** Whether bytes are UTF-16, by a mark or by the zeros beside the letters. */
export function wideEncoding([first, second, third, fourth]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first && second === 0 && third && fourth === 0) return 'utf-16le';
  return first === 0 && second && third === 0 && fourth ? 'utf-16be' : undefined;
}

/** Files that several programs have written to are not in one encoding. */
class LineDecoder {
  readonly #strict = new TextDecoder('utf-8', { fatal: true });
  readonly #other = new TextDecoder('windows-1252');
  readonly #tell: Tell;

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  decode(bytes: Uint8Array): string {
    try {
      return this.#strict.decode(bytes);
    } catch {
      return this.#byLine(bytes);
    }
  }

  #byLine(bytes: Uint8Array): string {
    const lines: string[] = [];
    for (let start = 0; start <= bytes.length; ) {
      const found = bytes.indexOf(newLine, start);
      const end = found < 0 ? bytes.length : found;
      const line = bytes.subarray(start, end);
      try {
        lines.push(this.#strict.decode(line));
      } catch {
        this.#tell({ column: '(file)', why: 'encoding', value: 'windows-1252' });
        lines.push(this.#other.decode(line));
      }
      start = end + 1;
    }
    return lines.join('\n');
  }
}
