import type { GraphChange } from '../../graph/graph.ts';

/** Which past state a thread is to gather, and by which settings. */
export interface PastOrder {
  readonly file: string;
  /** ISO 8601, UTC. */
  readonly moment: string;
  readonly sharedHosts: readonly string[];
  readonly recordsBase: string;
}

/** The next part of a dataset; undefined after the last. */
export type PastPart = readonly GraphChange[] | undefined;
