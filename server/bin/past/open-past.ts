import { createPastDatasets, type PastDatasets } from '../../crawl/past/past-datasets.ts';
import { withVocabulary } from '../../crawl/vocabulary-graph.ts';
import { createDatedGraphs } from '../../graph/dated-graphs.ts';
import { createEmbeddedGraph, type EmbeddedGraphOptions } from '../../graph/embedded-graph.ts';
import type { PastStates } from '../../registry/past-states.ts';
import type { PastOrder } from './past-order.ts';
import { readPast } from './read-past.ts';

/** Opens the past of a state file: each state that is asked for gets an engine of its own, bounded as that of the present is. */
export function openPast({
  states,
  order,
  most,
  vocabulary,
  engine,
}: {
  readonly states: PastStates;
  readonly order: Omit<PastOrder, 'moment'>;
  /** States held at once. */
  readonly most: number;
  /** N-Triples of the concepts. */
  readonly vocabulary: string;
  readonly engine: Omit<EmbeddedGraphOptions, 'load' | 'replicas'>;
}): PastDatasets {
  const open = (moment: string) =>
    createEmbeddedGraph({
      ...engine,
      replicas: 1,
      load: () => withVocabulary(readPast({ ...order, moment }), vocabulary),
    });
  return createPastDatasets(states, createDatedGraphs({ open, most }));
}
