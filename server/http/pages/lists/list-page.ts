import { kilometres } from '../../../directory/distance.ts';
import type { FacetName, Page, Summary } from '../../../directory/entity.ts';
import type { Suggestions } from '../../../directory/search/suggestion.ts';
import { given } from '../../../rdf/given.ts';
import { feedAddress } from '../../feeds/feed-address.ts';
import { listForms, withFilter } from '../../lists/list-address.ts';
import { choicesOf, type Wider } from '../../lists/list-choices.ts';
import { pageName } from '../../lists/list-parameters.ts';
import type { ListQuery } from '../../lists/list-query.ts';
import type { ListSparql } from '../../lists/list-sparql.ts';
import { lastPage, withParameters } from '../../lists/pagination.ts';
import { type Section, sections } from '../../sections.ts';
import { ecosystemTexts } from '../../texts/ecosystem-texts.ts';
import { embedTexts } from '../../texts/embed-texts.ts';
import { leadsTexts } from '../../texts/leads-texts.ts';
import { meetingsTexts } from '../../texts/meetings-texts.ts';
import { counted, entityTexts, entry, fill, number, texts } from '../../texts/texts.ts';
import { entityRow } from '../entity/entity-row.ts';
import { listFigureLink } from '../frame/figure-link.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { agendaPath } from '../meetings/agenda-page.ts';
import { exchangeFilters } from './exchange-filters.ts';
import { facetColumn } from './facet-column.ts';
import { listForm } from './list-form.ts';

export interface ListPageInput {
  readonly section: Section;
  readonly query: ListQuery;
  readonly page: Page;
  /** Filled when nothing matches: less or wider choices, with what the list would then count. */
  readonly widenings: readonly (Wider & { readonly total: number })[];
  /** Towns and filters that the searched words may mean. */
  readonly meanings: Pick<Suggestions, 'areas' | 'concepts'>;
  readonly sparql: ListSparql;
  /** Of needs and offers, how many more there are that are met or over. */
  readonly ended: number;
  readonly context: PageContext;
  /** Between the heading and the list (the practices' tree). */
  readonly intro?: Content;
}

/** The longest address of a query that every server and browser takes. */
const maxQueryAddress = 8000;

