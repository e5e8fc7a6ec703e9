import { UndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import type { Pair } from './neighbours.ts';

// The package is a function; its types tell of a module with a default.
const louvain = louvainModule as unknown as typeof louvainModule.default;

/**
 * Actors that are tied to each other more than to the rest (Louvain's modularity), the largest group first; whoever is tied
 * to nobody is in none. The walk is not random: the same ties give the same groups.
 */
export function findGroups(pairs: readonly (Pair & { readonly isMutual: boolean })[]): readonly (readonly number[])[] {
  const graph = new UndirectedGraph();
  for (const { from, to, isMutual } of pairs) graph.mergeEdge(String(from), String(to), { weight: isMutual ? 2 : 1 });
  if (graph.size === 0) return [];
  const found = louvain(graph, { randomWalk: false });
  const groups = Map.groupBy(Object.keys(found), (node) => found[node]);
  return [...groups.values()]
    .map((nodes) => nodes.map(Number).sort((a, b) => a - b))
    .sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
}
