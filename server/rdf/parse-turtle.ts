import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';
import type { RdfFormat } from './media-types.ts';
import { mediaTypes } from './media-types.ts';

/** Parses Turtle, TriG, N-Triples or N-Quads; throws an error whose message names the line when the text is not well-formed. */
export function parseTurtle(
  text: string,
  format: RdfFormat & ('turtle' | 'trig' | 'ntriples' | 'nquads'),
  baseIri: string,
): Quad[] {
  return new Parser({ format: mediaTypes[format], baseIRI: baseIri }).parse(text);
}
