import { createHash, randomUUID } from 'node:crypto';
import express, { type NextFunction, type Request, type RequestHandler, type Response, type Router } from 'express';
import type { PastDatasets } from '../../crawl/past/past-datasets.ts';
import type { Concept } from '../../directory/entity.ts';
import { callsServices } from '../../graph/federated/federated-graph.ts';
import type { Answer, AnswerFormat, AskedService, Graph } from '../../graph/graph.ts';
import { isVolatile } from '../../graph/volatile.ts';
import { given } from '../../rdf/given.ts';
import { Problem, problem } from '../errors.ts';
import { languageOf } from '../language.ts';
import type { PageAssets } from '../pages/frame/layout.ts';
import { sparqlHelpPage } from '../pages/sparql/sparql-help-page.ts';
import { sparqlPage } from '../pages/sparql/sparql-page.ts';
import type { SparqlPageResult } from '../pages/sparql/sparql-page-input.ts';
import { say } from '../texts/sparql-texts.ts';
import { type DatasetAsked, datasetAsked, negotiatedState, tellState } from './dataset-asked.ts';
import { sparqlFailure } from './failure.ts';
import { createOpenAnswers, type OpenAnswersOptions } from './open-answers.ts';
import { readQueryGallery } from './query-gallery.ts';
import { readClient, type SparqlKeys } from './read-client.ts';
import { bodyTypes, maxQueryBytes, readSparqlRequest, type SparqlRequest, tooLong } from './request.ts';
import { readResultTable } from './result-table.ts';
import { describeService } from './service-description.ts';
import type { NameIris } from './terms/name-iris.ts';
import type { TermBook } from './terms/query-terms.ts';

export interface SparqlRoutesOptions {
  readonly graph: Graph;
  /** Other endpoints that the graph calls by SERVICE. */
  readonly services?: readonly string[];
  /** The documents themselves, for `?live=1`; not offered without it. */
  readonly live?: Pick<Graph, 'query'>;
  /** The dataset as it was, for `?at=`; only the present is offered without it. */
  readonly past?: PastDatasets;
  readonly assets: PageAssets;
  /** `https://host` of this site; taken from the request without it. */
  readonly origin?: string;
  /** Distinguishes the dataset versions of this process from those of the one before it. */
  readonly epoch?: string;
  readonly readers?: OpenAnswersOptions;
  /** Nobody has a key without it. */
  readonly keys?: SparqlKeys;
  /** The concepts of a scheme, for examples that are about one of them. */
  readonly concepts?: (scheme: string) => readonly Concept[];
  /** What queries are written with, for completion. */
  readonly terms?: TermBook;
  /** Names for the IRIs of answers. */
  readonly nameIris?: NameIris;
  readonly now?: () => Date;
}

const methods = 'GET, HEAD, POST, OPTIONS';
const maxShownRows = 1_000;
const retryWhenFullMs = 30_000;
/** A form escapes a byte as three. */
const maxBodyBytes = 4 * maxQueryBytes;

/**
 * The routes of `/sparql`: SPARQL 1.1 Protocol (query operation) by GET and POST, for everyone (CORS); the page for a
 * browser; the service description when no query is given.
 */
