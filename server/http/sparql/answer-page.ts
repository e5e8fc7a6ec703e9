import type { Request } from 'express';
import type { PastDatasets } from '../../crawl/past/past-datasets.ts';
import type { Concept } from '../../directory/entity.ts';
import { isVolatile } from '../../graph/volatile.ts';
import { given } from '../../rdf/given.ts';
import { problem } from '../errors.ts';
import { languageOf } from '../language.ts';
import type { PageAssets } from '../pages/frame/layout.ts';
import { sparqlPage } from '../pages/sparql/sparql-page.ts';
import type { SparqlPageResult } from '../pages/sparql/sparql-page-input.ts';
import { type Ask, type Exchange, endpointOf, isOurs } from './exchange.ts';
import { sparqlFailure } from './failure.ts';
import type { GalleryQuery } from './query-gallery.ts';
import { readResultTable } from './result-table.ts';
import type { NameIris } from './terms/name-iris.ts';

export interface AnswerPageOptions {
  readonly ask: Ask;
  readonly epoch: string;
  readonly origin?: string;
  readonly past?: PastDatasets;
  readonly assets: PageAssets;
  readonly gallery: readonly GalleryQuery[];
  readonly concepts?: (scheme: string) => readonly Concept[];
  readonly nameIris?: NameIris;
  readonly offersLive: boolean;
  readonly now: () => Date;
}

const maxShownRows = 1_000;

/** Makes what answers people: the query page, with the answer where there is a query. */
export function createAnswerPage(options: AnswerPageOptions): (exchange: Exchange) => Promise<void> {
  const { ask, epoch, origin, past, assets, gallery, concepts, nameIris, offersLive, now } = options;

  /** When the present state of the data began, read before the question is asked: what comes later is not in the answer. */
  function stateAt({ dataset, asked }: Exchange): string | undefined {
    if (!isOurs(asked)) return undefined;
    if (dataset.at !== undefined) return dataset.at;
    const found = past?.find(now().toISOString());
    return found && found.state !== 'not-yet' ? found.at : undefined;
  }

  async function resultOf(query: string, exchange: Exchange, page: number): Promise<SparqlPageResult> {
    if (exchange.asked.refusal) return { state: 'failed', problem: exchange.asked.refusal };
    const met = await ask(query, { ...exchange, accept: ['tsv', 'ntriples'] });
    if (!met) return { state: 'failed', problem: problem(503) };
    if (met.state !== 'answered') return { state: 'failed', problem: sparqlFailure(met) };
    const format = met.format === 'ntriples' ? 'ntriples' : 'tsv';
    const said = { version: exchange.dataset.at ?? `${epoch}-${met.version}`, ...given('asked', met.asked) };
    // An ASK in TSV is the bare word.
    if (met.kind === 'boolean')
      return { state: 'boolean', value: (await wholeText(met.body)).trim() === 'true', ...said };
    const skipped = (page - 1) * maxShownRows;
    const table = await readResultTable(met.body, { format, maxRows: maxShownRows, skipped });
    const iris = table.rows.flatMap((row) => row.flatMap((cell) => (cell?.kind === 'iri' ? [cell.value] : [])));
    const names = nameIris?.(iris, languageOf(exchange.response)) ?? new Map();
    return { state: 'table', kind: met.kind, table, names, ...said };
  }

  return async (exchange) => {
    const { request, response, asked } = exchange;
    const page = pageAsked(request);
    const state = stateAt(exchange);
    const result = asked.query === undefined ? undefined : await resultOf(asked.query, exchange, page);
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
        ...given('origin', origin),
        assets,
        action: request.baseUrl || '/',
        endpoint: endpointOf(request, origin),
        gallery,
        concepts: concepts ?? (() => []),
        now: now(),
        asked,
        offersLive,
        page,
        repeats: !isOurs(asked) ? 'asked-others' : isVolatile(asked.query ?? '') ? 'by-chance' : 'same',
        ...given('stateAt', state),
        ...given('result', result),
      }),
    );
  };
}

/** The page of the answer, from 1; what is no number of a page is the first. */
function pageAsked({ originalUrl }: Request): number {
  const asked = new URL(originalUrl, 'http://site.invalid').searchParams.get('page') ?? '';
  return /^[1-9]\d{0,2}$/.test(asked) ? Number(asked) : 1;
}

async function wholeText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) text += decoder.decode(chunk, { stream: true });
  return text;
}
