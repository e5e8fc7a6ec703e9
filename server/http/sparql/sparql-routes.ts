import { randomUUID } from 'node:crypto';
import express, { type NextFunction, type Request, type RequestHandler, type Response, type Router } from 'express';
import type { PastDatasets } from '../../crawl/past/past-datasets.ts';
import type { Concept } from '../../directory/entity.ts';
import type { Graph } from '../../graph/graph.ts';
import { given } from '../../rdf/given.ts';
import { Problem, problem } from '../errors.ts';
import { languageOf } from '../language.ts';
import type { PageAssets } from '../pages/frame/layout.ts';
import { sparqlHelpPage } from '../pages/sparql/sparql-help-page.ts';
import { say } from '../texts/sparql-texts.ts';
import { createAnswerFile } from './answer-file.ts';
import { createAnswerPage } from './answer-page.ts';
import { datasetAsked, negotiatedState, tellState } from './dataset-asked.ts';
import { createAsk, endpointOf, isOurs } from './exchange.ts';
import { createOpenAnswers, type OpenAnswersOptions } from './open-answers.ts';
import { placeForExamples } from './place-for-examples.ts';
import { readQueryGallery } from './query-gallery.ts';
import type { SparqlKeys } from './read-client.ts';
import { bodyTypes, maxQueryBytes, readSparqlRequest, type SparqlRequest, tooLong } from './request.ts';
import type { NameIris } from './terms/name-iris.ts';
import type { TermBook } from './terms/query-terms.ts';

export interface SparqlRoutesOptions {
  readonly graph: Graph;
  /** Other endpoints that the graph calls by SERVICE. */
  readonly services?: readonly string[];
  /** The documents themselves, for `?live=1`; not offered without it. */
  readonly live?: Pick<Graph, 'query'>;
  /** How many documents one of its questions may read, to be told. */
  readonly liveDocuments?: number;
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
/** A form escapes a byte as three. */
const maxBodyBytes = 4 * maxQueryBytes;

/**
 * The routes of `/sparql`: SPARQL 1.1 Protocol (query operation) by GET and POST, for everyone (CORS); the page for a
 * browser; the service description when no query is given.
 */
export function sparqlRoutes(options: SparqlRoutesOptions): Router {
  const { graph, assets, terms, services = [], keys = { keys: [], deadlineMs: 0 } } = options;
  const now = options.now ?? (() => new Date());
  const gallery = readQueryGallery();
  const openAnswers = createOpenAnswers(options.readers);
  const origin = given('origin', options.origin);
  const shared = {
    ask: createAsk({ openAnswers, keys, services, ...origin }),
    epoch: options.epoch ?? randomUUID().slice(0, 8),
    ...origin,
  };
  const answerFile = createAnswerFile({ ...shared, openAnswers, graph, services });
  const answerPage = createAnswerPage({
    ...shared,
    ...{ assets, gallery, now, offersLive: options.live !== undefined },
    ...given('past', options.past),
    ...given('concepts', options.concepts),
    ...given('nameIris', options.nameIris),
  });

  const answer: RequestHandler = async (request, response) => {
    const asked = readSparqlRequest(request, gallery);
    const found = stateAsked(asked);
    // On the page, a day that cannot be asked for is told beside the question.
    if (found.state === 'refused') {
      if (asked.wanted[0] !== 'html') throw found.refusal;
      return answerPage({ request, response, asked: { ...asked, refusal: found.refusal }, dataset: graph });
    }
    const { dataset } = found;
    // What others say is said now: it has no state of another day to be led to.
    if (asked.query !== undefined && isOurs(asked)) {
      const isOpen = request.method !== 'POST' && asked.at === undefined;
      const state = isOpen ? negotiatedState(request, options) : undefined;
      if (request.method !== 'POST') response.vary('Accept-Datetime');
      if (state !== undefined) {
        response.redirect(302, state);
        return;
      }
      tellState(request, response, dataset);
    }
    const answerAs = asked.wanted[0] === 'html' ? answerPage : answerFile;
    return answerAs({ request, response, asked, dataset });
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
  router.get('/aide', async (request, response) => {
    const frame = { language: languageOf(response), path: request.originalUrl, assets, ...origin };
    const offer = {
      endpoint: endpointOf(request, options.origin),
      services,
      ...given('liveDocuments', options.live && options.liveDocuments),
      keyDeadlineMs: keys.deadlineMs,
      place: await placeForExamples(graph),
      now: now(),
    };
    response.type('html').send(sparqlHelpPage(frame, offer));
  });
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

/** body-parser's own error becomes ours, which says how long a query may be. */
function isTooLarge(error: unknown): boolean {
  return !(error instanceof Problem) && error instanceof Error && 'type' in error && error.type === 'entity.too.large';
}
