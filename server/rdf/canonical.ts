import type { Quad } from '@rdfjs/types';
import * as rdfCanonize from 'rdf-canonize';

/** A graph in a form that is equal for isomorphic graphs. */
export interface Canonical {
  /** Canonical N-Quads (RDFC-1.0), one statement a line. */
  readonly nquads: string;
  /** False when the blank nodes were too entangled to canonicalise within the work limit: the lines are then merely sorted. */
  readonly canonical: boolean;
}

/**
 * How often blank nodes that look alike may be followed to their neighbours: enough for lists and repeated opening hours,
 * and an end to graphs made to be slow, whose every step costs in proportion to their size.
 */
function maxDeepIterations({ length }: readonly Quad[]): number {
  return Math.max(100, Math.min(1000, Math.floor(1_000_000 / (length + 1))));
}

/** Canonicalises a graph (RDF Dataset Canonicalization 1.0); a graph made to be slow falls back to sorted lines. */
export async function canonicalize(quads: readonly Quad[]): Promise<Canonical> {
  try {
    const nquads = await rdfCanonize.canonize(quads, {
      algorithm: 'RDFC-1.0',
      maxDeepIterations: maxDeepIterations(quads),
    });
    return { nquads, canonical: true };
  } catch {
    const lines = new Set(quads.map((quad) => rdfCanonize.NQuads.serialize([quad])));
    return { nquads: [...lines].sort().join(''), canonical: false };
  }
}
