import { createDatasetReader } from './dataset-reader.ts';
import type { GraphChange } from './graph.ts';
import { type Asker, createLine } from './line.ts';

import { type Ending, type Replica, startReplica } from './replica.ts';

/** The log of the composition root; a pino logger fits. */
export interface GraphLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface ReplicaPoolOptions {
  readonly replicas: number;
  readonly maxChildBytes: number;
  readonly maxWaiting: number;
  readonly niceness: number;
  /** The whole dataset as it is now, with every change that `change` was given before; called when a replica starts and no tape tells it. */
  readonly load: () => Iterable<GraphChange> | AsyncIterable<GraphChange>;
  readonly log?: GraphLog;
}

/** A replica for one query; `free` gives it back, `rssBytes` being what its process holds by then. */
export interface Lease {
  readonly replica: Replica;
  readonly ceilingBytes: number;
  free(rssBytes: number): void;
}

/** Replicas that hold the same data, each replaced when its process ends. */
export interface ReplicaPool {
  readonly version: number;
  readonly isClosed: boolean;
  readonly replicas: { readonly ready: number; readonly total: number; readonly pids: readonly number[] };
  /** As `Graph.change`. */
  change(changes: readonly GraphChange[]): Promise<void>;
  /**
   * A free replica, or undefined when none comes free in time, the line is full or the asker left. Next is who runs the
   * fewest queries; of a full line, who has the most in it gives up the last.
   */
  take(waitMs: number, asker: Asker): Promise<Lease | undefined>;
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** One seat of the pool; the replica in it may change. */
interface Seat {
  replica: Replica | undefined;
  /** `gone`: between two replicas; `sealing`: loaded, and every change goes straight to it. */
  state: 'gone' | 'loading' | 'sealing' | 'idle' | 'running';
  /** Changes that came while the replica was loading, to apply after what `load` gave. */
  pending: { version: number; changes: readonly GraphChange[] }[];
  /** Whose query runs. */
  client: string | undefined;
  ceilingBytes: number;
  failures: number;
}

const maxRestartDelayMs = 30_000;

/** Starts the pool: replicas load one after the other, and are tried again when the dataset cannot be read. */
export function createReplicaPool(options: ReplicaPoolOptions): ReplicaPool {
  const { load, log, maxChildBytes, maxWaiting, niceness } = options;
  const seats: Seat[] = Array.from({ length: options.replicas }, () => ({
    replica: undefined,
    state: 'gone',
    pending: [],
    client: undefined,
    ceilingBytes: maxChildBytes,
    failures: 0,
  }));
  const line = createLine(maxWaiting);
  const timers = new Set<NodeJS.Timeout>();
  let settling: (() => void)[] = [];
  const dataset = createDatasetReader(load);
  let version = 0;
  let isClosed = false;

  /** Loads a replica into the seat; false when its process ended before it was ready. */
  async function fill(seat: Seat): Promise<boolean> {
    const replica = startReplica(maxChildBytes, niceness);
    seat.replica = replica;
    seat.state = 'loading';
    seat.pending = [];
    replica.ended.then((ending) => leave(seat, replica, ending));
    const at = version;
    let applying: Promise<void> | undefined;
    try {
      for await (const packed of dataset.parts()) {
        // The next part is made while the replica applies this one; a third waits.
        await applying;
        if (seat.replica !== replica) return false;
        applying = replica.load(at, packed).then((refused) => {
          for (const message of refused ?? []) log?.warn({ message }, 'a graph could not be loaded');
        });
      }
      await applying;
    } catch (error) {
      replica.kill();
      throw error;
    }
    // From here on the pipe keeps the order: what came meanwhile first, then what comes next.
    for (const { version: at, changes } of seat.pending) replica.apply(at, changes);
    seat.pending = [];
    seat.state = 'sealing';
    const ceilingBytes = await replica.seal();
    if (ceilingBytes === undefined || seat.replica !== replica) return false;
    seat.ceilingBytes = ceilingBytes;
    seat.failures = 0;
    if (ceilingBytes > maxChildBytes)
      log?.warn({ maxChildBytes, ceilingBytes }, 'the dataset alone is near the memory ceiling: the ceiling is raised');
    free(seat);
    settle();
    return true;
  }

  /** The process in the seat is gone: fill the seat again, at once the first time, later each further time. */
  function leave(seat: Seat, replica: Replica, ending: Ending): void {
    if (seat.replica !== replica) return;
    seat.replica = undefined;
    seat.state = 'gone';
    if (isClosed) return;
    log?.warn(
      { signal: ending.signal, code: ending.code, words: ending.words },
      'a graph process ended and is replaced',
    );
    const delayMs = seat.failures === 0 ? 0 : Math.min(maxRestartDelayMs, 500 * 2 ** seat.failures);
    seat.failures++;
    const timer = setTimeout(() => {
      timers.delete(timer);
      refill(seat);
    }, delayMs);
    timers.add(timer);
  }

  function refill(seat: Seat): void {
    if (isClosed || seat.replica) return;
    fill(seat).catch(tellUnreadable);
  }

  function tellUnreadable(error: unknown): void {
    if (!isClosed) log?.warn({ message: String(error) }, 'the dataset could not be read for a graph process');
  }

  function free(seat: Seat): void {
    seat.state = 'idle';
    line.callNext(seats.flatMap(({ state, client }) => (state === 'running' && client ? [client] : [])));
  }

  const ready = (): readonly Seat[] => seats.filter(({ state }) => state === 'idle' || state === 'running');

  function settle(): void {
    if (!isClosed && ready().length < seats.length) return;
    for (const resolve of settling) resolve();
    settling = [];
  }

  async function take(waitMs: number, asker: Asker): Promise<Lease | undefined> {
    return takeIdle(asker) ?? (isClosed ? undefined : line.wait(waitMs, asker, () => takeIdle(asker)));
  }

  function takeIdle({ client }: Asker): Lease | undefined {
    const seat = isClosed ? undefined : seats.find(({ state }) => state === 'idle');
    const replica = seat?.replica;
    if (!seat || !replica) return undefined;
    seat.state = 'running';
    seat.client = client;
    const { ceilingBytes } = seat;
    return {
      replica,
      ceilingBytes,
      free(rssBytes) {
        if (seat.replica !== replica) return;
        // The engine's memory never shrinks: a process left above its ceiling would fail the next query for this one.
        if (rssBytes > ceilingBytes) replica.kill();
        else free(seat);
      },
    };
  }

  // One after the other: the first is ready sooner when it does not share the machine with the second.
  const starting = (async () => {
    for (const seat of seats) if (!isClosed && !seat.replica) await fill(seat);
  })().catch(tellUnreadable);

  return {
    get isClosed() {
      return isClosed;
    },
    get version() {
      return version;
    },
    get replicas() {
      return { ready: ready().length, total: seats.length, pids: seats.flatMap(({ replica }) => replica?.pid ?? []) };
    },
    settled: () =>
      new Promise((resolve) => {
        settling.push(resolve);
        settle();
      }),
    async change(changes) {
      version++;
      const at = version;
      dataset.follow(changes);
      const applied = seats.map(({ replica, state, pending }) => {
        if (state === 'loading') pending.push({ version: at, changes });
        return replica && state !== 'loading' ? replica.apply(at, changes) : undefined;
      });
      const refused = (await Promise.all(applied)).flatMap((messages) => messages ?? []);
      if (refused.length > 0) throw new Error(refused[0]);
    },
    take,
    async close() {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      line.close();
      settle();
      const replicas = seats.flatMap(({ replica }) => replica ?? []);
      for (const replica of replicas) replica.kill();
      await Promise.all(replicas.map(({ ended }) => ended));
      await starting;
    },
  };
}
