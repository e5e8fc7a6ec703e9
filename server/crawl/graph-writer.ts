import type { Listings } from '../directory/listings.ts';
import type { Graph, GraphChange } from '../graph/graph.ts';
import { withhold } from '../rdf/withhold.ts';
import type { Suppressions } from '../registry/suppressions.ts';
import { listingChanges } from './listing-graphs.ts';

/**
 * The one way from visits to the graph: nothing that the suppression list names passes, what the directory lists since goes
 * with it, and a graph that the engine refuses takes no neighbour with it. Never rejects; `onRefused` is told which one it was.
 */
export function createGraphWriter(parts: {
  readonly graph: Pick<Graph, 'change'>;
  readonly suppressions: Suppressions;
  readonly listings: Pick<Listings, 'changed'>;
  readonly onRefused: (iri: string, error: unknown) => void;
}): Pick<Graph, 'change'> {
  const { graph, suppressions, listings, onRefused } = parts;
  return {
    async change(changes) {
      const all = [...changes, ...listingChanges(listings)];
      const passed = all.map((change) => withholdGraph(change, suppressions));
      try {
        await graph.change(passed);
      } catch {
        for (const change of passed)
          await graph.change([change]).catch((error: unknown) => onRefused(change.iri, error));
      }
    },
  };
}

/** A whole dataset without what the list names. */
export async function* withholdGraphs(
  changes: AsyncIterable<GraphChange>,
  suppressions: Suppressions,
): AsyncIterable<GraphChange> {
  for await (const change of changes) yield withholdGraph(change, suppressions);
}

/** A graph at a named address goes. */
function withholdGraph(change: GraphChange, suppressions: Suppressions): GraphChange {
  if (!suppressions.isActive) return change;
  const { iri, role } = change;
  if (suppressions.covers(iri)) return { iri, role, triples: null };
  if ('added' in change) return { ...change, added: withhold(change.added, suppressions) };
  return { ...change, triples: change.triples === null ? null : withhold(change.triples, suppressions) };
}
