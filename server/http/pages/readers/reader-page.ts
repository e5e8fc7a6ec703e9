import type { EntityType, Page } from '../../../directory/entity.ts';
import type { Territory } from '../../../geography/territory.ts';
import { partFacets } from '../../lists/facet-order.ts';
import { pageName } from '../../lists/list-parameters.ts';
import { withParameters } from '../../lists/pagination.ts';
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
import { type LiveAnswer, type Reader, readerPath, readers } from './readers.ts';

export interface ReaderPageInput {
  readonly reader: Reader;
  /** How many there are; of needs and offers those that are open. */
  readonly counts: readonly { readonly type: EntityType; readonly count: number }[];
  /** What answers each of the reader's questions, in their order. */
  readonly live: readonly { readonly answer: LiveAnswer; readonly page: Page }[];
  /** To choose from, for those who are asked where they are. */
  readonly territories: readonly Pick<Territory, 'code' | 'name'>[];
  /** Where they said to be, that no territory is called. */
  readonly unknown?: string;
}

const shownBars = 12;

/** The list that a count counts. */
function listOf(type: EntityType): string {
  return sectionOf(type).path;
}

/** One kind of reader: their question, what answers it right now, and where to begin. */
export function readerPage(input: ReaderPageInput, context: PageContext): string {
  const { reader, counts, live } = input;
  const { language } = context;
  const t = readersTexts(language);
  const own = t.readers[reader.key];
  const body = html`<div class="page reader-page">
    <header class="page-header">
      <p class="breadcrumb"><a href="/pour">${t.all}</a></p>
      <h1>${own.question}</h1>
      <p class="lead">${own.lead}</p>
      ${askBlock(input, context)}
    </header>
    <div class="entity-columns">
      <div class="entity-main">${live.map(({ answer, page }) => liveBlock(answer, page, context))}</div>
      <aside class="entity-side">
        <section class="block">
          <h2>${t.now}</h2>
          <ul class="plain-list reader-counts">
            ${counts.map(({ type, count }) => html`<li><a href=${listOf(type)}>${t.doorTexts[type as keyof typeof t.doorTexts]}</a> <span class="count">${number(count, language)}</span> ${listFigureLink({ type }, { title: t.doorTexts[type as keyof typeof t.doorTexts], counts: count }, context)}</li>`)}
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

/** The five questions, each leading to its answer. */
export function readersPage(context: PageContext): string {
  const t = readersTexts(context.language);
  const body = html`<div class="page reader-page">
    <header class="page-header"><h1>${t.nav}</h1><p class="lead">${t.lead}</p></header>
    <ul class="reader-questions">
      ${readers.map((reader) => html`<li><p class="quiet">${t.names[reader.key]}</p><h2><a href=${readerPath(reader)}>${t.readers[reader.key].question}</a></h2><p>${t.readers[reader.key].lead}</p></li>`)}
    </ul>
  </div>`;
  return layout({ ...frameOf(context), title: t.nav, description: t.lead, body });
}

/** Whose place or which territory: plain forms that lead to what is theirs. */
function askBlock({ reader, territories, unknown }: ReaderPageInput, { language }: PageContext): Content {
  const t = readersTexts(language).ask;
  const inEnglish = language === 'en' && html`<input type="hidden" name="lang" value="en" />`;
  if (reader.asks === 'place')
    return html`<form class="reader-ask" action="/lieux" method="get">
      <label for="votre-lieu">${t.place}</label>
      <input id="votre-lieu" type="search" name="q" maxlength="100" required />
      ${inEnglish}
      <button type="submit">${t.find}</button>
      <p class="quiet small">${t.placeNote}</p>
    </form>`;
  if (reader.asks === 'territory')
    return html`${unknown !== undefined && html`<p class="notice" role="status">${t.unknown.replace('{name}', unknown)}</p>`}
    <form class="reader-ask" action=${readerPath(reader)} method="get">
      <label for="votre-territoire">${t.territory}</label>
      <input id="votre-territoire" name="territoire" list="territoires" maxlength="60" required />
      <datalist id="territoires">${territories.map(({ code, name }) => html`<option value=${name} label=${code}></option>`)}</datalist>
      ${inEnglish}
      <button type="submit">${t.diagnose}</button>
      <p class="quiet small">${t.territoryNote}</p>
    </form>`;
  return null;
}

function liveBlock(live: LiveAnswer, page: Page, context: PageContext): Content {
  const { language, findConcept } = context;
  const title = readersTexts(language).live[live.title];
  if (live.kind === 'rows')
    return html`<section class="block">
      <h2>${title}</h2>
      ${page.items.length === 0 ? html`<p class="quiet">${texts(language).observatory.none}</p>` : entityRows(page.items, context)}
      <p class="see-all"><a href=${listOf(live.type)}>${texts(language).sections[live.type].title} (${number(page.total, language)})</a> ${listFigureLink({ type: live.type }, { title, counts: page.total }, context)}</p>
    </section>`;
  const { specific } = partFacets(live.facet, page.facets[live.facet] ?? [], findConcept);
  // A département leads to its diagnosis, a concept to the list it counts.
  const address = (value: string) =>
    live.type === 'place' && live.facet === 'territory'
      ? diagnosisPath(value)
      : withParameters(listOf(live.type), { [pageName(live.facet)]: value });
  const bars = specific
    .filter(({ count }) => count > 0)
    .slice(0, shownBars)
    .map((facet) => ({ label: facet.label[language], count: facet.count, href: address(facet.key) }));
  const query = context.queries().facet({ type: live.type }, live.facet, context);
  return barChart(title, bars, language, query && figureLink(query, { title, counts: 'bars' }, context));
}
