import type { Filter, Page } from '../../directory/entity.ts';
import { feedAddress } from '../feed-address.ts';
import { isFilterName, pageName } from '../list-parameters.ts';
import type { ListQuery } from '../list-query.ts';
import { lastPage, withParameters } from '../pagination.ts';
import { type Section, sections } from '../sections.ts';
import { counted, fill, texts } from '../texts/texts.ts';
import { entityRows } from './entity-row.ts';
import { facetColumn } from './facet-column.ts';
import { type Content, html } from './html.ts';
import { layout } from './layout.ts';
import { frameOf, type PageContext } from './page-context.ts';

/** A choice that could be taken back, with what the list would then count. */
export interface Widening {
  readonly choice: Choice;
  readonly total: number;
}

/** One value that narrows the list. */
export interface Choice {
  readonly name: keyof Filter;
  readonly value: string;
}

export interface ListPageInput {
  readonly section: Section;
  readonly query: ListQuery;
  readonly page: Page;
  /** Filled when nothing matches: what each choice costs. */
  readonly widenings: readonly Widening[];
  readonly context: PageContext;
  /** Between the heading and the list (the practices' tree). */
  readonly intro?: Content;
}

/** Every value that narrows a list, searched words first. */
export function choicesOf(filter: Filter): Choice[] {
  const words: Choice[] = filter.q ? [{ name: 'q', value: filter.q }] : [];
  const facets = Object.entries(filter).flatMap(([name, values]) =>
    isFilterName(name) && Array.isArray(values) ? values.map((value) => ({ name, value: String(value) })) : [],
  );
  return [...words, ...facets];
}

/** A list page: search, filters with counts, rows, pages; all of it links and GET forms. */
export function listPage(input: ListPageInput): string {
  const { section, query, page, context, intro } = input;
  const { language } = context;
  const own = texts(language).sections[section.type];
  const total = counted(own, page.total, language);
  const facets = facetColumn({ section, filter: query.filter, page, context });
  const body = html`<div class="page list-page">
    <header class="page-header">
      <h1>${own.title}</h1>
      <p class="lead">${own.lead}</p>
      ${otherLists(section, language)}
    </header>
    ${intro}
    ${searchForm(input)}
    <div class="list-columns">
      ${facets}
      <section class="results" aria-label=${texts(language).list.results}>
        <p class="total" role="status">${total} ${facets && html`<a class="to-facets" href="#affiner">${texts(language).list.filters}</a>`}</p>
        ${chosen(input)}
        ${page.total === 0 ? emptyResult(input) : entityRows(page.items, context)}
        ${pager(input)}
        ${page.total > 0 && takeAway(input)}
      </section>
    </div>
  </div>`;
  const suffix = query.options.page > 1 ? ` (${query.options.page})` : '';
  const feed = feedOf(input);
  const head = html`<link rel="alternate" type="application/atom+xml" title=${texts(language).feed.title} href=${feed} />`;
  return layout({ ...frameOf(context), title: own.title + suffix, description: `${own.lead} ${total}.`, body, head });
}

/** The way to every other list, from each of them. */
function otherLists({ type }: Section, language: PageContext['language']): Content {
  const t = texts(language);
  return html`<nav class="section-nav" aria-label=${t.list.others}>
    <ul>
      ${sections
        .filter((section) => section.type !== type)
        .map((section) => html`<li><a href=${section.path}>${t.sections[section.type].title}</a></li>`)}
    </ul>
  </nav>`;
}

function searchForm({ section, query, context }: ListPageInput): Content {
  const t = texts(context.language).list;
  const sortLabels = { relevance: t.sortRelevance, name: t.sortName, changed: t.sortChanged } as const;
  const kept = choicesOf(query.filter).filter(({ name }) => name !== 'q');
  const byName = Map.groupBy(kept, ({ name }) => name);
  return html`<form class="search-form list-search" method="get" action=${section.path} role="search">
    <label for="q">${t.searchLabel}</label>
    <input id="q" type="search" name="q" value=${query.filter.q} placeholder=${t.placeholder} autocomplete="off" />
    <label class="sort-label" for="tri">${t.sort}</label>
    <select id="tri" name="tri">
      ${Object.entries(sortLabels).map(
        ([sort, label]) =>
          html`<option value=${sort === 'relevance' ? '' : sort} selected=${query.options.sort === sort}>${label}</option>`,
      )}
    </select>
    ${[...byName].map(([name, choices]) => html`<input type="hidden" name=${pageName(name)} value=${choices.map(({ value }) => value).join(',')} />`)}
    <button type="submit">${t.search}</button>
  </form>`;
}

