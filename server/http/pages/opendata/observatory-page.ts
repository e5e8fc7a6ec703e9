import type { Figure, FigureRow } from '../../figures/figures.ts';
import { fill, opendataTexts, texts } from '../../texts/texts.ts';
import { barTable } from '../frame/bar-chart.ts';
import { figureLink } from '../frame/figure-link.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { lineChart } from '../frame/line-chart.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';

const shownBars = 15;

/** What the profiles say together: each figure as bars or a line that are also a table, with its query and its file. */
export function observatoryPage(figures: readonly Figure[], context: PageContext): string {
  const { language } = context;
  const o = texts(language).observatory;
  const t = opendataTexts(language).figures;
  const body = html`<div class="page observatory-page">
    <header class="page-header">
      <h1>${o.title}</h1>
      <p class="lead">${t.lead}</p>
      <nav aria-label=${t.onThisPage}>
        <ul class="chips">${figures.map(({ key, title }) => html`<li><a class="chip" href=${`#${key}`}>${title}</a></li>`)}</ul>
      </nav>
    </header>
    <div class="figures">${figures.map((figure) => figureBlock(figure, context))}</div>
    <p class="quiet">${o.note}</p>
    <p class="quiet">${t.past} <a href="/snapshots">${opendataTexts(language).snapshots.title}</a> · <a href="/feed">${t.stream}</a> · <a href="/sparql">${o.sparql}</a></p>
  </div>`;
  return layout({ ...frameOf(context), title: o.title, description: t.lead, body });
}

function figureBlock(figure: Figure, context: PageContext): Content {
  const { language } = context;
  const t = opendataTexts(language).figures;
  const { key, title, query } = figure;
  const rows = 'rows' in figure ? themesApart(key, figure.rows, context) : [];
  const isEmpty = 'rows' in figure ? rows.length === 0 : figure.over.length === 0;
  return html`<section class="figure" id=${key}>
    <h2>${title}</h2>
    ${
      isEmpty
        ? html`<p class="quiet">${texts(language).observatory.none}</p>`
        : 'over' in figure
          ? lineChart(figure.over, figure, context)
          : barTable(rows.slice(0, shownBars), language, title)
    }
    <p class="take-away small">
      <a href=${`/observatoire/${key}.csv`} aria-label=${fill(t.csvOf, { title })}>CSV</a>
      ${figureLink(query, { title, counts: 'bars' }, context)}
      ${rows.length > shownBars && html`<span class="quiet">${fill(t.more, { count: rows.length - shownBars })}</span>`}
    </p>
  </section>`;
}

const schemes: Readonly<Record<string, string>> = {
  'lieux-par-type': 'kinds',
  pratiques: 'practices',
  besoins: 'resources',
  offres: 'resources',
};

/** A theme counts all that is narrower: it would always come first and say the least. The file has it too. */
function themesApart(key: string, rows: readonly FigureRow[], { findConcept }: PageContext): readonly FigureRow[] {
  const scheme = schemes[key];
  if (!scheme) return rows;
  const specific = rows.filter((row) => findConcept(scheme, row.key)?.broader !== undefined);
  return specific.length > 0 ? specific : rows;
}
