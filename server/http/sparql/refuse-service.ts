import { calledServices } from '../../graph/federated/federated-graph.ts';
import type { Answer } from '../../graph/graph.ts';
import { placeAt } from '../../graph/scan-query.ts';
import type { Bilingual } from '../../rdf/text.ts';
import { say } from '../texts/sparql-texts.ts';
import type { SparqlRequest } from './request.ts';

export interface ServicesOffered {
  /** Other endpoints that the operator lets queries call. */
  readonly services: readonly string[];
  /** What relative IRIs stand on. */
  readonly endpoint: string;
}

/**
 * Why a query may not call the endpoints that it names by SERVICE (SPARQL 1.1 Federated Query), with the place; undefined
 * when it calls none, or only what the operator opened.
 */
export function refuseService(
  query: string,
  { at: moment, live }: Pick<SparqlRequest, 'at' | 'live'>,
  { services, endpoint }: ServicesOffered,
): Extract<Answer, { state: 'bad-query' }> | undefined {
  if (!/service/i.test(query)) return undefined;
  const called = calledServices(query, endpoint);
  const [first] = called;
  if (!first) return undefined;
  const refuse = (offset: number, message: Bilingual) =>
    ({ state: 'bad-query', message, ...placeAt(query, offset) }) as const;
  if (services.length === 0) return refuse(first.at, say('serviceNone'));
  if (live) return refuse(first.at, say('serviceLive'));
  if (moment !== undefined) return refuse(first.at, say('serviceThen'));
  const stranger = called.find(({ iri }) => iri === undefined || !services.includes(iri));
  if (!stranger) return undefined;
  const allowed = services.map((service) => `<${service}>`).join(', ');
  return stranger.iri === undefined
    ? refuse(stranger.at, say('serviceVariable', { allowed }))
    : refuse(stranger.at, say('serviceUnlisted', { service: `<${stranger.iri}>`, allowed }));
}
