import { writeMoment } from '../moment.ts';
import type { SparqlRequest } from './request.ts';

/** What an address asks for besides the question. */
export interface AddressOptions {
  readonly format?: string;
  /** The moment whose state is asked, where the question itself names none. */
  readonly at?: string;
  /** From 1. */
  readonly page?: number;
}

/** The address of what was asked, or of the same answer as a file: an example by its name and choices, else the query itself. */
export function answerAddress(endpoint: string, asked: SparqlRequest, options: AddressOptions = {}): string {
  const { format, page } = options;
  const at = asked.at ?? options.at;
  const parameters = new URLSearchParams(
    asked.example ? { example: asked.example.key, ...asked.example.values } : { query: asked.query ?? '' },
  );
  for (const iri of asked.defaultGraphs ?? []) parameters.append('default-graph-uri', iri);
  for (const iri of asked.namedGraphs ?? []) parameters.append('named-graph-uri', iri);
  if (at) parameters.set('at', writeMoment(at));
  if (asked.live) parameters.set('live', '1');
  if (format) parameters.set('format', format);
  if (page) parameters.set('page', String(page));
  return `${endpoint}?${parameters}`;
}
