import type { Entity, Filter, Page } from '../../../directory/entity.ts';
import { type WhenKey, whenClasses } from '../../../directory/facets/facets.ts';
import { filterParameters, listForms, withFilter } from '../../lists/list-address.ts';
import { choicesOf } from '../../lists/list-choices.ts';
import { pageName } from '../../lists/list-parameters.ts';
import type { ListQuery } from '../../lists/list-query.ts';
import { lastPage, withParameters } from '../../lists/pagination.ts';
import { timeOf } from '../../meeting.ts';
import { type Section, sectionOf } from '../../sections.ts';
import { meetingsTexts } from '../../texts/meetings-texts.ts';
import { counted, entry, fill, number, texts } from '../../texts/texts.ts';
import { listFigureLink } from '../frame/figure-link.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { pager } from '../frame/pager.ts';
import { facetColumn } from '../lists/facet-column.ts';
import { agendaRow } from './agenda-row.ts';
import { writeMonth } from './write-dates.ts';

export const agendaPath = '/agenda';

export interface AgendaInput {
  readonly query: ListQuery;
  readonly page: Page;
  readonly events: readonly Entity[];
  readonly context: PageContext;
}

/** The events to come by month, with what narrows them; those that are over are apart. */
export function agendaPage(input: AgendaInput): string {
  const { query, page, context } = input;
  const { language } = context;
  const t = meetingsTexts(language);
  const section: Section = { ...sectionOf('event'), path: agendaPath };
  const narrowing = { ...section, filters: section.filters.filter((name) => name !== 'when') };
  const facets = facetColumn({ section: narrowing, filter: query.filter, page, context });
  const forms = listForms(sectionOf('event'), query.filter, language);
  const body = html`<div class="page list-page agenda-page">
    <header class="page-header">
      <h1>${t.title}</h1>
      <p class="lead">${t.lead}</p>
    </header>
    ${search(query, context)}
    ${query.leftOut.map(({ name, value }) => html`<p class="notice" role="status">${fill(texts(language).list.leftOut, { name: entry(texts(language).list, name, name), value })}</p>`)}
    ${tabs(input)}
    <div class="list-columns">
      ${facets}
      <section class="results" aria-label=${texts(language).list.results}>
        <p class="total" role="status">${counted(texts(language).sections.event, page.total, language)} ${listFigureLink(query.filter, { title: t.title, counts: page.total }, context)} ${facets && html`<a class="to-facets" href="#affiner">${texts(language).list.filters}</a>`}</p>
        ${chosen(input)}
        ${page.total === 0 ? nothing(query.filter, language) : months(input)}
        ${pager({ page: page.page, last: lastPage(page), path: context.path }, context)}
        <p class="take-away">
          <a href=${withParameters(forms.ics ?? '', { [pageName('when')]: undefined })} type="text/calendar">${t.calendar}</a>
          <a href=${forms.atom} type="application/atom+xml">${texts(language).feed.follow}</a>
          <a href=${forms.csv}>CSV</a> <a href=${forms.geojson}>GeoJSON</a> <a href=${forms.json}>JSON</a>
          <a href=${withFilter(sectionOf('event').path, query.filter)}>${t.asList}</a>
        </p>
      </section>
    </div>
  </div>`;
  return layout({ ...frameOf(context), title: t.title, description: t.lead, body });
}

/** Which of the three is shown. */
export function whenOfFilter(filter: Filter): WhenKey {
  return whenClasses.find(({ key }) => filter.when?.includes(key))?.key ?? 'upcoming';
}

function search({ filter }: ListQuery, { language }: PageContext): Content {
  const { q: _q, ...kept } = filterParameters(filter, pageName);
  return html`<form class="search-form list-search" method="get" action=${agendaPath} role="search">
    <label for="q">${meetingsTexts(language).search}</label>
    <input id="q" type="search" name="q" value=${filter.q} placeholder=${meetingsTexts(language).search} maxlength="500" autocomplete="off" />
    ${Object.entries(kept).map(([name, value]) => value !== undefined && html`<input type="hidden" name=${name} value=${value} />`)}
    <button type="submit">${texts(language).list.search}</button>
  </form>`;
}

function tabs({ query: { filter }, page, context: { language, path } }: AgendaInput): Content {
  const shown = whenOfFilter(filter);
  return html`<nav class="lead-kinds" aria-label=${meetingsTexts(language).tabs}>
    <ul class="chips">
      ${(page.facets.when ?? []).map(
        ({ key, label, count }) =>
          (count > 0 || key === shown || key === 'upcoming') &&
          html`<li><a class="chip" href=${withParameters(path, { [pageName('when')]: key === 'upcoming' ? undefined : key, page: undefined })} aria-current=${key === shown ? 'true' : undefined}>${label[language]} <span class="count">${number(count, language)}</span></a></li>`,
      )}
    </ul>
  </nav>`;
}

function chosen({ query: { filter }, page, context: { language, path } }: AgendaInput): Content {
  const { when: _when, ...narrowed } = filter;
  const choices = choicesOf(narrowed as Filter, page, language);
  return (
    choices.length > 0 &&
    html`<ul class="chips" aria-label=${texts(language).list.active}>
    ${choices.map(
      ({ label, without }) => html`<li>
        <a class="chip" href=${withFilter(path, { ...without, ...(filter.when ? { when: filter.when } : {}) } as Filter)} aria-label=${fill(texts(language).list.remove, { label })} rel="nofollow">${label}<span aria-hidden="true"> ×</span></a>
      </li>`,
    )}
  </ul>`
  );
}

function months({ events, context }: AgendaInput): Content {
  const monthOf = (event: Entity) => {
    const { startsAt } = timeOf(event);
    return startsAt === undefined ? '' : writeMonth(startsAt, context.language);
  };
  return [...Map.groupBy(events, monthOf)].map(
    ([month, group]) => html`<section class="agenda-month">
      ${month && html`<h2>${month}</h2>`}
      <ul class="entity-list">${group.map((event) => agendaRow(event, context))}</ul>
    </section>`,
  );
}

function nothing(filter: Filter, language: PageContext['language']): Content {
  const t = meetingsTexts(language);
  return html`<div class="empty">
    <p>${t.empty[whenOfFilter(filter)]}</p>
    <p><a class="button" href="/publier/fiche">${t.announce}</a></p>
  </div>`;
}
