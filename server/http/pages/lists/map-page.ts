import en from '../../../../map-ui/texts/en.json' with { type: 'json' };
import fr from '../../../../map-ui/texts/fr.json' with { type: 'json' };
import type { Facet, Filter, Page } from '../../../directory/entity.ts';
import type { BaseMapConfig } from '../../deps.ts';
import { pageName } from '../../lists/list-parameters.ts';
import { withParameters } from '../../lists/pagination.ts';
import { inBoth } from '../../texts/in-both.ts';
import { counted, entityTexts, fill, number } from '../../texts/texts.ts';
import { entityRows } from '../entity/entity-row.ts';
import { listFigureLink } from '../frame/figure-link.ts';
import { glyph } from '../frame/glyph.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';

const texts = inBoth(fr, en);

type FacetName = keyof typeof fr.facets.names;
const facetNames = Object.keys(fr.facets.names) as readonly FacetName[];

export interface MapPageInput {
  /** The first page of the places, narrowed by the address's own parameters. */
  readonly list: Page;
  /** What narrows them; absent in somebody else's page. */
  readonly filter?: Filter;
  readonly baseMap?: BaseMapConfig | undefined;
  readonly context: PageContext;
}

/** The choices that visitors of somebody else's page cannot take away, as the points of the map take them. */
export interface Locked {
  readonly q: string;
  readonly facets: Readonly<Record<string, readonly string[]>>;
}

/**
 * The map page as it is without script: a search form, the filters as links and the first places. The script takes over
 * `#map-panel`, `#map-notice`, `#map-canvas`, `#map-message`, `#map-credits` and the handle.
 */
export function mapPage(input: MapPageInput): string {
  const { context } = input;
  const t = texts(context.language);
  return layout({
    ...frameOf(context),
    title: t.title,
    description: t.description,
    body: mapBody(input),
    bodyClass: 'map-page',
    footer: false,
  });
}

/** What lies between the header and the end of the map page; where choices are locked, without the ways to others. */
export function mapBody({
  list,
  filter,
  baseMap,
  context,
  locked,
}: MapPageInput & { readonly locked?: Locked }): Content {
  const t = texts(context.language);
  return html`<div id="map-app" class="map-app" data-sheet="half" data-locked=${locked && JSON.stringify(locked)}>
    <h1 class="visually-hidden">${t.title}</h1>
    <div class="map-panel-frame map-panel">
      <button id="map-sheet-handle" class="sheet-handle" type="button" aria-label=${t.map.sheetUp} aria-controls="map-panel"></button>
      <div id="map-notice" role="alert"></div>
      <div id="map-panel">
        <div class="panel-content">
          ${!locked && [searchForm(context), filters(list, context)]}
          <section class="map-results" aria-label=${t.results.title}>
            <header class="results-header"><h2>${counted(t.results.total, list.total, context.language)}</h2> ${filter && listFigureLink(filter, { title: t.results.title, counts: list.total }, context)}</header>
            ${entityRows(list.items, context)}
            <p class="results-end"><a href=${listAddress(context)}>${t.results.all}</a></p>
          </section>
        </div>
      </div>
    </div>
    <div class="map-area">
      <div id="map-canvas" data-map-state="loading" data-base-map=${baseMap && tellBaseMap(baseMap)}></div>
      <noscript><p class="map-message">${t.map.noScript}</p></noscript>
      <p id="map-message" class="map-message" role="status"></p>
      ${baseMap && html`<p id="map-base-note" class="map-base-note" role="status"></p>`}
      <div id="map-credits" class="map-credits"></div>
    </div>
  </div>`;
}

/** Where this site serves the base map that an operator brought as a file. */
export const baseMapPath = '/fond-de-carte.pmtiles';

/** The operator's base map as the script reads it. */
export function tellBaseMap(baseMap: BaseMapConfig): string {
  const { kind, credit } = baseMap;
  return JSON.stringify({ kind, credit, url: 'url' in baseMap ? baseMap.url : baseMapPath });
}

function searchForm({ language, path }: PageContext): Content {
  const t = texts(language).search;
  const asked = new URL(path, 'http://site.invalid').searchParams.get('q');
  return html`<form class="map-search" role="search" action="/lieux" method="get">
    <label for="map-q">${t.label}</label>
    <div class="map-search-field">
      <input id="map-q" class="map-search-input" type="search" name="q" value=${asked} autocomplete="off" />
      <button type="submit" class="map-search-button" aria-label=${t.button} title=${t.button}>
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.3 15.3L21 21" />
        </svg>
      </button>
    </div>
  </form>`;
}

/** The list of what the map's address asks for. */
function listAddress({ path }: PageContext): string {
  return withParameters(`/lieux${new URL(path, 'http://site.invalid').search}`, { lieu: undefined, page: undefined });
}

/** Values of a filter that are shown before the way to all of them, which the list has. */
const shownValues = 12;

/** Links to the list pages with one more filter, in the order of the map's own: the counts are those of the list behind them. */
function filters({ facets }: Page, context: PageContext): Content {
  const t = texts(context.language).facets;
  const known = facetNames
    .map((name) => ({ name, values: alive(name, facets[name]) }))
    .filter(({ values }) => values.length > 0);
  const kinds = known.find(({ name }) => name === 'kind')?.values ?? [];
  const practices = known.filter(({ name }) => name === 'practice');
  const others = known.filter(({ name }) => name !== 'kind' && name !== 'practice');
  return html`<div class="map-facets">
    <nav aria-label=${t.names.kind}>
      <p class="map-facets-title">${t.names.kind}</p>
      <ul class="chips kinds">${kinds.map((facet) => chip('kind', facet, context))}</ul>
    </nav>
    ${practices.map((facet) => folded(facet, context))}
    ${
      others.length > 0 &&
      html`<details class="more-facets">
      <summary>${t.others}</summary>
      ${others.map((facet) => folded(facet, context))}
    </details>`
    }
  </div>`;
}

/** What some places have; régions are left out, as on the map: the départements are what readers choose. */
function alive(name: FacetName, values: readonly Facet[] = []): readonly Facet[] {
  return values.filter(({ key, count }) => count > 0 && !(name === 'territory' && /^R/.test(key)));
}

interface Filters {
  readonly name: FacetName;
  readonly values: readonly Facet[];
}

function folded({ name, values }: Filters, context: PageContext): Content {
  const { language } = context;
  const t = texts(language).facets;
  const label = t.names[name];
  return html`<details>
    <summary>${label} <span class="count">${number(values.length, language)}</span></summary>
    <ul class="chips" aria-label=${label}>${values.slice(0, shownValues).map((facet) => chip(name, facet, context))}</ul>
    ${
      values.length > shownValues &&
      html`<p><a href=${listAddress(context)} aria-label=${`${label}${entityTexts(language).colon} ${fill(t.more, { count: number(values.length, language) })}`}>${fill(t.more, { count: number(values.length, language) })}</a></p>`
    }
  </details>`;
}

function chip(name: FacetName, facet: Facet, context: PageContext): Content {
  const { language } = context;
  const label = facet.label[language];
  const isKind = name === 'kind';
  return html`<li>
    <a class="chip" href=${withParameters(listAddress(context), { [pageName(name)]: facet.key })} title=${label} rel="nofollow">
      ${isKind && glyph('place', [facet.key])}<span>${isKind ? label.split(',')[0] : label}</span> <span class="count">${number(facet.count, language)}</span>
    </a>
  </li>`;
}
