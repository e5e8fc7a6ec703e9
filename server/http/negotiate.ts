import type { Quad } from '@rdfjs/types';
import type { Request, Response } from 'express';
import { serialize, type WritableFormat } from '../rdf/serialize.ts';
import { problem } from './errors.ts';

/** What a page can be read as beside HTML. */
export type RdfFormat = 'turtle' | 'jsonld' | 'nquads';

const mediaTypes: Readonly<Record<RdfFormat, string>> = {
  turtle: 'text/turtle',
  jsonld: 'application/ld+json',
  nquads: 'application/n-quads',
};
const suffixes: Readonly<Record<string, RdfFormat>> = { ttl: 'turtle', jsonld: 'jsonld', nq: 'nquads' };

/** Takes `.ttl`, `.jsonld` or `.nq` off a key; a key may itself hold dots. */
export function splitSuffix(key: string): { readonly key: string; readonly format?: RdfFormat } {
  const match = /^(.+)\.(ttl|jsonld|nq)$/.exec(key);
  const format = suffixes[match?.[2] ?? ''];
  return match?.[1] && format ? { key: match[1], format } : { key };
}

/** The representation a request accepts, HTML when it does not mind (RFC 9110, section 12.5.1); throws 406 when none suits. */
export function negotiate(request: Request, response: Response): 'html' | RdfFormat {
  response.vary('Accept');
  const accepted = request.accepts(['text/html', ...Object.values(mediaTypes)]);
  if (accepted === 'text/html') return 'html';
  for (const [format, mediaType] of Object.entries(mediaTypes) as [RdfFormat, string][])
    if (accepted === mediaType) return format;
  throw problem(406, { allowed: ['text/html', ...Object.values(mediaTypes)] });
}

/** Sends quads in a format; JSON-LD and Turtle with our prefixes. */
export async function sendQuads(response: Response, quads: readonly Quad[], format: RdfFormat): Promise<void> {
  const text = await serialize(quads, format satisfies WritableFormat);
  // The same for readers of every language.
  response.removeHeader('Content-Language');
  response.type(mediaTypes[format]).send(text);
}
