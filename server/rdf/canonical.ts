import type { Quad } from '@rdfjs/types';
import * as rdfCanonize from 'rdf-canonize';

/** A graph in a form that is equal for isomorphic graphs, and its fingerprint. */
export interface Canonical {
  /** Canonical N-Quads (RDFC-1.0), one statement a line. */
  readonly nquads: string;
  /** SHA-256 of `nquads`, hexadecimal. */
  readonly hash: string;
  /** False when the blank nodes were too entangled to canonicalise within the work limit: the lines are then merely sorted. */
  readonly canonical: boolean;
}

/** Canonicalises a graph (RDF Dataset Canonicalization 1.0); a graph made to be slow falls back to sorted lines. */
export async function canonicalize(quads: readonly Quad[]): Promise<Canonical> {
  const { nquads, canonical } = await canonicalLines(quads);
  return { nquads, hash: await sha256(nquads), canonical };
}

/**
 * How often blank nodes that look alike may be followed to their neighbours: enough for lists and repeated opening hours,
 * and an end to graphs made to be slow, whose every step costs in proportion to their size.
 */
function maxDeepIterations({ length }: readonly Quad[]): number {
  return Math.max(100, Math.min(1000, Math.floor(1_000_000 / (length + 1))));
}

async function canonicalLines(quads: readonly Quad[]): Promise<{ nquads: string; canonical: boolean }> {
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

/** SHA-256 of a text's UTF-8 bytes, hexadecimal. */
export async function sha256(text: string): Promise<string> {
  const digest = await globalThis.crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
