declare module 'rdf-canonize' {
  import type { Quad } from '@rdfjs/types';
  export function canonize(
    quads: readonly Quad[],
    options: { algorithm: 'RDFC-1.0'; maxDeepIterations?: number; signal?: AbortSignal },
  ): Promise<string>;
  export const NQuads: { serialize(quads: readonly Quad[]): string };
}
