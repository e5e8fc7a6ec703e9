import type { Quad } from '@rdfjs/types';
import { RdfaParser } from 'rdfa-streaming-parser';
import { collectQuads, dataFactory } from './collect-quads.ts';

/** Parses the RDFa 1.1 of an HTML page. */
export function parseRdfa(text: string, baseIri: string): Promise<Quad[]> {
  return collectQuads(new RdfaParser({ dataFactory, baseIRI: baseIri, contentType: 'text/html' }), text);
}
