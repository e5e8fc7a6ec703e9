import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Tell } from '../loss-report.ts';

/** Zeros pack a thousand times; no table of places is so large. */
export const mostUnpacked = 4_000_000_000;

/** Unpacks gzip (RFC 1952) as it comes; throws where it is cut, damaged, or never ends. */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>, tell: Tell): AsyncGenerator<Uint8Array> {
  const unpacked = createGunzip();
  pipeline(Readable.from(chunks), unpacked, () => undefined);
  tell({ column: '(file)', why: 'unpacked', value: 'gzip' });
  let length = 0;
  try {
    for await (const piece of unpacked as AsyncIterable<Uint8Array>) {
      length += piece.length;
      if (length > mostUnpacked) throw new Error(`it unpacks to more than ${mostUnpacked} bytes`);
      yield piece;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!/^Z_/.test(code)) throw error;
    throw new Error(`it is compressed (gzip), and ${code === 'Z_BUF_ERROR' ? 'it is cut' : 'it is damaged'}`);
  } finally {
    unpacked.destroy();
  }
}
