import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphChange } from '../../graph.ts';
import type { GraphLog } from '../../replica-pool.ts';
import type { EngineServer } from '../engine-server.ts';
import { compareDataset } from './compare-dataset.ts';
import { createHeldReader, Unreachable } from './held.ts';
import { Foreign } from './owner.ts';
import { createServerWriter } from './server-writer.ts';
import { createWaitingChanges } from './waiting-changes.ts';
import { readChanges } from './write-changes.ts';

const [firstWaitMs, longestWaitMs] = [250, 10_000];

export interface KeeperOptions {
  readonly server: EngineServer;
  /** The observatory whose graphs these are. */
  readonly owner: string;
  readonly load: () => Iterable<GraphChange> | AsyncIterable<GraphChange>;
  readonly log?: GraphLog | undefined;
}

/** Keeps a server at what the state file says, however often either of them goes away. */
export interface Keeper {
  /** Resolves when the server has it, or when it is certain to get it; rejects what is not well-formed or was refused. */
  change(changes: readonly GraphChange[]): Promise<void>;
  /** Whether what the server answers is a whole dataset. */
  readonly isWhole: boolean;
  /** Whether a write is under way: what is read meanwhile may be of before or after it. */
  readonly isWriting: boolean;
  readonly version: number;
  /** To be told that the server did not answer a query. */
  doubt(words: string): void;
  /** Asks the server whether it still holds a whole dataset. */
  isStillWhole(): Promise<boolean>;
  settled(): Promise<void>;
  /** Resolves when it is known whose the server is, or that it is away; rejects when it is another observatory's. */
  claimed(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The truth is the state file: at each start all of it is compared with the marks that the server holds, and what differs
 * is written. Changes go one after the other; while the server is away they wait, and whatever became of the server
 * meanwhile, it catches up. A server that is another observatory's is never written to.
 */
export function createKeeper({ server, owner, load, log }: KeeperOptions): Keeper {
  const closing = new AbortController();
  const held = createHeldReader(server, owner, closing.signal);
  const waiting = createWaitingChanges();
  let isWhole = false;
  let isUp = false;
  let isToCompare = true;
  let catching: Promise<void> | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  let settling: (() => void)[] = [];
  const onLost = () => {
    isToCompare = true;
  };
  const writer = createServerWriter({ server, held, owner, closing: closing.signal, onLost, log });
  const claiming = writer.claim();
  claiming.catch(() => undefined);

  async function compare(): Promise<void> {
    isToCompare = false;
    try {
      await compareDataset({ held, writer, load, closing: closing.signal, log });
    } catch (error) {
      isToCompare = true;
      throw error;
    }
  }

  async function writeWaiting(): Promise<void> {
    const changes = waiting.take();
    try {
      for (const change of changes) await writer.writeEach(readChanges([change]));
    } catch (error) {
      // To write one twice does no harm.
      if (!waiting.giveBack(changes)) isToCompare = true;
      throw error;
    }
  }

  function wait(changes: readonly GraphChange[]): void {
    if (!waiting.add(changes)) isToCompare = true;
  }

  /** Until the server is there and has everything. */
  async function catchUp(): Promise<void> {
    let waitMs = firstWaitMs;
    let told = '';
    await claiming.catch(() => undefined);
    while (!closing.signal.aborted) {
      let isReadable = false;
      try {
        await writer.claim();
        const isWholeThere = await held.isWhole();
        // A server that came back without its data, or with those of another day.
        if (!isWholeThere || (await held.isBroken()) || (await held.count()) !== writer.count) isToCompare = true;
        isWhole = isWholeThere;
        isReadable = true;
        if (told !== '') log?.info({}, 'the graph server answers again');
        told = '';
        while (isToCompare || !waiting.isEmpty) {
          if (isToCompare) await compare();
          isWhole = true;
          await writeWaiting();
        }
        isUp = true;
        settle();
        return;
      } catch (error) {
        if (closing.signal.aborted) return;
        const words = error instanceof Error ? error.message : String(error);
        // Where only updates are refused, what was true a moment ago is still answered.
        if (!isReadable || error instanceof Foreign) isWhole = false;
        if (words !== told) log?.warn({ message: words }, 'the graph server cannot be kept up to date; trying again');
        told = words;
        await sleep(waitMs, undefined, { signal: closing.signal }).catch(() => undefined);
        waitMs = Math.min(waitMs * 2, longestWaitMs);
      }
    }
  }

  function beginToCatchUp(): void {
    isUp = false;
    catching ??= catchUp().finally(() => {
      catching = undefined;
    });
  }

  function doubt(words: string): void {
    if (!isUp) return;
    log?.warn({ message: words }, 'the graph server does not answer');
    isWhole = false;
    beginToCatchUp();
  }

  function settle(): void {
    if (!isUp && !closing.signal.aborted) return;
    for (const resolve of settling) resolve();
    settling = [];
  }

  beginToCatchUp();
  return {
    get isWhole() {
      return isWhole;
    },
    get isWriting() {
      return writer.isWriting;
    },
    get version() {
      return writer.version;
    },
    change(changes) {
      const done = tail.then(async () => {
        const read = readChanges(changes);
        if (!isUp) return wait(changes);
        try {
          await writer.write(read);
        } catch (error) {
          if (!(error instanceof Unreachable || error instanceof Foreign)) throw error;
          wait(changes);
          if (isUp) isWhole = false;
          beginToCatchUp();
        }
      });
      tail = done.catch(() => undefined);
      return done;
    },
    doubt,
    async isStillWhole() {
      const isStill = await held.isWhole().catch(() => false);
      if (!isStill) doubt('it has lost what it held');
      return isStill;
    },
    settled: () =>
      new Promise((resolve) => {
        settling.push(resolve);
        settle();
      }),
    claimed: () =>
      claiming.catch((error: unknown) => {
        if (error instanceof Foreign) throw error;
      }),
    async close() {
      closing.abort(new Error('closed'));
      settle();
      await catching;
      await tail;
    },
  };
}
