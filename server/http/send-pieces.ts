import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Response } from 'express';

/** Sends a long answer piece by piece, as fast as its reader takes it; others are answered in between. */
export async function sendPieces(pieces: Iterable<string>, response: Response): Promise<void> {
  try {
    await pipeline(Readable.from(inTurns(pieces)), response);
  } catch (error) {
    // A reader who left is no failure of ours.
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw error;
  }
}

async function* inTurns(pieces: Iterable<string>): AsyncIterable<string> {
  for (const piece of pieces) {
    yield piece;
    await nextTurn();
  }
}