export function sparqlRoutes(options: SparqlRoutesOptions): Router {
  const { graph } = options;
  const epoch = options.epoch ?? randomUUID().slice(0, 8);
  const gallery = readQueryGallery();
  const now = options.now ?? (() => new Date());
  const openAnswers = createOpenAnswers(options.readers);
  const keys = options.keys ?? { keys: [], deadlineMs: 0 };

  const answer: RequestHandler = async (request, response) => {
    const asked = readSparqlRequest(request, gallery);
    const found = stateAsked(asked);
    // On the page, a day that cannot be asked for is told beside the question.
    if (found.state === 'refused') {
      if (asked.wanted[0] !== 'html') throw found.refusal;
      return answerPage({ request, response, asked: { ...asked, refusal: found.refusal }, dataset: graph });
    }
    const { dataset } = found;
    if (asked.query !== undefined && request.method !== 'POST') {
      const state = asked.at === undefined ? negotiatedState(request, options) : undefined;
      response.vary('Accept-Datetime');
      if (state !== undefined) {
        response.redirect(302, state);
        return;
      }
    }
    if (asked.query !== undefined) tellState(request, response, dataset);
    if (asked.wanted[0] === 'html') return answerPage({ request, response, asked, dataset });
    // Data are in their publishers' languages, whatever the reader's.
    response.removeHeader('Content-Language');
    response.setHeader('Vary', asked.query === undefined ? 'Accept' : 'Accept, Accept-Datetime');
    if (asked.query === undefined) return answerDescription(request, response, asked);
    if (asked.refusal) throw asked.refusal;
    // What changes though the data do not is never confirmed with 304.
    const isOwn = !asked.live && !callsServices(asked.query);
    const tag =
      isVolatile(asked.query) || !isOwn
        ? undefined
        : (version: number) => entityTag(epoch, dataset.at ?? version, asked);
    response.setHeader('Cache-Control', tag ? 'no-cache' : 'no-store');
    if (tag) {
      response.setHeader('ETag', tag(graph.version));
      if (request.fresh) {
        response.status(304).end();
        return;
      }
    }
    const met = await ask(asked.query, {
      request,
      response,
      asked,
      dataset,
      accept: asked.wanted.filter((name) => name !== 'html'),
    });
    if (!met) return;
    if (met.state !== 'answered') throw sparqlFailure(met);
    if (tag) response.setHeader('ETag', tag(met.version));
    response.setHeader('Obsidienne-Dataset-Version', dataset.at ?? met.version);
    if (met.asked) response.setHeader('Obsidienne-Asked', met.asked.slice(0, 100).map(writeAsked).join(', '));
    response.setHeader('Content-Type', contentType(met.mediaType));
    if (request.method === 'HEAD') response.end();
    else await openAnswers.send(met, response);
  };

  function stateAsked(asked: SparqlRequest) {
    try {
      const dataset = datasetAsked(asked, { ...options, now: now() });
      return { state: 'found', dataset } as const;
    } catch (error) {
      if (error instanceof Problem) return { state: 'refused', refusal: error } as const;
      throw error;
    }
  }

  /** When the present state of the data began, read before the question is asked: what comes later is not in the answer. */
  function stateAt({ dataset, asked }: Exchange): string | undefined {
    // Nobody can ask the same profiles again as they were.
    if (asked.live) return undefined;
    if (dataset.at !== undefined) return dataset.at;
    const found = options.past?.find(now().toISOString());
    return found && found.state !== 'not-yet' ? found.at : undefined;
  }

  /** Undefined when the asker left meanwhile. */
  async function ask(
    query: string,
    { request, response, asked, dataset, accept }: Exchange & { readonly accept: readonly AnswerFormat[] },
  ): Promise<Answer | undefined> {
    const client = readClient(request, response, keys);
    if (!openAnswers.admit()) return { state: 'busy', retryAfterMs: retryWhenFullMs };
    const left = new AbortController();
    const leave = () => left.abort();
    response.once('close', leave);
    try {
      const { defaultGraphs, namedGraphs } = asked;
      return await dataset.query(query, {
        accept,
        signal: left.signal,
        base: endpointOf(request),
        ...client,
        ...(defaultGraphs ? { defaultGraphs } : {}),
        ...(namedGraphs ? { namedGraphs } : {}),
      });
    } catch (error) {
      if (left.signal.aborted) return undefined;
      throw error;
    } finally {
      response.off('close', leave);
    }
  }

  async function answerDescription(request: Request, response: Response, { wanted }: SparqlRequest): Promise<void> {
    const format = wanted.find((name) => name === 'turtle' || name === 'jsonld');
    if (!format) throw problem(406, { allowed: ['text/turtle', 'application/ld+json', 'text/html'] });
    response.setHeader('Content-Type', contentType(format === 'turtle' ? 'text/turtle' : 'application/ld+json'));
    response.send(await describeService(endpointOf(request), format, options.services));
  }

  async function answerPage(exchange: Exchange): Promise<void> {
    const { request, response, asked } = exchange;
    const page = pageAsked(request);
    const state = stateAt(exchange);
    const result = asked.query === undefined ? undefined : await pageResult(asked.query, { ...exchange, page });
    if (response.destroyed) return;
    if (result?.state === 'failed') {
      response.status(result.problem.status);
      const { retryAfterMs } = result.problem.details;
      if (retryAfterMs !== undefined) response.setHeader('Retry-After', Math.ceil(retryAfterMs / 1000));
    }
    response.setHeader('Cache-Control', 'no-cache');
    response.vary('Accept');
    response.type('html').send(
      sparqlPage({
        language: languageOf(response),
        path: request.originalUrl,
        ...(options.origin ? { origin: options.origin } : {}),
        assets: options.assets,
        action: request.baseUrl || '/',
        endpoint: endpointOf(request),
        gallery,
        concepts: options.concepts ?? (() => []),
        now: now(),
        asked,
        offersLive: options.live !== undefined,
        page,
        ...given('stateAt', state),
        ...(result ? { result } : {}),
      }),
    );
  }

  async function pageResult(query: string, exchange: Exchange & { readonly page: number }): Promise<SparqlPageResult> {
    if (exchange.asked.refusal) return { state: 'failed', problem: exchange.asked.refusal };
    const met = await ask(query, { ...exchange, accept: ['tsv', 'ntriples'] });
    if (!met) return { state: 'failed', problem: problem(503) };
    if (met.state !== 'answered') return { state: 'failed', problem: sparqlFailure(met) };
    const format = met.format === 'ntriples' ? 'ntriples' : 'tsv';
    // An ASK in TSV is the bare word.
    const version = exchange.dataset.at ?? `${epoch}-${met.version}`;
    if (met.kind === 'boolean')
      return { state: 'boolean', version, value: (await wholeText(met.body)).trim() === 'true' };
    const skipped = (exchange.page - 1) * maxShownRows;
    const table = await readResultTable(met.body, { format, maxRows: maxShownRows, skipped });
    const iris = table.rows.flatMap((row) => row.flatMap((cell) => (cell?.kind === 'iri' ? [cell.value] : [])));
    const names = options.nameIris?.(iris, languageOf(exchange.response)) ?? new Map();
    return { state: 'table', kind: met.kind, version, table, names, ...given('asked', met.asked) };
  }

  function endpointOf(request: Request): string {
    const origin = options.origin ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`;
    return `${origin}${request.baseUrl}`;
  }

  const router = express.Router();
  router.use(openToAll);
  router.options('/', (_request, response) => {
    response
      .setHeader('Allow', methods)
      .setHeader('Access-Control-Allow-Methods', methods)
      .setHeader(
        'Access-Control-Allow-Headers',
        'Accept, Accept-Datetime, Accept-Language, Authorization, Cache-Control, Content-Type, If-None-Match',
      )
      .setHeader('Access-Control-Max-Age', '86400')
      .status(204)
      .end();
  });
  router.get('/aide', (request, response) => {
    const { assets, origin } = options;
    const frame = { language: languageOf(response), path: request.originalUrl, assets, ...(origin ? { origin } : {}) };
    response.type('html').send(sparqlHelpPage(frame, endpointOf(request)));
  });
  const { terms } = options;
  if (terms)
    for (const language of ['fr', 'en'] as const)
      router.get(`/termes.${language}.json`, (_request, response) => {
        response.setHeader('Content-Language', language);
        response.json(terms.of(language));
      });
  router.get('/', answer);
  router.post('/', express.raw({ type: [...bodyTypes], limit: maxBodyBytes }), answer);
  router.all('/', (_request, response) => {
    response.setHeader('Allow', methods);
    throw problem(405, { detail: say('method'), allowed: methods.split(', ') });
  });
  router.use((error: unknown, request: Request, _response: Response, next: NextFunction) =>
    next(isTooLarge(error) ? tooLong(request.method) : error),
  );
  return router;
}

const openToAll: RequestHandler = (_request, response, next) => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader(
    'Access-Control-Expose-Headers',
    'ETag, Link, Memento-Datetime, Obsidienne-Asked, Obsidienne-Dataset-Version, Retry-After',
  );
  next();
};

/** One question and what it is answered on. */
interface Exchange {
  readonly request: Request;
  readonly response: Response;
  readonly asked: SparqlRequest;
  readonly dataset: DatasetAsked;
}

/** body-parser's own error becomes ours, which says how long a query may be. */
function isTooLarge(error: unknown): boolean {
  return !(error instanceof Problem) && error instanceof Error && 'type' in error && error.type === 'entity.too.large';
}

/** Weak: blank node labels and row order may differ between two answers that say the same. */
function entityTag(epoch: string, state: number | string, asked: SparqlRequest): string {
  const said = JSON.stringify([asked.query, asked.defaultGraphs, asked.namedGraphs, asked.wanted]);
  return `W/"${epoch}-${state}-${createHash('sha256').update(said).digest('base64url').slice(0, 22)}"`;
}

/** What an answer rests on, in the form of a `Link` header's value. */
function writeAsked({ url, requests, problem: met }: AskedService): string {
  return `<${new URL(url).href}>; requests=${requests}${met ? '; failed' : ''}`;
}

/** The page of the answer, from 1; what is no number of a page is the first. */
function pageAsked({ originalUrl }: Request): number {
  const asked = new URL(originalUrl, 'http://site.invalid').searchParams.get('page') ?? '';
  return /^[1-9]\d{0,2}$/.test(asked) ? Number(asked) : 1;
}

function contentType(mediaType: string): string {
  return mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType;
}

async function wholeText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) text += decoder.decode(chunk, { stream: true });
  return text;
}
