import type { Quad } from '@rdfjs/types';
import type { Request, Response } from 'express';
import { serialize } from '../rdf/serialize.ts';
import { writeRdfXml } from '../rdf/write-rdfxml.ts';
import { problem } from './errors.ts';

/** What a page can be read as beside HTML. */
export type RdfFormat = 'turtle' | 'jsonld' | 'nquads' | 'rdfxml' | 'trig';

const mediaTypes: Readonly<Record<RdfFormat, string>> = {
  turtle: 'text/turtle',
  jsonld: 'application/ld+json',
  nquads: 'application/n-quads',
  rdfxml: 'application/rdf+xml',
  trig: 'application/trig',
};
const suffixes: Readonly<Record<string, RdfFormat>> = { ttl: 'turtle', jsonld: 'jsonld', nq: 'nquads', rdf: 'rdfxml' };

/** What any profile can be written as: RDF/XML cannot say every predicate. */
export const profileFormats: readonly RdfFormat[] = ['turtle', 'jsonld', 'nquads'];
/** What our own descriptions can be written as. */
export const ownFormats: readonly RdfFormat[] = [...profileFormats, 'rdfxml'];

/** Takes `.ttl`, `.jsonld` or `.nq` (and `.rdf` where RDF/XML is offered) off a key; a key may itself hold dots. */
export function splitSuffix(
  key: string,
  formats: readonly RdfFormat[] = profileFormats,
): { readonly key: string; readonly format?: RdfFormat } {
  const match = /^(.+)\.(ttl|jsonld|nq|rdf)$/.exec(key);
  const format = suffixes[match?.[2] ?? ''];
  return match?.[1] && format && formats.includes(format) ? { key: match[1], format } : { key };
}

/** The representation a request accepts, HTML when it does not mind (RFC 9110, section 12.5.1); throws 406 when none suits. */
export function negotiate(
  request: Request,
  response: Response,
  formats: readonly RdfFormat[] = profileFormats,
): 'html' | RdfFormat {
  return accepted(request, response, ['html', ...formats]);
}

/** The same where there is no page: the first format when it does not mind. */
export function negotiateData(request: Request, response: Response, formats: readonly RdfFormat[]): RdfFormat {
  return accepted(request, response, formats);
}

function accepted<Format extends 'html' | RdfFormat>(
  request: Request,
  response: Response,
  formats: readonly Format[],
): Format {
  response.vary('Accept');
  const typeOf = (format: 'html' | RdfFormat) => (format === 'html' ? 'text/html' : mediaTypes[format]);
  const offered = formats.map(typeOf);
  const type = request.accepts(offered);
  const format = formats.find((one) => typeOf(one) === type);
  if (!format) throw problem(406, { allowed: offered });
  return format;
}

/** Sends quads in a format; JSON-LD and Turtle with our prefixes. */
export async function sendQuads(response: Response, quads: readonly Quad[], format: RdfFormat): Promise<void> {
  const text = format === 'rdfxml' ? writeRdfXml(quads) : await serialize(quads, format);
  // The same for readers of every language.
  response.removeHeader('Content-Language');
  response.type(mediaTypes[format]).send(text);
}

/** `Link` values that lead from a page to its other representations. */
export function alternateLinks(path: string, formats: readonly RdfFormat[] = profileFormats): string[] {
  return Object.entries(suffixes)
    .filter(([, format]) => formats.includes(format))
    .map(([suffix, format]) => `<${path}.${suffix}>; rel="alternate"; type="${mediaTypes[format]}"`);
}
