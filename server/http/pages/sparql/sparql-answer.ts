import type { Position } from '../../../directory/entity.ts';
import { boxOf, frameAround } from '../../../geography/small-frame.ts';
import type { AskedService } from '../../../graph/graph.ts';
import type { Language } from '../../../rdf/text.ts';
import { messageIn } from '../../../rdf/typeset-french.ts';
import { exactTime, longDate } from '../../dates.ts';
import type { GalleryQuery } from '../../sparql/query-gallery.ts';
import { chartOf, positionsOf } from '../../sparql/result-views.ts';
import { sparqlTexts } from '../../texts/sparql-texts.ts';
import { counted, fill } from '../../texts/texts.ts';
import { barTable } from '../frame/bar-chart.ts';
import { type Content, html } from '../frame/html.ts';
import { smallMap } from '../frame/small-map.ts';
import { onward } from './sparql-onward.ts';
import type { ShownResult, ShownTable, SparqlPageInput } from './sparql-page-input.ts';
import { resultPages, resultTable } from './sparql-table.ts';
import { takeAway } from './sparql-take-away.ts';

/** The answer in all the ways that suit it, with what is needed to take it along and to name it. */
export function sparqlAnswer(result: ShownResult, example: GalleryQuery | undefined, input: SparqlPageInput): Content {
  const { language, asked, stateAt } = input;
  const t = sparqlTexts(language);
  return html`<section class="results" aria-labelledby="sparql-results">
    <h2 id="sparql-results" tabindex="-1">${t.results}</h2>
    ${asked.at && stateAt && html`<p class="quiet">${fill(t.ofState, { moment: longDate(stateAt, language) })}</p>`}
    ${input.repeats === 'asked-others' && html`<p class="notice">${fill(asked.live ? t.liveAnswer : t.serviceAnswer, { moment: exactTime(input.now.toISOString(), language) })}</p>`}
    ${result.asked && askedList(result.asked, language)}
    ${result.state === 'boolean' ? html`<p class="total">${result.value ? t.yes : t.no}</p>` : tableBlock(result, input)}
    ${result.state === 'table' && onward(result, language)}
    ${takeAway(result, example, input)}
  </section>`;
}

const maxAskedShown = 20;

/** Whom the answer rests on besides what is kept here, and who gave nothing. */
function askedList(asked: readonly AskedService[], language: Language): Content {
  const t = sparqlTexts(language);
  const line = ({ url, requests, problem }: AskedService) =>
    html`<li><a href=${url} rel="noopener">${url}</a> · ${problem ? messageIn(problem, language) : counted(t.requests, requests, language)}</li>`;
  return html`<details class="sparql-asked" open=${asked.some(({ problem }) => problem)}>
    <summary>${counted(t.askedOthers, asked.length, language)}</summary>
    <ul>${asked.slice(0, maxAskedShown).map(line)}</ul>
    ${asked.length > maxAskedShown && html`<p class="quiet">${fill(t.askedMore, { count: asked.length - maxAskedShown })}</p>`}
  </details>`;
}

function tableBlock(result: ShownTable, input: SparqlPageInput): Content {
  const { language } = input;
  const t = sparqlTexts(language);
  const { kind, table } = result;
  if (table.total === 0) return html`<p class="empty">${t.none}</p>`;
  return html`
    <p class="total">${counted(kind === 'graph' ? t.statements : t.rows, table.total, language)}</p>
    ${kind === 'bindings' && chart(result, language)}
    ${kind === 'bindings' && map(positionsOf(table), language)}
    ${table.rows.length > 0 && resultTable(result, input)}
    ${resultPages(result, input)}`;
}

const maxBars = 40;

function chart({ table, names }: ShownTable, language: Language): Content {
  const bars = chartOf(table);
  if (!bars) return undefined;
  const t = sparqlTexts(language);
  const shown = bars.slice(0, maxBars).map(({ label, count }) => {
    const named = names.get(label);
    return { label: named?.name ?? label, count, ...(named?.href ? { href: named.href } : {}) };
  });
  return html`<section class="figure sparql-chart">
    <h3>${t.chart}</h3>
    ${barTable(shown, language)}
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
