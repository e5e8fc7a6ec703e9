import type { EntityType, Filter, Page } from '../../../directory/entity.ts';
import { partFacets } from '../../lists/facet-order.ts';
import { narrowedList } from '../../lists/list-query.ts';
import { sectionOf } from '../../sections.ts';
import { readersTexts } from '../../texts/readers-texts.ts';
import { entityTexts, number, texts } from '../../texts/texts.ts';
import { diagnosisPath } from '../diagnosis/diagnosis-page.ts';
import { entityRows } from '../entity/entity-row.ts';
import { barChart } from '../frame/bar-chart.ts';
import { figureLink, listFigureLink } from '../frame/figure-link.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { type Reader, readerPath, readers } from './readers.ts';

export interface ReaderPageInput {
  readonly reader: Reader;
  /** How many there are; of needs and offers those that are open. */
  readonly counts: readonly { readonly type: EntityType; readonly count: number }[];
  readonly live: Page;
}

const shownBars = 12;

/** The list that a count counts. */
function listOf(type: EntityType): string {
  return sectionOf(type).path;
}

/** The same as a filter. */
function filterOf(type: EntityType): Filter {
  return type === 'need' || type === 'offer' ? { type, exchangeState: ['open'] } : { type };
}

/** One kind of reader: their question, what answers it right now, and where to begin. */
export function readerPage({ reader, counts, live }: ReaderPageInput, context: PageContext): string {
  const { language } = context;
  const t = readersTexts(language);
  const own = t.readers[reader.key];
  const body = html`<div class="page reader-page">
    <header class="page-header">
      <p class="quiet">${t.names[reader.key]}</p>
      <h1>${own.question}</h1>
      <p class="lead">${own.lead}</p>
    </header>
    <div class="entity-columns">
      <div class="entity-main">${liveBlock(reader, live, context)}</div>
      <aside class="entity-side">
        <section class="block">
          <h2>${t.now}</h2>
          <ul class="plain-list reader-counts">
            ${counts.map(({ type, count }) => html`<li><a href=${listOf(type)}>${t.doorTexts[type as keyof typeof t.doorTexts]}</a> <span class="count">${number(count, language)}</span> ${listFigureLink(filterOf(type), { title: t.doorTexts[type as keyof typeof t.doorTexts], counts: count }, context)}</li>`)}
          </ul>
        </section>
        <section class="block">
          <h2>${t.doors}</h2>
          <ul class="plain-list">${Object.entries(reader.doors).map(([key, href]) => html`<li><a href=${href}>${t.links[key as keyof typeof t.links]}</a></li>`)}</ul>
        </section>
      </aside>
    </div>
    <nav class="quiet" aria-label=${t.others}>
      ${t.others}${entityTexts(language).colon} ${readers.filter(({ key }) => key !== reader.key).map((other, index) => html`${index > 0 && ' · '}<a href=${readerPath(other)}>${t.names[other.key]}</a>`)}
    </nav>
  </div>`;
  return layout({ ...frameOf(context), title: own.question, description: own.lead, body });
}

function liveBlock({ key, live }: Reader, page: Page, context: PageContext): Content {
  const { language, findConcept } = context;
  const title = readersTexts(language).readers[key].live;
  if (live.kind === 'rows')
    return html`<section class="block">
      <h2>${title}</h2>
      ${page.items.length === 0 ? html`<p class="quiet">${texts(language).observatory.none}</p>` : entityRows(page.items, context)}
      <p class="see-all"><a href=${listOf(live.type)}>${texts(language).sections[live.type].title} (${number(page.total, language)})</a> ${listFigureLink(filterOf(live.type), { title, counts: page.total }, context)}</p>
    </section>`;
  const { specific } = partFacets(live.facet, page.facets[live.facet] ?? [], findConcept);
  // A département leads to its diagnosis, a concept to the list it counts.
  const address = (value: string) =>
    live.facet === 'territory' ? diagnosisPath(value) : narrowedList(sectionOf(live.type), live.facet, value);
  const bars = specific
    .filter(({ count }) => count > 0)
    .slice(0, shownBars)
    .map((facet) => ({ label: facet.label[language], count: facet.count, href: address(facet.key) }));
  const query = context.queries().facet({ type: live.type }, live.facet, context);
  return barChart(title, bars, language, figureLink(query, { title, counts: 'bars' }, context));
}
