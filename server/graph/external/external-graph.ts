import { bodyOf } from '../answer-body.ts';
import { answerFormats } from '../answer-formats.ts';
import { createAsking } from '../asking.ts';
import type { EngineQuery } from '../engine-store.ts';
import { explainQueryError } from '../explain-query-error.ts';
import type { Answer, GraphChange, QueryOptions, RunningGraph } from '../graph.ts';
import { createLine } from '../line.ts';
import type { GraphLog } from '../replica-pool.ts';
import { type AnswerBounds, answerFrom, type Given } from './asking/answer-from.ts';
import { checkGrammar } from './asking/check-grammar.ts';
import { createEngineServer, type ServerAddress } from './engine-server.ts';
import { createKeeper } from './keeping/keeper.ts';

export interface ExternalGraphOptions {
  readonly server: ServerAddress;
  /** Names the observatory whose graphs these are: a server that holds another's is refused, and left as it is. */
  readonly owner: string;
  /** How long a query may take, and the longest that one may ask for; the same without the latter. */
  readonly deadlineMs?: number;
  readonly longestMs?: number;
  readonly maxAnswerBytes?: number;
  readonly maxAnswerRows?: number;
  readonly cacheBytes?: number;
  /** Time of the server that each client may have a minute; no bound without it. */
  readonly clientMsPerMinute?: number;
  /** Queries that the server is asked at once; others wait in line. */
  readonly maxAsked?: number;
  readonly maxWaiting?: number;
  /** The whole dataset as it is now, with every change that `change` was given before. */
  readonly load: () => Iterable<GraphChange> | AsyncIterable<GraphChange>;
  readonly log?: GraphLog;
}

/** What to tell who is sent away while the server is not there or is being filled. */
const retryWhenAwayMs = 10_000;
const retryAfterMs = 2_000;
/** A server that does not even answer this within is away, not slow. */
const probeMs = 3_000;

/**
 * Any SPARQL 1.1 server as the graph: it is kept at what the state file says and answers every query, in the same formats,
 * with the same bounds and the same default graph as the embedded engine. While it is away, queries are told so and
 * changes wait.
 */
export function createExternalGraph(options: ExternalGraphOptions): RunningGraph {
  const deadlineMs = options.deadlineMs ?? 10_000;
  const bounds: AnswerBounds = {
    bytes: options.maxAnswerBytes ?? 32 * 1024 * 1024,
    rows: options.maxAnswerRows ?? 200_000,
  };
  const server = createEngineServer(options.server);
  const keeper = createKeeper({ server, owner: options.owner, load: options.load, log: options.log });
  const line = createLine(options.maxWaiting ?? 64);
  const maxAsked = options.maxAsked ?? 8;
  /** Whom the server answers now. */
  const asked: string[] = [];
  let isClosed = false;
  const { cacheBytes, clientMsPerMinute } = options;
  const asking = createAsking({ cacheBytes, clientMsPerMinute, version: () => keeper.version, run });

  async function run(
    query: EngineQuery,
    { client, signal, deadlineMs: wanted }: QueryOptions,
    keep?: (answer: Extract<Answer, { state: 'answered' }>) => void,
  ): Promise<Answer> {
    const wrong = checkGrammar(query.text, query.base);
    if (wrong) return { state: 'bad-query', ...wrong };
    const limitMs = Math.min(wanted ?? deadlineMs, options.longestMs ?? deadlineMs);
    const poor = asking.overBudget(client);
    if (poor) return poor;
    if (!keeper.isWhole) return { state: 'unreachable', retryAfterMs: retryWhenAwayMs };
    const asker = client ?? '';
    const free = take(asker) ?? (await line.wait(limitMs, { client, signal }, () => take(asker)));
    signal?.throwIfAborted();
    if (!free) return { state: 'busy', retryAfterMs };
    const startedAt = performance.now();
    const late = AbortSignal.timeout(limitMs);
    try {
      const poorNow = asking.overBudget(client);
      if (poorNow) return poorNow;
      const version = keeper.version;
      const isQuiet = !keeper.isWriting;
      const { connections } = server;
      const given = await answerFrom(server, query, {
        bounds,
        timeoutMs: limitMs,
        signal: signal ? AbortSignal.any([signal, late]) : late,
      });
      // It may have been started again, and empty, since the answer before.
      if (given.state === 'answered' && server.connections !== connections && !(await keeper.isStillWhole()))
        return { state: 'unreachable', retryAfterMs: retryWhenAwayMs };
      const answer = toAnswer(given, query, version);
      if (answer.state === 'answered' && isQuiet && !keeper.isWriting && version === keeper.version) keep?.(answer);
      return answer;
    } catch (error) {
      signal?.throwIfAborted();
      if (!late.aborted) throw error;
      probe();
      return { state: 'timeout', afterMs: limitMs };
    } finally {
      asking.spend(client, performance.now() - startedAt);
      free();
    }
  }

  function take(client: string): (() => void) | undefined {
    if (isClosed || asked.length >= maxAsked) return undefined;
    asked.push(client);
    return () => {
      asked.splice(asked.indexOf(client), 1);
      line.callNext(asked);
    };
  }

  /** Tells a server that is slow from one that is gone. */
  function probe(): void {
    const signal = AbortSignal.timeout(probeMs);
    server
      .ask('ASK {}', { accept: 'application/sparql-results+json', timeoutMs: probeMs, signal })
      .then(async (met) => {
        if (met.state === 'answered') for await (const _ of met.body);
      })
      .catch(() => keeper.doubt('it does not answer in time'));
  }

  function toAnswer(given: Given, { text, kind, format }: EngineQuery, version: number): Answer {
    switch (given.state) {
      case 'answered': {
        const { chunks } = given;
        const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
        const { mediaType } = answerFormats[format];
        return { state: 'answered', kind, format, mediaType, body: bodyOf(chunks), bytes, version };
      }
      case 'unreachable':
        keeper.doubt(given.words);
        return { state: 'unreachable', retryAfterMs: retryWhenAwayMs };
      case 'refused':
        return {
          state: 'bad-query',
          ...(given.isOurs ? explainQueryError(given.words, text) : explainRefusal(given.words)),
        };
      case 'cut':
        return { state: 'timeout', afterMs: deadlineMs };
      case 'too-large':
        return given.of === 'rows'
          ? { state: 'too-large', of: 'rows', limitRows: given.limit }
          : { state: 'too-large', of: 'answer', limitBytes: given.limit };
      default:
        return given satisfies never;
    }
  }

  return {
    get version() {
      return keeper.version;
    },
    get replicas() {
      return { ready: keeper.isWhole ? 1 : 0, total: 1, pids: [] };
    },
    isElsewhere: true,
    settled: keeper.settled,
    claimed: keeper.claimed,
    change: keeper.change,
    query: asking.query,
    async close() {
      isClosed = true;
      line.close();
      await keeper.close();
      server.close();
    },
  };
}

function explainRefusal(words: string): { readonly message: { readonly fr: string; readonly en: string } } {
  const said =
    words
      .split(/\r?\n/)
      .find((text) => text.trim() !== '')
      ?.trim()
      .slice(0, 300) ?? '';
  return {
    message: {
      fr: `le serveur qui répond aux questions ne sait pas faire ce que celle-ci demande : ${said}`,
      en: `the server that answers queries cannot do what this one asks: ${said}`,
    },
  };
}
