/** The families of documents that the reader understands. */
export type RdfFormat = 'turtle' | 'ntriples' | 'nquads' | 'trig' | 'jsonld' | 'rdfxml' | 'html';

const formats: Readonly<Record<string, RdfFormat>> = {
  'text/turtle': 'turtle',
  'application/x-turtle': 'turtle',
  'text/n3': 'turtle',
  'application/n-triples': 'ntriples',
  'application/n-quads': 'nquads',
  'text/x-nquads': 'nquads',
  'application/trig': 'trig',
  'application/ld+json': 'jsonld',
  'application/rdf+xml': 'rdfxml',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
};

const extensions: Readonly<Record<string, RdfFormat>> = {
  ttl: 'turtle',
  nt: 'ntriples',
  nq: 'nquads',
  trig: 'trig',
  jsonld: 'jsonld',
  json: 'jsonld',
  rdf: 'rdfxml',
  owl: 'rdfxml',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
};

export const mediaTypes: Readonly<Record<RdfFormat, string>> = {
  turtle: 'text/turtle',
  ntriples: 'application/n-triples',
  nquads: 'application/n-quads',
  trig: 'application/trig',
  jsonld: 'application/ld+json',
  rdfxml: 'application/rdf+xml',
  html: 'text/html',
};

/** The format a media type declares, or undefined when it names none of ours (`text/plain`, `application/json`, `''` …). */
export function formatOfMediaType(mediaType: string): RdfFormat | undefined {
  return formats[mediaType.toLowerCase()];
}

/** The format a file name or URL path suggests by its extension. */
export function formatOfPath(path: string): RdfFormat | undefined {
  const extension = /\.([a-z0-9]+)(?:[?#].*)?$/i.exec(path)?.[1];
  return extension === undefined ? undefined : extensions[extension.toLowerCase()];
}

/** Guesses the format from the first characters; undefined when nothing speaks for one of ours. */
export function sniffFormat(text: string): RdfFormat | undefined {
  const start = text.slice(0, 2000).trimStart();
  if (/^[{[]/.test(start)) return 'jsonld';
  if (/^<\?xml|^<rdf:RDF/i.test(start)) return /<html[\s>]/i.test(start) ? 'html' : 'rdfxml';
  if (/^<!doctype html|^<html[\s>]|^<head[\s>]|^<!--/i.test(start)) return 'html';
  if (/(^|\n)\s*(@prefix|@base|prefix|base)\s/i.test(start)) return /\{\s*$/m.test(start) ? 'trig' : 'turtle';
  if (/^(<[^<>\s]+>|_:\w+)\s+<[^<>\s]+>\s+.*\.\s*$/m.test(start)) return 'nquads';
  return undefined;
}
