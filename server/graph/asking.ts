import { createAnswerCache } from './answer-cache.ts';
import { chooseFormat } from './answer-formats.ts';
import { createClientBudget } from './client-budget.ts';
import type { EngineQuery } from './engine-store.ts';
import type { Answer, QueryOptions } from './graph.ts';
import { scanQuery } from './scan-query.ts';
import { createSharedAsking } from './shared-asking.ts';
import { createStoppedQueries } from './stopped-queries.ts';
import { isVolatile } from './volatile.ts';

type Answered = Extract<Answer, { state: 'answered' }>;

export interface AskingOptions {
  /** Answers kept for who asks the same while the data are the same. */
  readonly cacheBytes?: number | undefined;
  /** Processing that each client may have a minute; no bound without it. */
  readonly clientMsPerMinute?: number | undefined;
  /** The version that the next answer is given from. */
  readonly version: () => number;
  /** Has an engine answer; `keep`, when given, takes the answer once its body is whole. */
  readonly run: (query: EngineQuery, asked: QueryOptions, keep?: (answer: Answered) => void) => Promise<Answer>;
}

/** What comes before an engine, whichever it is. */
export interface Asking {
  query(text: string, asked: QueryOptions): Promise<Answer>;
  /** What a client is told that has had its share; undefined while it has some left. */
  overBudget(client: string | undefined): Answer | undefined;
  spend(client: string | undefined, ms: number): void;
}

/**
 * Asks an engine as seldom as it can: what is no query, what was stopped a moment ago, what is known and what somebody
 * else is asking never reaches it.
 */
export function createAsking({ cacheBytes, clientMsPerMinute = 0, version, run }: AskingOptions): Asking {
  const cache = createAnswerCache(cacheBytes ?? 64 * 1024 * 1024);
  const askTogether = createSharedAsking<Answer>();
  const stopped = createStoppedQueries(() => performance.now());
  const budget = clientMsPerMinute > 0 ? createClientBudget(clientMsPerMinute, () => performance.now()) : undefined;

  function overBudget(client: string | undefined): Answer | undefined {
    const waitMs = client === undefined ? 0 : (budget?.waitMs(client) ?? 0);
    return waitMs > 0 ? { state: 'over-budget', retryAfterMs: waitMs, msPerMinute: clientMsPerMinute } : undefined;
  }

  return {
    overBudget,
    spend(client, ms) {
      if (client !== undefined) budget?.spend(client, ms);
    },
    async query(text, asked) {
      asked.signal?.throwIfAborted();
      const scanned = scanQuery(text);
      if (scanned.state === 'refused') return { ...scanned, state: 'bad-query' };
      const format = chooseFormat(asked.accept, scanned.kind);
      if (!format) return { state: 'format-unavailable', kind: scanned.kind };
      const { base, defaultGraphs, namedGraphs, signal } = asked;
      const query: EngineQuery = {
        text: scanned.text,
        kind: scanned.kind,
        format,
        ...(base ? { base } : {}),
        ...(defaultGraphs ? { defaultGraphs } : {}),
        ...(namedGraphs ? { namedGraphs } : {}),
      };
      const laidOut = `${JSON.stringify([asked.deadlineMs, defaultGraphs, namedGraphs])} ${scanned.text}`;
      const before = stopped.find(laidOut);
      if (before) return before;
      const runOnce: typeof run = async (...given) => {
        const answer = await run(...given);
        stopped.note(laidOut, answer);
        return answer;
      };
      if (isVolatile(scanned.text)) return runOnce(query, asked);
      const key = JSON.stringify(query);
      const kept = cache.find(key, version());
      if (kept) return kept;
      const keep = (answer: Answered): void => cache.keep(key, answer);
      const met = await askTogether(`${version()} ${asked.deadlineMs} ${key}`, signal, (shared) =>
        runOnce(query, { ...asked, signal: shared }, keep),
      );
      // Who asked first may have had its share; that is not this asker's doing.
      return met.state === 'over-budget' && !overBudget(asked.client) ? runOnce(query, asked, keep) : met;
    },
  };
}
