import { answerFormats, chooseFormat } from './answer-formats.ts';
import { explainQueryError } from './explain-query-error.ts';
import type { Answer, AnswerFormat, AnswerKind, Graph, GraphChange, QueryOptions } from './graph.ts';
import { type Ending, type EngineOutcome, type Replica, startReplica } from './replica.ts';
import { scanQuery } from './scan-query.ts';

/** The log of the composition root; a pino logger fits. */
export interface GraphLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface EmbeddedGraphOptions {
  /** Engines in processes of their own, each with the whole dataset: 2 keep answering while one is replaced. */
  readonly replicas?: number;
  /** The longest a query may compute. */
  readonly deadlineMs?: number;
  readonly maxAnswerBytes?: number;
  /** Resident memory of one process; raised to 1.25 × the loaded data + 256 MB when that is more. */
  readonly maxChildBytes?: number;
  /** Queries that wait for a free replica; one more is `busy`. */
  readonly maxWaiting?: number;
  /** The whole dataset as it is now; called each time a replica starts. */
  readonly load: () => Iterable<GraphChange> | AsyncIterable<GraphChange>;
  readonly log?: GraphLog;
}

export interface EmbeddedGraph extends Graph {
  /** How many replicas answer now, of how many, and their processes (for `/metrics`). */
  readonly replicas: { readonly ready: number; readonly total: number; readonly pids: readonly number[] };
  /** Resolves when every replica is loaded. */
  settled(): Promise<void>;
}

/** One seat of the pool; the replica in it may change. */
interface Seat {
  replica: Replica | undefined;
  /** `gone`: between two replicas; `sealing`: loaded, and every change goes straight to it. */
  state: 'gone' | 'loading' | 'sealing' | 'idle' | 'running';
  /** Changes that came while the replica was loading, to apply after what `load` gave. */
  pending: { version: number; changes: readonly GraphChange[] }[];
  ceilingBytes: number;
  failures: number;
}

const batchChars = 1_000_000;
const maxRestartDelayMs = 30_000;
/** What to tell who is sent away: a replica is back within seconds. */
const retryAfterMs = 2_000;

/**
 * The embedded engine (oxigraph) in a pool of processes: no query can slow a page or outlive its deadline, and a process
 * that is stopped is replaced while the others answer. Resolves when the first replica is loaded; rejects when it cannot be.
 */
