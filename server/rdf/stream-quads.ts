import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import type { RdfFormat } from './media-types.ts';
import { mediaTypes } from './media-types.ts';
import { WholeRdfXmlParser } from './rdfxml-parser.ts';

/** The formats that can be read statement by statement. */
export type StreamedFormat = Exclude<RdfFormat, 'html' | 'jsonld'>;

/**
 * Hands over the statements of a large document one by one and keeps none of them; rejects, after those before it, at
 * what is not well-formed.
 */
export function streamQuads(
  { text, format, baseIri }: { readonly text: string; readonly format: StreamedFormat; readonly baseIri: string },
  onQuad: (quad: Quad) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (format === 'rdfxml') {
      const parser = new WholeRdfXmlParser({ baseIRI: baseIri, trackPosition: true });
      parser.on('data', onQuad).on('error', reject).on('end', resolve);
      parser.end(text);
      return;
    }
    new Parser({ format: mediaTypes[format], baseIRI: baseIri }).parse(text, (error, quad) => {
      if (error) reject(error);
      else if (quad) onQuad(quad);
      else resolve();
    });
  });
}
