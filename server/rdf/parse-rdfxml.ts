import type { Quad } from '@rdfjs/types';
import { collectQuads, dataFactory } from './collect-quads.ts';
import { WholeRdfXmlParser } from './rdfxml-parser.ts';

/** Parses RDF/XML; rejects with a message that names line and column when the text is not well-formed. */
export function parseRdfXml(text: string, baseIri: string): Promise<Quad[]> {
  return collectQuads(new WholeRdfXmlParser({ dataFactory, baseIRI: baseIri, trackPosition: true }), text);
}
