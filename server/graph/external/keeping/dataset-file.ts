import type { GraphChange } from '../../graph.ts';
import { heldGraph, unionGraph } from '../names.ts';
import { heldLines, readChanges } from './write-changes.ts';

/** What a server is to hold of one graph, as N-Quads (RDF 1.1 N-Quads). */
export interface GraphQuads {
  /** Its statements, those of a profile in the union graph too. */
  readonly quads: readonly string[];
  /** That the server holds it: to be loaded when all statements are there, since it is believed. */
  readonly held: readonly string[];
}

/**
 * The dataset as updates would bring it to a server, for the loader of the server's own, which fills an empty one many times
 * quicker. An observatory that finds it there compares the marks, and writes what differs. Throws where a graph is not
 * well-formed N-Triples.
 */
export async function* datasetFile(
  dataset: Iterable<GraphChange> | AsyncIterable<GraphChange>,
): AsyncGenerator<GraphQuads> {
  for await (const change of dataset)
    for (const read of readChanges([change])) {
      if (read.kind !== 'put') continue;
      const { iri, role, lines, mark } = read;
      const union = role === 'profile' ? inGraph(lines, unionGraph) : [];
      yield { quads: [...inGraph(lines, iri), ...union], held: inGraph(heldLines(iri, { role, mark }), heldGraph) };
    }
}

/** A statement ends with a point, before which its graph is written. */
function inGraph(lines: readonly string[], graph: string): readonly string[] {
  return lines.map((line) => `${line.slice(0, -1)}<${graph}> .`);
}
