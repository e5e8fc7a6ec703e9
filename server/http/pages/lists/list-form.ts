import type { Sort } from '../../../directory/entity.ts';
import { canEnd } from '../../../directory/facets/facets.ts';
import { filterParameters } from '../../lists/list-address.ts';
import { pageName } from '../../lists/list-parameters.ts';
import type { ListQuery } from '../../lists/list-query.ts';
import type { Section } from '../../sections.ts';
import { texts } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

export interface ListFormInput {
  readonly section: Section;
  readonly query: ListQuery;
  readonly context: PageContext;
}

/** The search field and the order of a list; the rest of the filter stays. */
export function listForm({ section, query, context }: ListFormInput): Content {
  const t = texts(context.language).list;
  const { q: _q, ...kept } = filterParameters(query.filter, pageName);
  const { natural, others } = sortsOf(query);
  return html`<form class="search-form list-search" method="get" action=${section.path} role="search">
    <label for="q">${t.searchLabel}</label>
    <input id="q" type="search" name="q" value=${query.filter.q} placeholder=${t.placeholder} maxlength="500" autocomplete="off" />
    <label class="sort-label" for="tri">${t.sort}</label>
    <select id="tri" name="tri">
      <option value="">${labelOf(natural, context)}</option>
      ${others.map((sort) => html`<option value=${sort} selected=${query.options.sort === sort}>${labelOf(sort, context)}</option>`)}
    </select>
    ${Object.entries(kept).map(([name, value]) => value !== undefined && html`<input type="hidden" name=${name} value=${value} />`)}
    <button type="submit">${t.search}</button>
  </form>`;
}

/** The order that comes when none is asked for, and the others that make sense. */
function sortsOf({ filter: { type, q, near } }: ListQuery): {
  readonly natural: Sort;
  readonly others: readonly Sort[];
} {
  const natural: Sort = near
    ? 'distance'
    : q
      ? 'relevance'
      : type === 'event'
        ? 'date'
        : canEnd(type)
          ? 'changed'
          : 'name';
  const all: Sort[] = [
    ...(q ? ['relevance' as const] : []),
    'name',
    'changed',
    ...(type === 'event' ? ['date' as const] : []),
  ];
  return { natural, others: all.filter((sort) => sort !== natural) };
}

function labelOf(sort: Sort, { language }: PageContext): string {
  const t = texts(language).list;
  const labels: Readonly<Record<Sort, string>> = {
    relevance: t.sortRelevance,
    name: t.sortName,
    changed: t.sortChanged,
    distance: t.sortDistance,
    date: t.sortDate,
  };
  return labels[sort];
}
