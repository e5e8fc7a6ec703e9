import type { Request } from 'express';
import { isIri } from '../../rdf/iri.ts';
import { problem } from '../errors.ts';
import { say } from '../texts/sparql-texts.ts';
import { acceptedFormats, formatNames, namedFormats, type WantedFormat } from './formats.ts';

/** The longest query that is read. */
export const maxQueryBytes = 16 * 1024;
const formType = 'application/x-www-form-urlencoded';
const queryType = 'application/sparql-query';
export const bodyTypes = [queryType, formType] as const;

/** What was asked of the endpoint (SPARQL 1.1 Protocol §2.1). */
export interface SparqlRequest {
  /** Undefined: the endpoint itself is asked for. */
  readonly query: string | undefined;
  readonly defaultGraphs: readonly string[] | undefined;
  readonly namedGraphs: readonly string[] | undefined;
  /** Most wanted first. */
  readonly wanted: readonly WantedFormat[];
}

/** Parameters of updates: asking with them is asking for what is never done here. */
const updateParameters = ['update', 'using-graph-uri', 'using-named-graph-uri'];

/** Reads the operation from the address and the body (as bytes); throws a problem for what the asker can mend. */
export function readSparqlRequest(request: Request): SparqlRequest {
  const address = readAddress(request);
  const isPost = request.method === 'POST';
  const isForm = isPost && request.is(formType) !== false;
  const isDirect = isPost && request.is(queryType) !== false;
  if (isPost && !isForm && !isDirect) throw problem(415, { detail: say('bodyType'), allowed: bodyTypes });
  if (isPost && !/^(?:|utf-?8)$/i.test(charsetOf(request)))
    throw problem(415, { value: charsetOf(request), detail: say('charset'), allowed: ['utf-8'] });
  const body = isPost ? readText(request.body) : '';
  const form = new URLSearchParams(isForm ? body : '');
  if (isForm) assertEscapes(body);
  const all = (name: string) => [...address.getAll(name), ...form.getAll(name)];
  if (updateParameters.some((name) => all(name).length > 0)) throw problem(400, { detail: say('noUpdate') });
  const queries = [...(isDirect ? [body] : []), ...all('query')];
  if (queries.length > 1) throw problem(400, { parameter: 'query', detail: say('oneQuery') });
  const [query] = queries;
  const wanted = readWanted(request, all('format'));
  // An empty field of the page's form is no query.
  const isNone = query === undefined || (query.trim() === '' && wanted[0] === 'html');
  if (isNone && isPost) throw problem(400, { parameter: 'query', detail: say('noQuery') });
  if (query !== undefined && Buffer.byteLength(query) > maxQueryBytes) throw tooLong(request.method);
  return { query: isNone ? undefined : query, ...readDataset(all), wanted };
}

/** 414 for an address, 413 for a body. */
export function tooLong(method: string) {
  return problem(method === 'POST' ? 413 : 414, { detail: say('queryTooLong', { kilobytes: maxQueryBytes / 1024 }) });
}

function readWanted(request: Request, formats: readonly string[]): readonly WantedFormat[] {
  const [format] = formats;
  if (!format) return acceptedFormats(request.headers.accept);
  const wanted = namedFormats(format);
  if (wanted.length === 0)
    throw problem(406, { parameter: 'format', value: format, detail: say('unknownFormat'), allowed: formatNames });
  return wanted;
}

function readDataset(all: (name: string) => readonly string[]) {
  const [defaultGraphs, namedGraphs] = ['default-graph-uri', 'named-graph-uri'].map((parameter) =>
    // An empty field names nothing.
    all(parameter).filter((iri) => {
      if (iri !== '' && !isIri(iri)) throw problem(400, { parameter, value: iri, detail: say('graphName') });
      return iri !== '';
    }),
  );
  const isGiven = [defaultGraphs, namedGraphs].some((iris) => (iris?.length ?? 0) > 0);
  return isGiven ? { defaultGraphs, namedGraphs } : { defaultGraphs: undefined, namedGraphs: undefined };
}

function readAddress(request: Request): URLSearchParams {
  const { search, searchParams } = new URL(request.originalUrl, 'http://site.invalid');
  assertEscapes(search);
  return searchParams;
}

function charsetOf(request: Request): string {
  return /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? '';
}

function readText(body: unknown): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body instanceof Uint8Array ? body : new Uint8Array());
  } catch {
    throw notUtf8();
  }
}

/** A query with characters replaced would be another query. */
function assertEscapes(text: string): void {
  try {
    // A lone % stands for itself.
    decodeURIComponent(text.replaceAll(/%(?![0-9A-Fa-f]{2})/g, '%25'));
  } catch {
    throw notUtf8();
  }
}

function notUtf8() {
  return problem(400, { detail: say('notUtf8') });
}
