import type { Quad } from '@rdfjs/types';
import { Writer } from 'n3';
import type { Contexts } from './contexts.ts';
import { createContextLoader } from './contexts.ts';
import { mediaTypes } from './media-types.ts';

export type WritableFormat = 'turtle' | 'ntriples' | 'nquads' | 'trig' | 'jsonld';

/** The prefixes that our Turtle and JSON-LD use. */
export const prefixes: Readonly<Record<string, string>> = {
  schema: 'https://schema.org/',
  obs: 'https://w3id.org/obsidienne/ns#',
  kinds: 'https://w3id.org/obsidienne/kinds/',
  practices: 'https://w3id.org/obsidienne/practices/',
  resources: 'https://w3id.org/obsidienne/resources/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  dct: 'http://purl.org/dc/terms/',
  prov: 'http://www.w3.org/ns/prov#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  owl: 'http://www.w3.org/2002/07/owl#',
  sh: 'http://www.w3.org/ns/shacl#',
  dcat: 'http://www.w3.org/ns/dcat#',
  void: 'http://rdfs.org/ns/void#',
  as: 'https://www.w3.org/ns/activitystreams#',
  ldes: 'https://w3id.org/ldes#',
  tree: 'https://w3id.org/tree#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/** Writes quads as text; JSON-LD comes compacted with our prefixes, or with `context` (an IRI among `contexts`) when given. */
export async function serialize(
  quads: readonly Quad[],
  format: WritableFormat,
  options: { readonly context?: string; readonly contexts?: Contexts } = {},
): Promise<string> {
  if (format === 'jsonld') return writeJsonld(quads, options.context, options.contexts ?? new Map());
  const used = format === 'turtle' || format === 'trig' ? usedPrefixes(quads) : {};
  const writer = new Writer({ format: mediaTypes[format], prefixes: used });
  writer.addQuads([...quads]);
  return new Promise((resolve, reject) => writer.end((error, text) => (error ? reject(error) : resolve(text))));
}

function usedPrefixes(quads: readonly Quad[]): Record<string, string> {
  const values = new Set(quads.flatMap((q) => [q.subject.value, q.predicate.value, q.object.value]));
  const isUsed = (iri: string) => [...values].some((value) => value.startsWith(iri));
  return Object.fromEntries(Object.entries(prefixes).filter(([, iri]) => isUsed(iri)));
}

async function writeJsonld(quads: readonly Quad[], context: string | undefined, contexts: Contexts): Promise<string> {
  const { default: jsonld } = await import('jsonld');
  const nquads = await serialize(quads, 'nquads');
  const expanded = await jsonld.fromRDF(nquads as unknown as object, { format: 'application/n-quads' });
  const compacted = await jsonld.compact(expanded, (context ?? prefixes) as never, {
    documentLoader: createContextLoader(contexts) as never,
  });
  return `${JSON.stringify(compacted, null, 2)}\n`;
}
