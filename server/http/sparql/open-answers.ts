import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Answer } from '../../graph/graph.ts';

type Answered = Extract<Answer, { state: 'answered' }>;

export interface OpenAnswersOptions {
  /** Of answers that wait in memory for their readers. */
  readonly maxBytes?: number;
  /** The longest that a reader may take for one piece (256 KB), and what the slowest is granted when memory is short. */
  readonly patienceMs?: number;
}

/** Answers on their way to their readers: none of them holds a replica, and together they hold so much memory and no more. */
export interface OpenAnswers {
  /** Whether there is room for one more; ends those that have been taken the longest when there is none. */
  admit(): boolean;
  /** Sends an answer; one that breaks off, and a reader that stalls, end the connection: half an answer never looks whole. */
  send(answer: Answered, response: Response): Promise<void>;
}

/** Keeps account of the answers that are being read. */
export function createOpenAnswers(options: OpenAnswersOptions = {}): OpenAnswers {
  const { maxBytes = 256 * 1024 * 1024, patienceMs = 30_000 } = options;
  /** In the order in which they began. */
  const open = new Set<{ readonly bytes: number; readonly since: number; readonly response: Response }>();
  const held = () => [...open].reduce((sum, { bytes }) => sum + bytes, 0);

  return {
    admit() {
      for (const slow of open) {
        if (held() < maxBytes || performance.now() - slow.since < patienceMs) break;
        open.delete(slow);
        slow.response.destroy();
      }
      return held() < maxBytes;
    },
    async send({ body, bytes }, response) {
      const reading = { bytes, since: performance.now(), response };
      open.add(reading);
      const stalled = setTimeout(() => response.destroy(), patienceMs);
      async function* pieces() {
        for await (const piece of body) {
          stalled.refresh();
          yield piece;
        }
      }
      try {
        await pipeline(Readable.from(pieces(), { objectMode: false }), response);
      } catch (error) {
        if (!response.destroyed) throw error;
      } finally {
        clearTimeout(stalled);
        open.delete(reading);
      }
    },
  };
}
