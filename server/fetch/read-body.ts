import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

export type ReadBody =
  | { readonly state: 'read'; readonly bytes: Uint8Array }
  | { readonly state: 'too-large' }
  | { readonly state: 'bad-encoding' };

const decoders: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** The codings that `readBody` understands, as an `Accept-Encoding` value. */
export const acceptedEncodings = 'gzip, deflate, br';

class Exceeded extends Error {}
class WireFailure extends Error {}

/**
 * Reads a body up to `limitBytes`, counted both on the wire and after decompression: reading stops there, so a
 * compression bomb costs no more than the limit. With `cut`, the first `limitBytes` are the answer instead of a refusal.
 * Rejects with the body's own error when the connection fails; a body of unknown encoding is left unread.
 */
export async function readBody(
  body: Readable,
  options: { readonly contentEncoding: string; readonly limitBytes: number; readonly cut?: boolean },
): Promise<ReadBody> {
  const codings = options.contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  const makeDecoder = decoders.get(codings[0] ?? '');
  // Stacked encodings only serve bombs.
  if (codings.length > 1 || (codings.length === 1 && !makeDecoder)) return { state: 'bad-encoding' };
  const kept: Uint8Array[] = [];
  const keep = (chunks: AsyncIterable<Uint8Array>) => keepWithin(chunks, kept, options.limitBytes);
  try {
    const wire = readWire(body, options.limitBytes);
    if (makeDecoder) await pipeline(wire, makeDecoder(), keep);
    else await keep(wire);
  } catch (error) {
    if (error instanceof WireFailure) throw error.cause;
    if (!(error instanceof Exceeded)) return { state: 'bad-encoding' };
    if (!options.cut) return { state: 'too-large' };
  }
  return { state: 'read', bytes: Buffer.concat(kept) };
}

async function* readWire(body: Readable, limitBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > limitBytes) throw new Exceeded('the body is longer than the limit');
      yield chunk;
    }
  } catch (error) {
    throw error instanceof Exceeded ? error : new WireFailure('the body broke off', { cause: error });
  }
}

async function keepWithin(chunks: AsyncIterable<Uint8Array>, kept: Uint8Array[], limitBytes: number): Promise<void> {
  let size = 0;
  for await (const chunk of chunks) {
    if (size + chunk.length > limitBytes) {
      kept.push(chunk.subarray(0, limitBytes - size));
      throw new Exceeded('the decompressed body is longer than the limit');
    }
    size += chunk.length;
    kept.push(chunk);
  }
}
