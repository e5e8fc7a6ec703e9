import { answerFormats } from './answer-formats.ts';
import { createAsking } from './asking.ts';
import type { EngineQuery } from './engine-store.ts';
import { explainQueryError } from './explain-query-error.ts';
import type { Answer, GraphChange, QueryOptions, RunningGraph } from './graph.ts';
import type { Ending, EngineOutcome } from './replica.ts';
import { createReplicaPool, type GraphLog } from './replica-pool.ts';

export interface EmbeddedGraphOptions {
  /** Engines in processes of their own, each with the whole dataset: 2 keep answering while one is replaced. */
  readonly replicas?: number;
  /** How long a query may compute, and the longest that one may ask for; the same without the latter. */
  readonly deadlineMs?: number;
  readonly longestMs?: number;
  readonly maxAnswerBytes?: number;
  readonly maxAnswerRows?: number;
  /** How far the processes give way to others where the processor is short: 0 to 19, not at all without it. */
  readonly niceness?: number;
  /** Answers kept for who asks the same while the data are the same. */
  readonly cacheBytes?: number;
  /** Processing that each client may have a minute; no bound without it. */
  readonly clientMsPerMinute?: number;
  /** Resident memory of one process; raised to 1.25 × the loaded data + 256 MB when that is more. */
  readonly maxChildBytes?: number;
  /** Queries that wait for a free replica; one more is `busy`. */
  readonly maxWaiting?: number;
  /** The whole dataset as it is now, with every change that `change` was given before; called each time a replica starts. */
  readonly load: () => Iterable<GraphChange> | AsyncIterable<GraphChange>;
  readonly log?: GraphLog;
}

export type EmbeddedGraph = RunningGraph;

type Answered = Extract<Answer, { state: 'answered' }>;

const tooComplex = {
  fr: 'la requête est trop complexe : trop de parties imbriquées ou à la suite',
  en: 'the query is too complex: it has too many parts in one another or in a row',
};

/** One that waited behind a query that was stopped waits for the next process too. */
const graceMs = 2_000;

/** What to tell who is sent away: a replica is back within seconds. */
const retryAfterMs = 2_000;

/**
 * The embedded engine (oxigraph) in a pool of processes: no query can slow a page or outlive its deadline, and a process
 * that is stopped is replaced while the others answer. Loading goes on in the background; a query waits for it as long
 * as its deadline allows.
 *
 * Measured with 2 replicas on a shared 2-core machine (28 profile and 4 provenance triples a place): the first answers
 * after 1.7 s at 5,000 places and 20 s at 50,000 (80,000 to 90,000 triples a second, about 150,000 quads as held), each
 * process holds 232 MB and 1,030 MB (some 85 MB empty, then 20 MB per 1,000 places), a killed one is back after the time
 * of a load, a change of one profile takes 15 to 20 ms until both replicas have it.
 */
export function createEmbeddedGraph(options: EmbeddedGraphOptions): EmbeddedGraph {
  const { load, log } = options;
  const deadlineMs = options.deadlineMs ?? 10_000;
  const longestMs = Math.max(deadlineMs, options.longestMs ?? 0);
  const maxAnswerBytes = options.maxAnswerBytes ?? 32 * 1024 * 1024;
  const maxAnswerRows = options.maxAnswerRows ?? 200_000;
  const pool = createReplicaPool({
    load,
    ...(log ? { log } : {}),
    replicas: options.replicas ?? 2,
    maxChildBytes: options.maxChildBytes ?? 1024 * 1024 * 1024,
    maxWaiting: options.maxWaiting ?? 64,
    niceness: options.niceness ?? 0,
  });
  const { cacheBytes, clientMsPerMinute } = options;
  const asking = createAsking({ cacheBytes, clientMsPerMinute, version: () => pool.version, run });

  async function run(query: EngineQuery, asked: QueryOptions, keep?: (answer: Answered) => void): Promise<Answer> {
    const { client, signal } = asked;
    const limitMs = Math.min(asked.deadlineMs ?? deadlineMs, longestMs);
    // A process that crashes takes the query with it: once more in another one, and nobody noticed.
    for (let attempt = 1; ; attempt++) {
      const poor = asking.overBudget(client);
      if (poor) return poor;
      const lease = await pool.take(limitMs + graceMs, { client, signal });
      signal?.throwIfAborted();
      if (!lease) return { state: 'busy', retryAfterMs };
      const { replica, ceilingBytes: limitBytes } = lease;
      // Others of the same client may have spent its share while this one waited.
      const poorNow = asking.overBudget(client);
      if (poorNow) {
        lease.free(0);
        return poorNow;
      }
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        replica.kill();
      }, limitMs);
      const onDone = (rssBytes: number) => lease.free(rssBytes);
      const startedAt = performance.now();
      const outcome = await replica.ask({ query, maxAnswerBytes, maxAnswerRows, deadlineMs: limitMs, onDone });
      clearTimeout(timer);
      asking.spend(client, performance.now() - startedAt);
      signal?.throwIfAborted();
      if (outcome.state !== 'ended') {
        const answer = toAnswer(outcome, { query, limitBytes });
        if (outcome.state === 'answered' && answer.state === 'answered' && keep)
          outcome.isWhole.then((isWhole) => isWhole && keep(answer));
        return answer;
      }
      if (pool.isClosed) return { state: 'busy', retryAfterMs };
      if (isLate) return { state: 'timeout', afterMs: limitMs };
      // Killed, and not by us: by its guard, or by a system that ran out of memory.
      if (outcome.signal === 'SIGKILL') return { state: 'too-large', of: 'memory', limitBytes };
      if (attempt === 2) throw new Error(`the graph engine ended twice on one query: ${outcome.words.slice(-300)}`);
    }
  }

  function toAnswer(
    outcome: Exclude<EngineOutcome, Ending>,
    { query, limitBytes }: { query: EngineQuery; limitBytes: number },
  ): Answer {
    switch (outcome.state) {
      case 'answered': {
        const { body, bytes, version } = outcome;
        const { kind, format } = query;
        return { state: 'answered', kind, format, mediaType: answerFormats[format].mediaType, body, bytes, version };
      }
      case 'refused':
        return { state: 'bad-query', ...explainQueryError(outcome.message, query.text) };
      case 'too-large':
        return outcome.of === 'rows'
          ? { state: 'too-large', of: 'rows', limitRows: maxAnswerRows }
          : { state: 'too-large', of: 'answer', limitBytes: maxAnswerBytes };
      case 'trapped':
        return outcome.of === 'memory'
          ? { state: 'too-large', of: 'memory', limitBytes }
          : {
              state: 'bad-query',
              message: tooComplex,
            };
      default:
        return outcome satisfies never;
    }
  }

  return {
    get version() {
      return pool.version;
    },
    get replicas() {
      return pool.replicas;
    },
    settled: pool.settled,
    claimed: async () => undefined,
    change: pool.change,
    close: pool.close,
    query: asking.query,
  };
}
