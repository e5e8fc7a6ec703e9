import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { GraphChange } from './graph.ts';

/** Above this, a dataset is read again for each replica. */
const maxPackedBytes = 64 * 1024 * 1024;
const maxLaterChars = 32_000_000;
/** As much of what is changed is packed at once: a few milliseconds. */
const pieceChars = 250_000;

/**
 * What one replica was loaded from, kept so that the next one can be: reading the dataset again takes the process that answers
 * pages some seconds, and a query may make it needed at any moment. Packed, it is a tenth of its size.
 */
export interface LoadTape {
  /** Keeps a batch of the dataset and gives it packed. */
  record(changes: readonly GraphChange[]): Uint8Array;
  /** Keeps what was changed since the reading began. */
  follow(changes: readonly GraphChange[]): void;
  /** The reading is over: from now on the tape may be played. */
  finish(): void;
  /** All that a new replica needs, in order; undefined when the tape is not whole or has grown too long. */
  play(): readonly Uint8Array[] | undefined;
}

/** Begins a tape. */
export function createLoadTape(): LoadTape {
  let batches: Uint8Array[] | undefined = [];
  /** Changes that are not packed yet, in their order. */
  let later: GraphChange[] = [];
  let [packedBytes, laterChars, unpackedChars] = [0, 0, 0];
  let isWhole = false;
  const giveUp = (): void => {
    batches = undefined;
    later = [];
  };
  const keep = (packed: Uint8Array): Uint8Array => {
    packedBytes += packed.length;
    if (packedBytes > maxPackedBytes) giveUp();
    batches?.push(packed);
    return packed;
  };
  /** Each change is packed once, however often the tape is played. */
  const packLater = (): void => {
    if (later.length > 0) keep(pack(later));
    [later, unpackedChars] = [[], 0];
  };
  return {
    record: (changes) => keep(pack(changes)),
    follow(changes) {
      if (!batches) return;
      later.push(...changes);
      for (const change of changes) {
        const chars = change.iri.length + ('triples' in change ? (change.triples?.length ?? 0) : change.added.length);
        laterChars += chars;
        unpackedChars += chars;
      }
      if (laterChars > maxLaterChars) giveUp();
      // What is read comes before what changed since.
      else if (isWhole && unpackedChars > pieceChars) packLater();
    },
    finish() {
      isWhole = true;
    },
    play() {
      if (!isWhole) return undefined;
      packLater();
      return batches;
    },
  };
}

function pack(changes: readonly GraphChange[]): Uint8Array {
  return zstdCompressSync(JSON.stringify(changes));
}

/** The changes of a packed batch. */
export function unpack(packed: Uint8Array): readonly GraphChange[] {
  return JSON.parse(zstdDecompressSync(packed).toString()) as readonly GraphChange[];
}
