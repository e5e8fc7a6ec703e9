import { siteOf } from '../fetch/site-of.ts';
import type { Graph, GraphChange } from '../graph/graph.ts';
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
  readonly onVisited?: (visited: Visited) => void;
  readonly signal?: AbortSignal;
}

/** Graph changes are sent in batches: one message to the replicas costs more than what is in it. */
const batchSize = 100;

/**
 * One pass over the frontier: visits every registration that is due, until none is left. One bad profile never stops it;
 * what cannot be kept does: it then rejects, once the visits under way have ended and the graph has what was kept.
 */
export async function runRound(
  parts: { readonly registry: Registry; readonly visitor: Visitor; readonly graph: Graph },
  { concurrency, now, onVisited, signal }: RoundOptions,
): Promise<RoundTally> {
  const outcomes: Record<string, number> = {};
  let visited = 0;
  let pending: GraphChange[] = [];
  const flushes: Promise<void>[] = [];
  const flush = () => {
    if (pending.length === 0) return;
    flushes.push(parts.graph.change(pending));
    pending = [];
  };

  const frontier = createFrontier({ registry: parts.registry, now, siteOf });
  let freed = Promise.withResolvers<void>();
  const failures: unknown[] = [];
  const work = async () => {
    while (!signal?.aborted && failures.length === 0) {
      const registration = frontier.next();
      if (registration === 'done') return;
      if (registration === 'busy') {
        await freed.promise;
        continue;
      }
      const done = await parts.visitor.visit(registration).catch((error: unknown) => void failures.push(error));
      frontier.release(registration);
      freed.resolve();
      freed = Promise.withResolvers();
      if (!done) return;
      visited++;
      outcomes[done.outcome.state] = (outcomes[done.outcome.state] ?? 0) + 1;
      pending.push(...done.changes);
      if (pending.length >= batchSize) flush();
      onVisited?.(done);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  flush();
  if (failures.length === 0) pending.push(...(await parts.visitor.settle()));
  flush();
  await Promise.all(flushes);
  if (failures.length > 0) throw failures[0];
  return { visited, outcomes };
}
