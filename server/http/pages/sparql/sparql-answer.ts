import type { Position } from '../../../directory/entity.ts';
import { boxOf, frameAround } from '../../../geography/small-frame.ts';
import type { Language } from '../../../rdf/text.ts';
import { longDate } from '../../dates.ts';
import { answerAddress } from '../../sparql/answer-address.ts';
import type { GalleryQuery } from '../../sparql/query-gallery.ts';
import type { Cell, ResultTable } from '../../sparql/result-table.ts';
import { chartOf, positionsOf } from '../../sparql/result-views.ts';
import { sparqlTexts } from '../../texts/sparql-texts.ts';
import { counted, fill, number } from '../../texts/texts.ts';
import { barTable } from '../frame/bar-chart.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import { smallMap } from '../frame/small-map.ts';
import type { SparqlPageInput, SparqlPageResult } from './sparql-page-input.ts';

type Shown = Exclude<SparqlPageResult, { state: 'failed' }>;

const downloads = {
  bindings: ['csv', 'tsv', 'json', 'xml'],
  boolean: ['json', 'xml'],
  graph: ['turtle', 'ntriples', 'jsonld', 'rdfxml'],
} as const;

const formatLabels = {
  csv: 'CSV',
  tsv: 'TSV',
  json: 'JSON',
  xml: 'XML',
  turtle: 'Turtle',
  ntriples: 'N-Triples',
  jsonld: 'JSON-LD',
  rdfxml: 'RDF/XML',
} as const;

/** The answer in all the ways that suit it, with what is needed to take it along and to name it. */
export function sparqlAnswer(result: Shown, example: GalleryQuery | undefined, input: SparqlPageInput): Content {
  const { language, action, asked, endpoint } = input;
  const t = sparqlTexts(language);
  return html`<section class="results" aria-labelledby="sparql-results">
    <h2 id="sparql-results">${t.results}</h2>
    ${result.state === 'boolean' ? html`<p class="total">${result.value ? t.yes : t.no}</p>` : tableBlock(result, language)}
    <p class="take-away">
      ${t.download} :${' '}
      ${downloads[result.state === 'boolean' ? 'boolean' : result.kind].map(
        (format) =>
          html`<a href=${answerAddress(action, asked, format)} rel="alternate">${formatLabels[format]}</a>${' '}`,
      )}
      · <a href=${answerAddress(endpoint, asked)} rel="bookmark">${t.permalink}</a>
    </p>
    ${citation(result, example, input)}
  </section>`;
}

function citation(result: Shown, example: GalleryQuery | undefined, input: SparqlPageInput): Content {
  const { language, asked, endpoint, now } = input;
  const t = sparqlTexts(language);
  const words = fill(t.citation, {
    site: new URL(endpoint).host,
    title: example ? example.title[language] : t.ownQuery,
    version: result.version,
    date: longDate(now.toISOString().slice(0, 10), language),
    address: answerAddress(endpoint, asked),
  });
  return html`<details class="sparql-cite">
    <summary>${t.cite}</summary>
    <p class="citation">${words}</p>
    <p class="quiet">${t.citeNote} <a href="/snapshots">${t.snapshots}</a></p>
  </details>`;
}

function tableBlock({ kind, table }: Extract<Shown, { state: 'table' }>, language: Language): Content {
  const t = sparqlTexts(language);
  const { rows, total } = table;
  const columns = kind === 'graph' ? [t.subject, t.predicate, t.object] : table.columns;
  if (total === 0) return html`<p class="empty">${t.none}</p>`;
  const isCut = rows.length < total;
  const sentence = fill(t.cut, { shown: number(rows.length, language), count: number(total, language) });
  return html`
    <p class="total">${counted(kind === 'graph' ? t.statements : t.rows, total, language)}</p>
    ${isCut && html`<p class="notice">${sentence}</p>`}
    ${kind === 'bindings' && chart(table, language)}
    ${kind === 'bindings' && map(positionsOf(table), language)}
    <div class="table-scroll" tabindex="0" role="region" aria-label=${t.table}>
      <table>
        <thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td lang=${cell?.language}>${cellContent(cell)}</td>`)}</tr>`)}</tbody>
      </table>
    </div>`;
}

const maxBars = 40;

function chart(table: ResultTable, language: Language): Content {
  const bars = chartOf(table);
  if (!bars) return undefined;
  const t = sparqlTexts(language);
  return html`<section class="figure sparql-chart">
    <h3>${t.chart}</h3>
    ${barTable(bars.slice(0, maxBars), language)}
    ${bars.length > maxBars && html`<p class="quiet">${fill(t.chartOthers, { shown: maxBars })}</p>`}
  </section>`;
}

/** Room around the outermost places, in degrees, so that one place alone still shows where it is. */
const margin = 0.4;

function map(positions: readonly Position[], language: Language): Content {
  if (positions.length === 0) return undefined;
  const t = sparqlTexts(language);
  const corners = positions.map(({ lon, lat }) => [lon, lat]);
  const [west, south, east, north] = boxOf({ type: 'MultiPolygon', coordinates: [[corners]] });
  const drawn = smallMap({
    frame: frameAround([west - margin, south - margin, east + margin, north + margin], 480, 380),
    label: fill(t.mapLabel, { count: positions.length }),
    dots: positions,
    towns: 6,
    language,
  });
  return drawn && html`<section class="sparql-map"><h3>${t.map}</h3>${drawn}</section>`;
}

function cellContent(cell: Cell | undefined): Content {
  if (!cell) return undefined;
  const address = cell.kind === 'iri' ? webAddress(cell.value) : undefined;
  return address === undefined ? cell.value : html`<a href=${address}>${cell.value}</a>`;
}
