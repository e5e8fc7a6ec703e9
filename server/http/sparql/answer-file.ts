import { createHash } from 'node:crypto';
import type { AskedService, Graph } from '../../graph/graph.ts';
import { isVolatile } from '../../graph/volatile.ts';
import { problem } from '../errors.ts';
import { type Ask, type Exchange, endpointOf, isOurs } from './exchange.ts';
import { sparqlFailure } from './failure.ts';
import type { OpenAnswers } from './open-answers.ts';
import type { SparqlRequest } from './request.ts';
import { describeService } from './service-description.ts';

export interface AnswerFileOptions {
  readonly ask: Ask;
  readonly openAnswers: OpenAnswers;
  readonly graph: Pick<Graph, 'version'>;
  /** Distinguishes the dataset versions of this process from those of the one before it. */
  readonly epoch: string;
  readonly origin?: string;
  readonly services?: readonly string[];
}

/** Makes what answers programs: the query's result in the format they take (SPARQL 1.1 Protocol §2.1), without a query the service description. */
export function createAnswerFile(options: AnswerFileOptions): (exchange: Exchange) => Promise<void> {
  const { ask, openAnswers, graph, epoch, origin, services } = options;
  return async (exchange) => {
    const { request, response, asked, dataset } = exchange;
    // Data are in their publishers' languages, whatever the reader's.
    response.removeHeader('Content-Language');
    response.setHeader('Vary', asked.query === undefined ? 'Accept' : 'Accept, Accept-Datetime');
    if (asked.query === undefined) {
      const format = asked.wanted.find((name) => name === 'turtle' || name === 'jsonld');
      if (!format) throw problem(406, { allowed: ['text/turtle', 'application/ld+json', 'text/html'] });
      response.setHeader('Content-Type', contentType(format === 'turtle' ? 'text/turtle' : 'application/ld+json'));
      response.send(await describeService(endpointOf(request, origin), format, services));
      return;
    }
    if (asked.refusal) throw asked.refusal;
    // What changes though the data do not is never confirmed with 304.
    const tag =
      isVolatile(asked.query) || !isOurs(asked)
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
    const met = await ask(asked.query, { ...exchange, accept: asked.wanted.filter((name) => name !== 'html') });
    if (!met) return;
    if (met.state !== 'answered') throw sparqlFailure(met);
    if (tag) response.setHeader('ETag', tag(met.version));
    response.setHeader('Obsidienne-Dataset-Version', dataset.at ?? met.version);
    if (met.asked) response.setHeader('Obsidienne-Asked', met.asked.slice(0, 100).map(writeAsked).join(', '));
    response.setHeader('Content-Type', contentType(met.mediaType));
    if (request.method === 'HEAD') response.end();
    else await openAnswers.send(met, response);
  };
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

function contentType(mediaType: string): string {
  return mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType;
}