/** A list page: search, filters with counts, rows, pages; all of it links and GET forms. */
export function listPage(input: ListPageInput): string {
  const { section, query, page, context, intro } = input;
  const { language } = context;
  const t = texts(language);
  const own = t.sections[section.type];
  const total = counted(own, page.total, language);
  const facets = facetColumn({ section, filter: query.filter, page, context });
  const body = html`<div class="page list-page">
    <header class="page-header">
      <h1>${own.title}</h1>
      <p class="lead">${own.lead}</p>
      ${section.type === 'event' && html`<p><a class="button secondary" href=${agendaPath}>${meetingsTexts(language).link}</a></p>`}
      ${otherLists(section, language)}
    </header>
    ${intro}
    ${listForm({ section, query, context })}
    ${exchangeFilters({ section, query, page }, context)}
    ${leftOut(input)}
    <div class="list-columns">
      ${facets}
      <section class="results" aria-label=${t.list.results}>
        <p class="total" role="status">${total} ${listFigureLink(query.filter, { title: own.title, counts: page.total }, context)} ${facets && html`<a class="to-facets" href="#affiner">${t.list.filters}</a>`}</p>
        ${chosen(input)}
        ${closeTo(input)}
        ${meanings(input)}
        ${page.total === 0 ? emptyResult(input) : rows(input)}
        ${pager(input)}
        ${alsoEnded(input)}
        ${takeAway(input)}
      </section>
    </div>
  </div>`;
  const suffix = query.options.page > 1 ? ` (${query.options.page})` : '';
  return layout({
    ...frameOf(context),
    title: own.title + suffix,
    description: `${own.lead} ${total}.`,
    body,
    head: headLinks(input),
  });
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

function headLinks({ section, query, page, context }: ListPageInput): Content {
  const { language } = context;
  const { territory } = query.filter;
  const { atom } = listForms(section, query.filter, language);
  const changes = feedAddress({ type: section.type, ...given('territories', territory) }, language);
  const feed = (title: string, href: string) =>
    html`<link rel="alternate" type="application/atom+xml" title=${title} href=${href} />`;
  const t = texts(language);
  const to = (number: number) => withParameters(context.path, { page: number === 1 ? undefined : number });
  return html`${feed(t.feed.title, changes)}${feed(t.sections[section.type].title, atom)}
    ${page.page > 1 && html`<link rel="prev" href=${to(page.page - 1)} />`}
    ${page.page < lastPage(page) && html`<link rel="next" href=${to(page.page + 1)} />`}`;
}

/** What the address asked for and could not be taken: an old link, a slip of the hand. */
function leftOut({ query, context }: ListPageInput): Content {
  const t = texts(context.language).list;
  return query.leftOut.map(
    ({ name, value }) =>
      html`<p class="notice" role="status">${fill(t.leftOut, { name: entry(t, name, pageName(name)), value })}</p>`,
  );
}

function closeTo({ query, page, context }: ListPageInput): Content {
  if (!page.closeTo) return null;
  const words = page.closeTo.join(' ');
  return html`<p class="notice" role="status">${fill(texts(context.language).list.closeTo, { q: query.filter.q ?? '', words })}</p>`;
}

/** A town or a filter says more exactly what a word may only hint at. */
function meanings({ section, query: { filter }, meanings: { areas, concepts }, context }: ListPageInput): Content {
  const { language } = context;
  const t = texts(language).list;
  const link = (facet: FacetName, { key, label, places }: { key: string; label: string; places: number }) =>
    filter[facet]?.includes(key)
      ? []
      : [
          html`<li><a class="chip" href=${withFilter(section.path, { type: 'place', [facet]: [key] })}>${label} <span class="count">${number(places, language)}</span></a></li>`,
        ];
  const links = [
    ...areas.flatMap(({ code, name, within, places }) =>
      link('territory', { key: code, label: within ? `${name} (${within})` : name, places }),
    ),
    ...concepts.flatMap(({ facet, key, label, places }) =>
      link(facet, { key, label: `${entry(t, facet, facet)}${entityTexts(language).colon} ${label[language]}`, places }),
    ),
  ];
  return links.length > 0 && html`<div class="meanings"><p>${t.alsoMeans}</p><ul class="chips">${links}</ul></div>`;
}

function chosen({ section, query, page, context }: ListPageInput): Content {
  const { language, path } = context;
  const choices = choicesOf(query.filter, page, language);
  if (choices.length === 0) return null;
  const t = texts(language).list;
  return html`<ul class="chips" aria-label=${t.active}>
    ${choices.map(
      ({ label, without }) => html`<li>
        <a class="chip" href=${withFilter(path, without)} aria-label=${fill(t.remove, { label })} rel="nofollow">${label}<span aria-hidden="true"> ×</span></a>
      </li>`,
    )}
    ${choices.length > 1 && html`<li><a class="chip chip-clear" href=${withFilter(path, { type: section.type })}>${t.clear}</a></li>`}
  </ul>`;
}

function rows({ query, page, context }: ListPageInput): Content {
  const { near } = query.filter;
  const far = ({ position }: Summary) => near && position && kilometres(position.lon, position.lat, near.lon, near.lat);
  const note = (item: Summary) => {
    const km = far(item);
    if (km === undefined) return {};
    const shown = number(km < 10 ? Math.round(km * 10) / 10 : Math.round(km), context.language);
    return {
      note: html`<span class="entity-row-facts">${fill(texts(context.language).list.distance, { km: shown })}</span>`,
    };
  };
  return html`<ul class="entity-list">${page.items.map((item) => entityRow(item, context, note(item)))}</ul>`;
}

function emptyResult({ section, query, page, widenings, context }: ListPageInput): Content {
  const { language, path } = context;
  const t = texts(language).list;
  const choices = choicesOf(query.filter, page, language);
  if (choices.length === 0)
    return html`<div class="empty">
      <p>${t.emptyAll}</p>
      <p><a class="button" href="/publier">${t.publish}</a></p>
    </div>`;
  const own = texts(language).sections[section.type];
  return html`<div class="empty">
    <p>${t.empty}</p>
    <ul>
      ${widenings.map(
        ({ label, filter, total }) =>
          html`<li><a href=${withFilter(path, filter)}>${label.replace('{total}', counted(own, total, language))}</a></li>`,
      )}
      <li><a href=${section.path}>${t.all}</a></li>
    </ul>
  </div>`;
}

/** What is met or over leaves the list, and is one choice away. */
function alsoEnded({ section, query, ended, context }: ListPageInput): Content {
  if (ended === 0) return null;
  const { language, path } = context;
  const t = leadsTexts(language).ended;
  const own = section.type === 'need' ? t.need : t.offer;
  return html`<p class="also-ended"><a href=${withFilter(path, { ...query.filter, ended: true })} rel="nofollow">${counted(own, ended, language)}</a></p>`;
}

function pager({ page, context }: ListPageInput): Content {
  const last = lastPage(page);
  if (last === 1) return null;
  const t = texts(context.language).list;
  const to = (target: number) => withParameters(context.path, { page: target === 1 ? undefined : target });
  return html`<nav class="pager" aria-label=${t.pages}>
    ${page.page > 1 ? html`<a rel="prev" href=${to(page.page - 1)}>${t.previous}</a>` : html`<span></span>`}
    <span>${fill(t.pageOf, { page: number(page.page, context.language), last: number(last, context.language) })}</span>
    ${page.page < last ? html`<a rel="next" href=${to(page.page + 1)}>${t.next}</a>` : html`<span></span>`}
  </nav>`;
}

/** The same list as files, feeds, a query and on the map: the filters travel along. */
function takeAway({ section, query, sparql, context }: ListPageInput): Content {
  const t = texts(context.language);
  const forms = listForms(section, query.filter, context.language);
  const address = withParameters('/sparql', { query: sparql.query });
  const without = sparql.unsaid.map((name) => entry(t.list, name, name).toLowerCase()).join(', ');
  return html`<p class="take-away">
    ${t.list.download} <a href=${forms.csv}>CSV</a> <a href=${forms.geojson}>GeoJSON</a> <a href=${forms.json}>JSON</a>
    ${forms.map && html`<a href=${forms.map}>${t.list.onMap}</a>`}
    ${forms.ecosystem && html`<a href=${forms.ecosystem}>${ecosystemTexts(context.language).show}</a>`}
    ${forms.integrate && html`<a href=${forms.integrate}>${embedTexts(context.language).link}</a>`}
    <a href=${forms.atom} type="application/atom+xml">${t.feed.follow}</a>
    ${forms.ics && html`<a href=${forms.ics} type="text/calendar">${t.list.calendar}</a>`}
    ${
      address.length <= maxQueryAddress &&
      html`<a href=${address} rel="nofollow">${without ? fill(t.list.sparqlWithout, { what: without }) : t.list.sparql}</a>`
    }
  </p>`;
}
