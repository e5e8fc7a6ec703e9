import type { Quad } from '@rdfjs/types';
import { MicrodataRdfParser } from 'microdata-rdf-streaming-parser';
import { DataFactory } from 'n3';
import { RdfaParser } from 'rdfa-streaming-parser';
import { WholeRdfXmlParser } from './rdfxml-parser.ts';

/** All our terms are of one make. */
const dataFactory = DataFactory as never;

interface QuadSource {
  on(event: 'data', listener: (quad: Quad) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  end(text: string): unknown;
}

function collect(source: QuadSource, text: string): Promise<Quad[]> {
  return new Promise((resolve, reject) => {
    const quads: Quad[] = [];
    source.on('data', (quad) => quads.push(quad));
    source.on('error', reject);
    source.on('end', () => resolve(quads));
    source.end(text);
  });
}

/** Parses RDF/XML; rejects with a message that names line and column when the text is not well-formed. */
export function parseRdfXml(text: string, baseIri: string): Promise<Quad[]> {
  return collect(
    new WholeRdfXmlParser({ dataFactory, baseIRI: baseIri, trackPosition: true }) as unknown as QuadSource,
    text,
  );
}

/** Parses the RDFa 1.1 of an HTML page. */
export function parseRdfa(text: string, baseIri: string): Promise<Quad[]> {
  return collect(
    new RdfaParser({ dataFactory, baseIRI: baseIri, contentType: 'text/html' }) as unknown as QuadSource,
    text,
  );
}

/** Parses the microdata of an HTML page (Microdata to RDF, second edition). */
export function parseMicrodata(text: string, baseIri: string): Promise<Quad[]> {
  return collect(new MicrodataRdfParser({ dataFactory, baseIRI: baseIri }) as unknown as QuadSource, text);
}
