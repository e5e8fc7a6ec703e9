import type { SparqlRequest } from './request.ts';

/** The address of what was asked, or of the same answer as a file: an example by its name and choices, else the query itself. */
export function answerAddress(endpoint: string, asked: SparqlRequest, format?: string): string {
  const parameters = new URLSearchParams(
    asked.example ? { example: asked.example.key, ...asked.example.values } : { query: asked.query ?? '' },
  );
  for (const iri of asked.defaultGraphs ?? []) parameters.append('default-graph-uri', iri);
  for (const iri of asked.namedGraphs ?? []) parameters.append('named-graph-uri', iri);
  if (format) parameters.set('format', format);
  return `${endpoint}?${parameters}`;
}
