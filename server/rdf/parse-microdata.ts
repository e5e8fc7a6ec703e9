import type { Quad } from '@rdfjs/types';
import { MicrodataRdfParser } from 'microdata-rdf-streaming-parser';
import { collectQuads, dataFactory } from './collect-quads.ts';

/** Parses the microdata of an HTML page (Microdata to RDF, second edition). */
export function parseMicrodata(text: string, baseIri: string): Promise<Quad[]> {
  return collectQuads(new MicrodataRdfParser({ dataFactory, baseIRI: baseIri }), text);
}
