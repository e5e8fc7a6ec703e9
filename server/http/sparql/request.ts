import type { Request } from 'express';
import { given } from '../../rdf/given.ts';
import { isIri } from '../../rdf/iri.ts';
import { type Problem, problem } from '../errors.ts';
import { badValue } from '../lists/list-parameters.ts';
import { readMoment } from '../moment.ts';
import { say } from '../texts/sparql-texts.ts';
import { momentExamples } from './dataset-asked.ts';
import { fillQuery } from './fill-query.ts';
import { acceptedFormats, formatNames, namedFormats, type WantedFormat } from './formats.ts';
import type { GalleryQuery } from './query-gallery.ts';

/** The longest query that is read. */
export const maxQueryBytes = 16 * 1024;
const formType = 'application/x-www-form-urlencoded';
const queryType = 'application/sparql-query';
export const bodyTypes = [queryType, formType] as const;

/** What was asked of the endpoint (SPARQL 1.1 Protocol §2.1). */
export interface SparqlRequest {
  /** Undefined: the endpoint itself is asked for. */
  readonly query: string | undefined;
  /** The example that the query is, with all its values as they were given. */
  readonly example?: { readonly key: string; readonly values: Readonly<Record<string, string>> };
  /** Why the example cannot be answered with these values. */
  readonly refusal?: Problem;
  readonly defaultGraphs: readonly string[] | undefined;
  readonly namedGraphs: readonly string[] | undefined;
  /** The moment whose state is asked (ISO 8601, UTC); the present one without it. */
  readonly at?: string;
  /** Whether profiles are to be asked as they are now, instead of what is kept of them. */
  readonly live?: boolean;
  /** Most wanted first. */
  readonly wanted: readonly WantedFormat[];
}

/** Parameters of updates: asking with them is asking for what is never done here. */
const updateParameters = ['update', 'using-graph-uri', 'using-named-graph-uri'];

/** Reads the operation from the address and the body (as bytes); throws a problem for what the asker can mend. */
export function readSparqlRequest(request: Request, gallery: readonly GalleryQuery[] = []): SparqlRequest {
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
  const wanted = readWanted(request, all('format'));
  const dataset = { ...readDataset(all), ...given('at', readAt(all('at'))), ...given('live', readLive(all)) };
  const [key] = all('example');
  if (key !== undefined && queries.length === 0) return { ...readExample(key, gallery, all), ...dataset, wanted };
  if (key !== undefined) throw problem(400, { parameter: 'example', detail: say('oneOfBoth') });
  const [query] = queries;
  // An empty field of the page's form is no query.
  const isNone = query === undefined || (query.trim() === '' && wanted[0] === 'html');
  if (isNone && isPost) throw problem(400, { parameter: 'query', detail: say('noQuery') });
  if (query !== undefined && Buffer.byteLength(query) > maxQueryBytes) throw tooLong(request.method);
  return { query: isNone ? undefined : query, ...dataset, wanted };
}

/** 414 for an address, 413 for a body. */
export function tooLong(method: string) {
  return problem(method === 'POST' ? 413 : 414, { detail: say('queryTooLong', { kilobytes: maxQueryBytes / 1024 }) });
}

function readExample(key: string, gallery: readonly GalleryQuery[], all: (name: string) => readonly string[]) {
  const example = gallery.find((one) => one.key === key);
  if (!example) throw problem(404, { parameter: 'example', value: key, detail: say('noExample') });
  const values = Object.fromEntries(
    example.parameters.map(({ name, default: otherwise }) => [name, all(name)[0]?.trim() || otherwise]),
  );
  const filled = fillQuery(example, (name) => values[name]);
  if (filled.state === 'filled') return { query: filled.query, example: { key, values } };
  const { parameter, value } = filled;
  const refusal = problem(400, { parameter: parameter.name, value, detail: say('badValue') });
  return { query: example.query, example: { key, values }, refusal };
}

function readWanted(request: Request, formats: readonly string[]): readonly WantedFormat[] {
  const [format] = formats;
  if (!format) return acceptedFormats(request.headers.accept);
  const wanted = namedFormats(format);
  if (wanted.length === 0)
    throw problem(406, { parameter: 'format', value: format, detail: say('unknownFormat'), allowed: formatNames });
  return wanted;
}

function readAt([at = '']: readonly string[]): string | undefined {
  // An empty field asks for the present.
  if (at === '') return undefined;
  const moment = readMoment(at);
  if (!moment) throw badValue('at', at, momentExamples);
  return moment;
}

function readLive(all: (name: string) => readonly string[]): boolean | undefined {
  const [live = ''] = all('live');
  if (live === '' || live === '0') return undefined;
  if (live !== '1') throw badValue('live', live, ['1']);
  if (all('at').some((at) => at !== '')) throw problem(400, { parameter: 'live', detail: say('liveThen') });
  return true;
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
