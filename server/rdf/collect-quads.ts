import type { Quad } from '@rdfjs/types';
import { DataFactory } from 'n3';

/** All our terms are of one make. */
export const dataFactory = DataFactory as never;

interface QuadSource {
  on(event: 'data', listener: (quad: Quad) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  end(text: string): unknown;
}

/** Feeds a streaming parser the whole text and gathers its quads; rejects with the parser's first error. */
export function collectQuads(parser: unknown, text: string): Promise<Quad[]> {
  const source = parser as QuadSource;
  return new Promise((resolve, reject) => {
    const quads: Quad[] = [];
    source.on('data', (quad) => quads.push(quad));
    source.on('error', reject);
    source.on('end', () => resolve(quads));
    source.end(text);
  });
}
