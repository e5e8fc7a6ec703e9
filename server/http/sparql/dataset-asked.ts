import type { Request, Response } from 'express';
import type { PastDatasets } from '../../crawl/past/past-datasets.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Language } from '../../rdf/text.ts';
import { longDate } from '../dates.ts';
import { problem } from '../errors.ts';
import { badValue } from '../lists/list-parameters.ts';
import { say, sparqlTexts } from '../texts/sparql-texts.ts';
import { fill } from '../texts/texts.ts';

/** The dataset that a question is asked of. */
export interface DatasetAsked extends Pick<Graph, 'query'> {
  /** When it became what it then was (ISO 8601, UTC); absent for the present one, which may change at any time. */
  readonly at?: string;
}

export interface Datasets {
  readonly graph: Graph;
  /** Absent where documents are not asked themselves. */
  readonly live?: Pick<Graph, 'query'>;
  /** Absent where only the present is offered. */
  readonly past?: PastDatasets;
  readonly now: Date;
}

/** Finds the dataset of a moment; throws what the asker can mend: a day that has not come, or one before everything. */
export function datasetAsked(
  { at: moment, live: isLive }: { readonly at?: string; readonly live?: boolean },
  { graph, past, live, now }: Datasets,
): DatasetAsked {
  if (isLive && !live) throw problem(400, { parameter: 'live', detail: say('notLive') });
  if (isLive && live) return live;
  if (moment === undefined || !past) return { query: (...asked) => graph.query(...asked) };
  if (moment.slice(0, 10) > now.toISOString().slice(0, 10)) throw badValue('at', moment.slice(0, 10), momentExamples);
  const found = past.find(moment);
  if (found.state === 'not-yet') throw notYet(found.first ?? now.toISOString());
  const { at } = found;
  if (found.state === 'past') return { at, query: (...asked) => past.query(at, ...asked) };
  // What is so now was so at a moment that is over, but may be otherwise at the end of this day.
  return { ...(moment < now.toISOString() ? { at } : {}), query: (...asked) => graph.query(...asked) };
}

export const momentExamples = ['2026-01-31', '2026-01-31T12:00:00Z'];

/**
 * Where the state is that a client asks for by `Accept-Datetime` (RFC 7089, section 4.2: the address is its own TimeGate),
 * or undefined when it asks for none.
 */
export function negotiatedState(request: Request, { past }: Pick<Datasets, 'past'>): string | undefined {
  const wanted = request.get('Accept-Datetime');
  if (wanted === undefined || !past) return undefined;
  const time = Date.parse(wanted);
  if (Number.isNaN(time)) throw badValue('Accept-Datetime', wanted, ['Thu, 31 May 2007 20:35:00 GMT']);
  const found = past.find(new Date(time).toISOString());
  const at = found.state === 'not-yet' ? found.first : found.at;
  if (at === undefined) throw problem(404);
  return `${request.originalUrl}&at=${at}`;
}

/** Says of an answer which state it is of (RFC 7089, section 2.1.1), and where the present one is. */
export function tellState(request: Request, response: Response, { at }: DatasetAsked): void {
  const address = new URL(request.originalUrl, 'http://site.invalid');
  address.searchParams.delete('at');
  response.append('Link', `<${address.pathname}${address.search}>; rel="original timegate"`);
  if (at === undefined) return;
  response.setHeader('Memento-Datetime', new Date(at).toUTCString());
  response.setHeader('X-Robots-Tag', 'noindex');
}

function notYet(first: string) {
  const tell = (language: Language) => fill(sparqlTexts.plain(language).notYet, { date: longDate(first, language) });
  return problem(404, { parameter: 'at', detail: { fr: tell('fr'), en: tell('en') } });
}
