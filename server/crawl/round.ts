import { setTimeout } from 'node:timers/promises';
import { siteOf } from '../fetch/site-of.ts';
import type { Graph, GraphChange } from '../graph/graph.ts';
import type { Registration } from '../registry/registration.ts';
import type { Registry } from '../registry/registry.ts';
import { createFrontier } from './frontier.ts';
import type { Visited, Visitor } from './visit/visit.ts';

/** What a round met, counted by outcome. */
export interface RoundTally {
  readonly visited: number;
  readonly outcomes: Readonly<Record<string, number>>;
}

export interface RoundOptions {
  /** Visits under way at once; politeness per site is kept by the fetch room. */
  readonly concurrency: number;
  readonly now: () => Date;
  readonly wait?: (ms: number) => Promise<unknown>;
  readonly onVisited?: (visited: Visited) => void;
  readonly signal?: AbortSignal;
}

export interface RoundParts {
  readonly registry: Pick<Registry, 'due'>;
  readonly visitor: Visitor;
  readonly graph: Pick<Graph, 'change'>;
  /** Milliseconds for which a site is to be left alone. */
  readonly pauseMs: (site: string) => number;
}

/** Graph changes are sent in batches: one message to the replicas costs more than what is in it. */
const batchSize = 100;
/** A graph that cannot follow must not have us keep all that it has to follow. */
const mostFlushes = 4;
/** Visits that are written are no longer asking a site: so many of them count as one. */
const writtenPerRead = 4;
/** While all that is due waits for pauses, it looks again so often. */
const lookMs = 1000;

/**
 * One pass over the frontier: visits every registration that is due, until none is left. One bad profile never stops it;
 * what cannot be kept does: it then rejects, once the visits under way have ended and the graph has what was kept.
 */
export async function runRound(
  { registry, visitor, graph, pauseMs }: RoundParts,
  { concurrency, now, wait = setTimeout, onVisited, signal }: RoundOptions,
): Promise<RoundTally> {
  const outcomes: Record<string, number> = {};
  let visited = 0;
  let pending: GraphChange[] = [];
  let refusal: { readonly error: unknown } | undefined;
  const flushes = createCrowd();
  const flush = () => {
    if (pending.length === 0) return;
    flushes.join(
      graph.change(pending).catch((error: unknown) => {
        refusal ??= { error };
      }),
    );
    pending = [];
  };

  const visits = createCrowd();
  const frontier = createFrontier({ registry, now, siteOf, pauseMs });
  const failures: unknown[] = [];
  const isGoingOn = () => !signal?.aborted && failures.length === 0;
  let freed = Promise.withResolvers<void>();
  let isAlarmSet = false;
  const wake = () => {
    freed.resolve();
    freed = Promise.withResolvers();
  };

  /** Waits until a visit ends or a pause may be over. */
  function rest(): Promise<void> {
    flush();
    const ms = frontier.pauseMs();
    if (ms !== undefined && !isAlarmSet) {
      isAlarmSet = true;
      void wait(Math.min(ms, lookMs)).then(() => {
        isAlarmSet = false;
        wake();
      });
    }
    return freed.promise;
  }

  async function visit(registration: Registration, onRead: () => void): Promise<void> {
    try {
      const done = await visitor.visit(registration, onRead);
      visited++;
      outcomes[done.outcome.state] = (outcomes[done.outcome.state] ?? 0) + 1;
      pending.push(...done.changes);
      onVisited?.(done);
    } catch (error) {
      failures.push(error);
    }
    const isLast = frontier.release(registration);
    wake();
    // What leaves a site is decided on once all of it that is due was seen.
    if (isLast && isGoingOn()) await settle((url) => siteOf(url) === siteOf(registration.url));
    if (pending.length >= batchSize) flush();
    onRead();
  }

  async function settle(isMeant: (url: string) => boolean): Promise<void> {
    try {
      pending.push(...(await visitor.settle(isMeant)));
    } catch (error) {
      failures.push(error);
    }
  }

  async function work(): Promise<void> {
    while (isGoingOn()) {
      const next = frontier.next();
      if (next === 'done') return;
      if (next === 'busy') await rest();
      else {
        // The next site may be asked while what this one said is written.
        await new Promise<void>((resolve) => visits.join(visit(next, resolve)));
        await visits.below(concurrency * writtenPerRead);
        await flushes.below(mostFlushes);
      }
    }
  }

  await Promise.all(Array.from({ length: concurrency }, work));
  await visits.below(1);
  if (isGoingOn()) await settle(() => true);
  flush();
  await flushes.below(1);
  if (failures.length > 0) throw failures[0];
  if (refusal) throw refusal.error;
  return { visited, outcomes };
}

/** Promises under way, forgotten when they end; none of them rejects. */
function createCrowd() {
  const underWay = new Set<Promise<void>>();
  return {
    join(promise: Promise<void>): void {
      underWay.add(promise);
      void promise.then(() => underWay.delete(promise));
    },
    /** Waits until fewer than so many are left. */
    async below(count: number): Promise<void> {
      while (underWay.size >= count) await Promise.race(underWay);
    },
  };
}