export async function createEmbeddedGraph(options: EmbeddedGraphOptions): Promise<EmbeddedGraph> {
  const { load, log } = options;
  const deadlineMs = options.deadlineMs ?? 10_000;
  const maxAnswerBytes = options.maxAnswerBytes ?? 32 * 1024 * 1024;
  const maxChildBytes = options.maxChildBytes ?? 1024 * 1024 * 1024;
  const maxWaiting = options.maxWaiting ?? 16;
  const seats: Seat[] = Array.from({ length: options.replicas ?? 2 }, () => ({
    replica: undefined,
    state: 'gone',
    pending: [],
    ceilingBytes: maxChildBytes,
    failures: 0,
  }));
  const waiting = new Set<() => void>();
  const timers = new Set<NodeJS.Timeout>();
  let settling: (() => void)[] = [];
  let version = 0;
  let isClosed = false;

  /** Loads a replica into the seat; false when its process ended before it was ready. */
  async function fill(seat: Seat): Promise<boolean> {
    const replica = startReplica(maxChildBytes);
    seat.replica = replica;
    seat.state = 'loading';
    seat.pending = [];
    replica.ended.then((ending) => leave(seat, replica, ending));
    const startVersion = version;
    let batch: GraphChange[] = [];
    let chars = 0;
    const flush = async (): Promise<void> => {
      const refused = await replica.apply(startVersion, batch);
      for (const message of refused ?? []) log?.warn({ message }, 'a graph could not be loaded');
      batch = [];
      chars = 0;
    };
    try {
      for await (const change of load()) {
        batch.push(change);
        chars += change.triples?.length ?? 0;
        if (chars > batchChars) await flush();
        if (seat.replica !== replica) return false;
      }
      await flush();
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
    fill(seat).catch((error: unknown) =>
      log?.warn({ message: String(error) }, 'the dataset could not be read for a graph process'),
    );
  }

  function free(seat: Seat): void {
    seat.state = 'idle';
    const [next] = waiting;
    next?.();
  }

  const ready = (): readonly Seat[] => seats.filter(({ state }) => state === 'idle' || state === 'running');

  function settle(): void {
    if (!isClosed && ready().length < seats.length) return;
    for (const resolve of settling) resolve();
    settling = [];
  }

  /** A seat to run one query in, or undefined when none comes free in time. */
  function takeSeat(waitMs: number, signal: AbortSignal | undefined): Promise<Seat | undefined> {
    const take = (): Seat | undefined => {
      const seat = isClosed ? undefined : seats.find(({ state }) => state === 'idle');
      if (seat) seat.state = 'running';
      return seat;
    };
    const seat = take();
    if (seat || isClosed || waiting.size >= maxWaiting) return Promise.resolve(seat);
    return new Promise((resolve) => {
      const stop = (): void => {
        waiting.delete(stop);
        clearTimeout(timer);
        signal?.removeEventListener('abort', stop);
        resolve(signal?.aborted ? undefined : take());
      };
      const timer = setTimeout(stop, waitMs);
      signal?.addEventListener('abort', stop);
      waiting.add(stop);
    });
  }

  async function run(text: string, kind: AnswerKind, format: AnswerFormat, asked: QueryOptions): Promise<Answer> {
    const limitMs = Math.min(asked.deadlineMs ?? deadlineMs, deadlineMs);
    const { defaultGraphs, namedGraphs } = asked;
    const query = {
      text,
      engineFormat: answerFormats[format].engineName,
      ...(defaultGraphs ? { defaultGraphs } : {}),
      ...(namedGraphs ? { namedGraphs } : {}),
    };
    // A process that crashes takes the query with it: once more in another one, and nobody noticed.
    for (let attempt = 1; ; attempt++) {
      const seat = await takeSeat(limitMs, asked.signal);
      asked.signal?.throwIfAborted();
      const replica = seat?.replica;
      if (!seat || !replica) return { state: 'busy', retryAfterMs };
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        replica.kill();
      }, limitMs);
      const outcome = await replica.ask({
        query,
        maxAnswerBytes,
        deadlineMs: limitMs,
        onDone: (rssBytes) => {
          if (seat.replica !== replica) return;
          // The engine's memory never shrinks: a process left above its ceiling would fail the next query for this one.
          if (rssBytes > seat.ceilingBytes) replica.kill();
          else free(seat);
        },
      });
      clearTimeout(timer);
      asked.signal?.throwIfAborted();
      if (outcome.state !== 'ended') return toAnswer(outcome, { text, kind, format, limitBytes: seat.ceilingBytes });
      if (isClosed) return { state: 'busy', retryAfterMs };
      if (isLate) return { state: 'timeout', afterMs: limitMs };
      // Killed, and not by us: by its guard, or by a system that ran out of memory.
      if (outcome.signal === 'SIGKILL') return { state: 'too-large', of: 'memory', limitBytes: seat.ceilingBytes };
      if (attempt === 2) throw new Error(`the graph engine ended twice on one query: ${outcome.words.slice(-300)}`);
    }
  }

  function toAnswer(
    outcome: Exclude<EngineOutcome, Ending>,
    { text, kind, format, limitBytes }: { text: string; kind: AnswerKind; format: AnswerFormat; limitBytes: number },
  ): Answer {
    switch (outcome.state) {
      case 'answered': {
        const { mediaType } = answerFormats[format];
        return { state: 'answered', kind, format, mediaType, body: outcome.body, version: outcome.version };
      }
      case 'refused':
        return { state: 'bad-query', ...explainQueryError(outcome.message, text) };
      case 'too-large':
        return { state: 'too-large', of: 'answer', limitBytes: maxAnswerBytes };
      case 'trapped':
        return outcome.of === 'memory'
          ? { state: 'too-large', of: 'memory', limitBytes }
          : {
              state: 'bad-query',
              message: 'the query is too complex: it has too many parts in one another or in a row',
            };
      default:
        return outcome satisfies never;
    }
  }

  const [first, ...others] = seats;
  try {
    if (first && !(await fill(first))) throw new Error('the graph process ended before its dataset was loaded');
  } catch (error) {
    isClosed = true;
    throw error;
  }
  // One after the other: the first is ready sooner when it does not share the machine with the second.
  const startOthers = async (): Promise<void> => {
    for (const seat of others) if (!isClosed && !seat.replica) await fill(seat);
  };
  startOthers().catch((error: unknown) =>
    log?.warn({ message: String(error) }, 'the dataset could not be read for a graph process'),
  );

  return {
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
      const applied = seats.map(({ replica, state, pending }) => {
        if (state === 'loading') pending.push({ version: at, changes });
        return replica && state !== 'loading' ? replica.apply(at, changes) : undefined;
      });
      const refused = (await Promise.all(applied)).flatMap((messages) => messages ?? []);
      if (refused.length > 0) throw new Error(refused[0]);
    },
    async query(text, asked) {
      asked.signal?.throwIfAborted();
      const scanned = scanQuery(text);
      if (scanned.state === 'refused') return { ...scanned, state: 'bad-query' };
      const format = chooseFormat(asked.accept, scanned.kind);
      if (!format) return { state: 'format-unavailable', kind: scanned.kind };
      return run(text, scanned.kind, format, asked);
    },
    async close() {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      for (const stop of [...waiting]) stop();
      settle();
      const replicas = seats.flatMap(({ replica }) => replica ?? []);
      for (const replica of replicas) replica.kill();
      await Promise.all(replicas.map(({ ended }) => ended));
    },
  };
}
