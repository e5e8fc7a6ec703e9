import type { Graph, GraphChange } from '../graph/graph.ts';
import type { Registry } from '../registry/registry.ts';
import type { Visited, Visitor } from './visit.ts';

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

/** One pass over the frontier: visits every registration that is due, until none is left; one bad profile never stops it. */
export async function runRound(
  parts: { readonly registry: Registry; readonly visitor: Visitor; readonly graph: Graph },
  { concurrency, now, onVisited, signal }: RoundOptions,
): Promise<RoundTally> {
  const outcomes: Record<string, number> = {};
  const startedAt = now();
  const seen = new Set<string>();
  let visited = 0;
  let pending: GraphChange[] = [];
  const flushes: Promise<void>[] = [];
  const flush = () => {
    if (pending.length === 0) return;
    flushes.push(parts.graph.change(pending));
    pending = [];
  };

  const frontier = function* () {
    // Due dates move while the round runs: a second look would visit the same sites for ever.
    for (;;) {
      const due = parts.registry.due(startedAt, 500).filter(({ id }) => !seen.has(id));
      if (due.length === 0) return;
      for (const registration of due) {
        seen.add(registration.id);
        yield registration;
      }
    }
  };
  const queue = frontier();
  const work = async () => {
    for (const registration of queue) {
      if (signal?.aborted) return;
      const done = await parts.visitor.visit(registration);
      visited++;
      outcomes[done.outcome.state] = (outcomes[done.outcome.state] ?? 0) + 1;
      pending.push(...done.changes);
      if (pending.length >= batchSize) flush();
      onVisited?.(done);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  flush();
  await Promise.all(flushes);
  return { visited, outcomes };
}
