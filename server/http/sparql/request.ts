import type { Request } from 'express';
import { problem } from '../errors.ts';
import { say } from '../texts/sparql-texts.ts';
import { formatNames, type WantedFormat, wantedFormats } from './formats.ts';

/** The longest query that is read. */
export const maxQueryBytes = 16 * 1024;
export const bodyTypes = ['application/sparql-query', 'application/x-www-form-urlencoded'] as const;

/** What was asked of the endpoint (SPARQL 1.1 Protocol §2.1). */
export interface SparqlRequest {
  /** Undefined: the endpoint itself is asked for. */
  readonly query: string | undefined;
  readonly defaultGraphs: readonly string[] | undefined;
  readonly namedGraphs: readonly string[] | undefined;
  /** Most wanted first. */
  readonly wanted: readonly WantedFormat[];
}

/** Reads the operation from the address and the body (already text); throws a problem for what the asker can mend. */
export function readSparqlRequest(request: Request): SparqlRequest {
  const address = new URL(request.originalUrl, 'http://site.invalid').searchParams;
  const isForm = request.is('application/x-www-form-urlencoded') !== false && request.method === 'POST';
  const isDirect = request.is('application/sparql-query') !== false && request.method === 'POST';
  if (request.method === 'POST' && !isForm && !isDirect)
    throw problem(415, { detail: say('bodyType'), allowed: bodyTypes });
  const body = typeof request.body === 'string' ? request.body : '';
  const parameters = isForm ? new URLSearchParams(body) : address;
  if (parameters.has('update') || address.has('update')) throw problem(400, { detail: say('noUpdate') });
  const queries = isDirect ? [body, ...address.getAll('query')] : parameters.getAll('query');
  if (queries.length > 1) throw problem(400, { parameter: 'query', detail: say('oneQuery') });
  const [query] = queries;
  if (query === undefined && request.method === 'POST')
    throw problem(400, { parameter: 'query', detail: say('noQuery') });
  if (query !== undefined && Buffer.byteLength(query) > maxQueryBytes) throw tooLong(request.method);
  const format = parameters.get('format') ?? address.get('format');
  const wanted = wantedFormats(format ? [format] : request.accepts());
  if (format && wanted.length === 0)
    throw problem(406, { parameter: 'format', value: format, detail: say('unknownFormat'), allowed: formatNames });
  return {
    // An empty field of the page's form is no query.
    query: query?.trim() === '' && !isDirect ? undefined : query,
    ...readDataset(parameters),
    wanted,
  };
}

/** 414 for an address, 413 for a body. */
export function tooLong(method: string) {
  return problem(method === 'POST' ? 413 : 414, { detail: say('queryTooLong', { kilobytes: maxQueryBytes / 1024 }) });
}

function readDataset(parameters: URLSearchParams) {
  const defaultGraphs = parameters.getAll('default-graph-uri');
  const namedGraphs = parameters.getAll('named-graph-uri');
  const isGiven = defaultGraphs.length + namedGraphs.length > 0;
  return isGiven ? { defaultGraphs, namedGraphs } : { defaultGraphs: undefined, namedGraphs: undefined };
}
