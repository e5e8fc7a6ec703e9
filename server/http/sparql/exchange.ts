import type { Request, Response } from 'express';
import { callsServices } from '../../graph/federated/federated-graph.ts';
import type { Answer, AnswerFormat } from '../../graph/graph.ts';
import type { DatasetAsked } from './dataset-asked.ts';
import type { OpenAnswers } from './open-answers.ts';
import { readClient, type SparqlKeys } from './read-client.ts';
import { refuseService } from './refuse-service.ts';
import type { SparqlRequest } from './request.ts';

/** One question and what it is answered on. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
  readonly asked: SparqlRequest;
  readonly dataset: DatasetAsked;
}

/** Asks the dataset of an exchange; undefined when the asker left meanwhile. */
export type Ask = (
  query: string,
  exchange: Exchange & { readonly accept: readonly AnswerFormat[] },
) => Promise<Answer | undefined>;

export interface AskOptions {
  readonly openAnswers: OpenAnswers;
  readonly keys: SparqlKeys;
  /** Other endpoints that queries may call by SERVICE. */
  readonly services: readonly string[];
  /** `https://host` of this site; taken from the request without it. */
  readonly origin?: string;
}

const retryWhenFullMs = 30_000;

/** Makes what puts questions to datasets: on the asker's account, and no longer than they wait for the answer. */
export function createAsk({ openAnswers, keys, services, origin }: AskOptions): Ask {
  return async (query, { request, response, asked, dataset, accept }) => {
    const refused = refuseService(query, asked, { services, endpoint: endpointOf(request, origin) });
    if (refused) return refused;
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
        base: endpointOf(request, origin),
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
  };
}

/** The absolute address of the endpoint. */
export function endpointOf(request: Request, origin: string | undefined): string {
  return `${origin ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`}${request.baseUrl}`;
}

/** Whether what is held here is all that an answer rests on: nobody can ask others again as they were. */
export function isOurs({ query, live }: Pick<SparqlRequest, 'query' | 'live'>): boolean {
  return !live && !callsServices(query ?? '');
}
