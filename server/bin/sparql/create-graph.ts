import { createEmbeddedGraph, type EmbeddedGraphOptions } from '../../graph/embedded-graph.ts';
import type { ServerAddress } from '../../graph/external/engine-server.ts';
import { createExternalGraph } from '../../graph/external/external-graph.ts';
import type { RunningGraph } from '../../graph/graph.ts';

/** Makes the graph: the replicas of our own engine, or a server where the operator named one. */
export function createGraph({
  server,
  owner,
  ...options
}: EmbeddedGraphOptions & { readonly server?: ServerAddress; readonly owner: string }): RunningGraph {
  return server ? createExternalGraph({ ...options, server, owner }) : createEmbeddedGraph(options);
}
