import { setTimeout as sleep } from 'node:timers/promises';
import type { GraphChange } from '../graph.ts';
import type { GraphLog } from '../replica-pool.ts';
import type { EngineServer } from './engine-server.ts';
import { assertAnswered, asUnreachable, createHeldReader, Refused, Unreachable, wholeMark } from './held.ts';
import { type Held, type ReadChange, readChanges, writeUpdate } from './write-changes.ts';

const updateTimeoutMs = 60_000;
/** What one request writes: some thousand statements, which Virtuoso takes in a fifth of a second. */
const batchChars = 300_000;
/** Changes that wait for a server that is away; beyond, the whole dataset is compared instead. */
const maxPendingChars = 32_000_000;
const [firstWaitMs, longestWaitMs] = [250, 10_000];
/** Reading the state file goes on in steps no longer than this, so that pages are answered in between. */
const stepMs = 8;
const maxDeadlocks = 4;

export interface KeeperOptions {
  readonly server: EngineServer;
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
  close(): Promise<void>;
}

/**
 * The truth is the state file: at each start all of it is compared with the marks that the server holds, and what differs
 * is written. Changes go one after the other; while the server is away they wait, and whatever became of the server
 * meanwhile, it catches up.
 */
export function createKeeper({ server, load, log }: KeeperOptions): Keeper {
  const closing = new AbortController();
  const held = createHeldReader(server, closing.signal);
  let version = 0;
  let isWhole = false;
  let isUp = false;
  let isWriting = false;
  /** Graphs that the server holds, as far as this process knows. */
  let count = 0;
  let pending: GraphChange[] = [];
  let pendingChars = 0;
  let isToCompare = true;
  let catching: Promise<void> | undefined;
  let tail: Promise<unknown> = Promise.resolve();
  let settling: (() => void)[] = [];

  /** One request; throws `Unreachable` and `Refused`. */
  async function send(text: string): Promise<void> {
    isWriting = true;
    try {
      for (let attempt = 1; ; attempt++) {
        const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(updateTimeoutMs)]);
        const met = await server.update(text, signal).catch((error: unknown) => {
          // A server that hangs may still obey later, after what is written next.
          isToCompare ||= signal.aborted;
          return asUnreachable(error);
        });
        // 40001: the server undid it in favour of somebody else.
        if (met.state === 'refused' && /\b40001\b|deadlock/i.test(met.words) && attempt < maxDeadlocks) continue;
        assertAnswered(met);
        version++;
        return;
      }
    } finally {
      isWriting = false;
    }
  }

  async function write(changes: readonly ReadChange[], known?: ReadonlyMap<string, Held>): Promise<void> {
    const found = known ?? (await held.find(changes.map(({ iri }) => iri)));
    const { text, more } = writeUpdate(changes, (iri) => found.get(iri));
    if (text === '') return;
    await send(text);
    count += more;
  }

  /** Writes what it can; what the server will not have is told and left out. */
  async function writeEach(changes: readonly ReadChange[], known?: ReadonlyMap<string, Held>): Promise<void> {
    try {
      await write(changes, known);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (changes.length > 1) for (const change of changes) await writeEach([change], known);
      else log?.warn({ iri: changes[0]?.iri, message: error.message }, 'the graph server refused a graph');
    }
  }

  /** Compares everything with what the server holds. */
  async function compare(): Promise<void> {
    const startedAt = performance.now();
    isToCompare = false;
    try {
      count = await held.count();
      const isEmpty = count === 0;
      const nothing = new Map<string, Held>();
      const loaded = new Set<string>();
      let batch: ReadChange[] = [];
      let chars = 0;
      let stepEnd = performance.now() + stepMs;
      const flush = async () => {
        await writeEach(batch, isEmpty ? nothing : undefined);
        batch = [];
        chars = 0;
      };
      for await (const change of load()) {
        closing.signal.throwIfAborted();
        const read = readOrTell(change);
        batch.push(...read);
        for (const { iri, kind } of read) if (kind !== 'drop') loaded.add(iri);
        chars += 'triples' in change ? (change.triples?.length ?? 0) * (change.role === 'profile' ? 2 : 1) + 200 : 0;
        if (chars > batchChars) await flush();
        if (performance.now() > stepEnd) {
          await new Promise(setImmediate);
          stepEnd = performance.now() + stepMs;
        }
      }
      await flush();
      if ((await held.count()) !== loaded.size) await dropAllBut(loaded);
      await send(`INSERT DATA { ${wholeMark} }`);
      count = await held.count();
      log?.info(
        { graphs: count, seconds: Math.round((performance.now() - startedAt) / 1000) },
        'the graph server has the whole dataset',
      );
    } catch (error) {
      isToCompare = true;
      throw error;
    }
  }

  async function dropAllBut(loaded: ReadonlySet<string>): Promise<void> {
    let gone: ReadChange[] = [];
    const all: string[] = [];
    for await (const iri of held.all()) if (!loaded.has(iri)) all.push(iri);
    for (const iri of all) {
      gone.push({ kind: 'drop', iri });
      if (gone.length < 100) continue;
      await writeEach(gone);
      gone = [];
    }
    await writeEach(gone);
  }

  function readOrTell(change: GraphChange): readonly ReadChange[] {
    try {
      return readChanges([change]);
    } catch (error) {
      log?.warn(
        { message: error instanceof Error ? error.message : String(error) },
        'a graph of the state file cannot be read',
      );
      return [];
    }
  }

  function wait(changes: readonly GraphChange[]): void {
    pending.push(...changes);
    for (const change of changes)
      pendingChars += 'triples' in change ? (change.triples?.length ?? 0) : change.added.length;
    if (pendingChars <= maxPendingChars) return;
    [pending, pendingChars, isToCompare] = [[], 0, true];
  }

  /** Until the server is there and has everything. */
  async function catchUp(): Promise<void> {
    let waitMs = firstWaitMs;
    let told = '';
    while (!closing.signal.aborted) {
      let isReadable = false;
      try {
        const isWholeThere = await held.isWhole();
        // A server that came back without its data, or with those of another day.
        if (!isWholeThere || (await held.isBroken()) || (await held.count()) !== count) isToCompare = true;
        isWhole = isWholeThere;
        isReadable = true;
        if (told !== '') log?.info({}, 'the graph server answers again');
        told = '';
        while (isToCompare || pending.length > 0) {
          if (isToCompare) await compare();
          isWhole = true;
          const waiting = pending;
          [pending, pendingChars] = [[], 0];
          try {
            for (const change of waiting) await writeEach(readChanges([change]));
          } catch (error) {
            // In their order, and whatever came meanwhile after them; to write one twice does no harm.
            pending = [...waiting, ...pending];
            throw error;
          }
        }
        isUp = true;
        settle();
        return;
      } catch (error) {
        if (closing.signal.aborted) return;
        const words = error instanceof Error ? error.message : String(error);
        // Where only updates are refused, what was true a moment ago is still answered.
        if (!isReadable) isWhole = false;
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
      return isWriting;
    },
    get version() {
      return version;
    },
    change(changes) {
      const done = tail.then(async () => {
        const read = readChanges(changes);
        if (!isUp) return wait(changes);
        try {
          await write(read);
        } catch (error) {
          if (!(error instanceof Unreachable)) throw error;
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
    async close() {
      closing.abort(new Error('closed'));
      settle();
      await catching;
      await tail;
    },
  };
}
