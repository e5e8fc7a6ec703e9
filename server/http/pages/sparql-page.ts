import type { Language } from '../../rdf/text.ts';
import type { Problem } from '../errors.ts';
import type { GalleryQuery } from '../sparql/query-gallery.ts';
import type { SparqlRequest } from '../sparql/request.ts';
import type { Cell, ResultTable } from '../sparql/result-table.ts';
import { type SparqlTexts, sparqlTexts } from '../texts/sparql-texts.ts';
import { counted, fill, number } from '../texts/texts.ts';
import { type Content, html, webAddress } from './html.ts';
import { layout, type PageAssets } from './layout.ts';

/** What there is to show of an answer. */
export type SparqlPageResult =
  | { readonly state: 'table'; readonly kind: 'bindings' | 'graph'; readonly table: ResultTable }
  | { readonly state: 'boolean'; readonly value: boolean }
  | { readonly state: 'failed'; readonly problem: Problem };

export interface SparqlPageInput {
  readonly language: Language;
  readonly path: string;
  readonly origin?: string;
  readonly assets: PageAssets;
  /** Where the form goes: the endpoint itself. */
  readonly action: string;
  readonly gallery: readonly GalleryQuery[];
  readonly asked: SparqlRequest;
  readonly result?: SparqlPageResult;
}

const downloads = {
  bindings: ['csv', 'tsv', 'json', 'xml'],
  boolean: ['json', 'xml'],
  graph: ['turtle', 'ntriples', 'jsonld'],
} as const;

const formatLabels = {
  csv: 'CSV',
  tsv: 'TSV',
  json: 'JSON',
  xml: 'XML',
  turtle: 'Turtle',
  ntriples: 'N-Triples',
  jsonld: 'JSON-LD',
} as const;

/** The query page: a form that works without script, ready-made queries, and the answer as a table. */
export function sparqlPage(input: SparqlPageInput): string {
  const { language, action, gallery, asked, result, ...frame } = input;
  const t = sparqlTexts(language);
  const query = asked.query ?? gallery[0]?.query ?? '';
  const body = html`<div class="page sparql-page">
    <header class="page-header">
      <h1>${t.title}</h1>
      <p class="lead">${t.lead}</p>
    </header>
    ${result?.state === 'failed' && failure(result.problem, language)}
    <form class="sparql-form" action=${action} method="get">
      <p><label for="sparql-query">${t.query}</label></p>
      <p>
        <textarea
          id="sparql-query"
          name="query"
          rows="14"
          cols="80"
          spellcheck=${false}
          autocapitalize="off"
          translate="no"
          aria-invalid=${result?.state === 'failed' ? 'true' : undefined}
          aria-describedby=${result?.state === 'failed' ? 'sparql-error' : undefined}
        >${query}</textarea>
      </p>
      ${datasetFields(asked)}
      <p><button type="submit" class="button">${t.run}</button></p>
    </form>
    ${result && result.state !== 'failed' && answer(result, input)}
    <section class="sparql-gallery" aria-labelledby="sparql-gallery">
      <h2 id="sparql-gallery">${t.gallery}</h2>
      <p>${t.galleryLead}</p>
      <ul>
        ${gallery.map(
          (example) => html`<li>
            <a href=${addressOf(input, { query: example.query })}>${example.title[language]}</a>
            <p>${example.explanation[language]}</p>
          </li>`,
        )}
      </ul>
    </section>
    <section class="sparql-about" aria-labelledby="sparql-about">
      <h2 id="sparql-about">${t.about}</h2>
      <p>${t.aboutText}</p>
      <p>${t.aboutMachines}</p>
    </section>
  </div>`;
  return layout({ ...frame, language, title: t.title, description: t.lead, body });
}

function failure({ details }: Problem, language: Language): Content {
  const t = sparqlTexts(language);
  const { detail, line, column } = details;
  return html`<div class="notice notice-warning" role="alert" id="sparql-error">
    <p><strong>${t.error}.</strong> ${line !== undefined && column !== undefined && fill(t.place, { line, column })}</p>
    <p>${typeof detail === 'string' ? detail : detail?.[language]}</p>
  </div>`;
}

function answer(result: Exclude<SparqlPageResult, { state: 'failed' }>, input: SparqlPageInput): Content {
  const t = sparqlTexts(input.language);
  return html`<section class="results" aria-labelledby="sparql-results">
    <h2 id="sparql-results">${t.results}</h2>
    ${result.state === 'boolean' ? html`<p class="total">${result.value ? t.yes : t.no}</p>` : tableBlock(result, input)}
    <p class="take-away">
      ${t.download} :${' '}
      ${downloads[result.state === 'boolean' ? 'boolean' : result.kind].map(
        (format) => html`<a href=${addressOf(input, { format })} rel="alternate">${formatLabels[format]}</a>${' '}`,
      )}
    </p>
  </section>`;
}

function tableBlock(
  { kind, table }: Extract<SparqlPageResult, { state: 'table' }>,
  { language }: SparqlPageInput,
): Content {
  const t = sparqlTexts(language);
  const { rows, total } = table;
  const columns = kind === 'graph' ? [t.subject, t.predicate, t.object] : table.columns;
  if (total === 0) return html`<p class="empty">${t.none}</p>`;
  return html`
    <p class="total">${counted(kind === 'graph' ? t.statements : t.rows, total, language)}</p>
    ${rows.length < total && html`<p class="notice">${cutSentence(t, { shown: rows.length, total }, language)}</p>`}
    <div class="table-scroll" tabindex="0" role="region" aria-label=${t.table}>
      <table>
        <thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td lang=${cell?.language}>${cellContent(cell)}</td>`)}</tr>`)}</tbody>
      </table>
    </div>`;
}

function cutSentence(t: SparqlTexts, { shown, total }: { shown: number; total: number }, language: Language): string {
  return fill(t.cut, { shown: number(shown, language), count: number(total, language) });
}

function cellContent(cell: Cell | undefined): Content {
  if (!cell) return undefined;
  const address = cell.kind === 'iri' ? webAddress(cell.value) : undefined;
  return address === undefined ? cell.value : html`<a href=${address}>${cell.value}</a>`;
}

/** A dataset given in the address stays with the query. */
function datasetFields({ defaultGraphs, namedGraphs }: SparqlRequest): Content {
  const field = (name: string) => (value: string) => html`<input type="hidden" name=${name} value=${value} />`;
  return [
    ...(defaultGraphs ?? []).map(field('default-graph-uri')),
    ...(namedGraphs ?? []).map(field('named-graph-uri')),
  ];
}

/** This page's address with another query, or the same answer as a file. */
function addressOf({ action, asked }: SparqlPageInput, change: { query?: string; format?: string }): string {
  const parameters = new URLSearchParams({ query: change.query ?? asked.query ?? '' });
  if (change.query === undefined) {
    for (const iri of asked.defaultGraphs ?? []) parameters.append('default-graph-uri', iri);
    for (const iri of asked.namedGraphs ?? []) parameters.append('named-graph-uri', iri);
  }
  if (change.format) parameters.set('format', change.format);
  return `${action}?${parameters}`;
}