/** The words of a choice: the facet's label where the list knows it, else the value itself. */
function labelOf({ name, value }: Choice, { page, context }: ListPageInput): string {
  const facet = page.facets[name]?.find(({ key, iri }) => key === value || iri === value);
  return facet?.label[context.language] ?? value;
}

/** The same address without one choice. */
function without({ name, value }: Choice, { query, context }: ListPageInput): string {
  if (name === 'q') return withParameters(context.path, { q: undefined, page: undefined });
  const values = query.filter[name];
  const rest = Array.isArray(values) ? values.filter((one) => one !== value).join(',') : '';
  return withParameters(context.path, { [pageName(name)]: rest || undefined, page: undefined });
}

function chosen(input: ListPageInput): Content {
  const choices = choicesOf(input.query.filter);
  if (choices.length === 0) return null;
  const t = texts(input.context.language).list;
  return html`<ul class="chips" aria-label=${t.active}>
    ${choices.map((choice) => {
      const label = labelOf(choice, input);
      return html`<li>
        <a class="chip" href=${without(choice, input)} aria-label=${fill(t.remove, { label })} rel="nofollow">${label}<span aria-hidden="true"> ×</span></a>
      </li>`;
    })}
    ${choices.length > 1 && html`<li><a class="chip chip-clear" href=${input.section.path}>${t.clear}</a></li>`}
  </ul>`;
}

function emptyResult(input: ListPageInput): Content {
  const { section, widenings, context } = input;
  const t = texts(context.language).list;
  if (choicesOf(input.query.filter).length === 0)
    return html`<div class="empty">
      <p>${t.emptyAll}</p>
      <p><a class="button" href="/publier">${t.publish}</a></p>
    </div>`;
  const own = texts(context.language).sections[section.type];
  return html`<div class="empty">
    <p>${t.empty}</p>
    <ul>
      ${widenings
        .filter(({ total }) => total > 0)
        .map(
          ({ choice, total }) => html`<li>
            <a href=${without(choice, input)}>${fill(t.widen, { label: labelOf(choice, input), total: counted(own, total, context.language) })}</a>
          </li>`,
        )}
      <li><a href=${section.path}>${t.all}</a></li>
    </ul>
  </div>`;
}

function pager({ page, context }: ListPageInput): Content {
  const last = lastPage(page);
  if (last === 1) return null;
  const t = texts(context.language).list;
  const to = (number: number) => withParameters(context.path, { page: number === 1 ? undefined : number });
  return html`<nav class="pager" aria-label=${t.pages}>
    ${page.page > 1 ? html`<a rel="prev" href=${to(page.page - 1)}>${t.previous}</a>` : html`<span></span>`}
    <span>${fill(t.pageOf, { page: page.page, last })}</span>
    ${page.page < last ? html`<a rel="next" href=${to(page.page + 1)}>${t.next}</a>` : html`<span></span>`}
  </nav>`;
}

function feedOf({ section, query, context }: ListPageInput): string {
  const { territory } = query.filter;
  return feedAddress({ type: section.type, ...(territory ? { territories: territory } : {}) }, context.language);
}

/** The same list as files and on the map: the filters travel along. */
function takeAway(input: ListPageInput): Content {
  const { section, query, context } = input;
  const t = texts(context.language).list;
  const parameters = Object.fromEntries(
    [...Map.groupBy(choicesOf(query.filter), ({ name }) => name)].map(([name, choices]) => [
      name,
      choices.map(({ value }) => value).join(','),
    ]),
  );
  const file = (suffix: string) => withParameters(`/api/${section.api}${suffix}`, parameters);
  const map = withParameters(
    '/',
    Object.fromEntries(Object.entries(parameters).map(([name, value]) => [pageName(name), value])),
  );
  return html`<p class="take-away">
    ${t.download} <a href=${file('.csv')}>CSV</a> <a href=${file('.geojson')}>GeoJSON</a> <a href=${file('')}>JSON</a>
    ${section.type === 'place' && html` <a href=${map}>${t.onMap}</a>`}
    <a href=${feedOf(input)} type="application/atom+xml">${texts(context.language).feed.follow}</a>
  </p>`;
}
