import en from '../../../map-ui/texts/en.json' with { type: 'json' };
import fr from '../../../map-ui/texts/fr.json' with { type: 'json' };
import type { Facet, Page } from '../../directory/entity.ts';
import { withParameters } from '../pagination.ts';
import { counted, number } from '../texts/texts.ts';
import { entityRows } from './entity-row.ts';
import { glyph } from './glyph.ts';
import { type Content, html } from './html.ts';
import { layout } from './layout.ts';
import { frameOf, type PageContext } from './page-context.ts';

const texts = { fr, en };

export interface MapPageInput {
  /** The first page of the places, narrowed by the address's own parameters. */
  readonly list: Page;
  readonly context: PageContext;
}

/**
 * The map page as it is without script: a search form, the filters as links and the first places. The script takes over
 * `#map-panel`, `#map-notice`, `#map-canvas`, `#map-message`, `#map-credits` and the handle.
 */
export function mapPage({ list, context }: MapPageInput): string {
  const t = texts[context.language];
  const body = html`<div id="map-app" class="map-app" data-sheet="half">
    <h1 class="visually-hidden">${t.title}</h1>
    <div class="map-panel-frame map-panel">
      <button id="map-sheet-handle" class="sheet-handle" type="button" aria-label=${t.map.sheetUp} aria-controls="map-panel"></button>
      <div id="map-notice" role="alert"></div>
      <div id="map-panel">
        <div class="panel-content">
          ${searchForm(context)}
          ${filters(list, context)}
          <section class="map-results" aria-label=${t.results.title}>
            <header class="results-header"><h2>${counted(t.results.total, list.total, context.language)}</h2></header>
            ${entityRows(list.items, context)}
            <p class="results-end"><a href=${listAddress(context)}>${t.results.all}</a></p>
          </section>
        </div>
      </div>
    </div>
    <div class="map-area">
      <div id="map-canvas" data-map-state="loading"></div>
      <noscript><p class="map-message">${t.map.noScript}</p></noscript>
      <p id="map-message" class="map-message" role="status"></p>
      <div id="map-credits" class="map-credits"></div>
    </div>
  </div>`;
  return layout({
    ...frameOf(context),
    title: t.title,
    description: t.description,
    body,
    bodyClass: 'map-page',
    footer: false,
  });
}

function searchForm({ language, path }: PageContext): Content {
  const t = texts[language].search;
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

/** Links to the list pages with one more filter: the counts are those of the list behind them. */
function filters({ facets }: Page, context: PageContext): Content {
  const { language } = context;
  const t = texts[language].facets;
  const shown = (values: readonly Facet[] = []) => values.filter(({ count }) => count > 0);
  const [kinds, practices] = [shown(facets['kind']), shown(facets['practice'])];
  const chip = (parameter: string, facet: Facet, mark?: Content) => {
    const label = facet.label[language];
    return html`<li>
      <a class="chip" href=${withParameters(listAddress(context), { [parameter]: facet.key })} title=${label}>
        ${mark}<span>${mark ? label.split(',')[0] : label}</span> <span class="count">${number(facet.count, language)}</span>
      </a>
    </li>`;
  };
  return html`<div class="map-facets">
    <nav aria-label=${t.names.kind}>
      <p class="map-facets-title">${t.names.kind}</p>
      <ul class="chips kinds">${kinds.map((facet) => chip('type', facet, glyph('place', [facet.key])))}</ul>
    </nav>
    ${
      practices.length > 0 &&
      html`<details>
      <summary>${t.names.practice} <span class="count">${number(practices.length, language)}</span></summary>
      <ul class="chips">${practices.map((facet) => chip('pratique', facet))}</ul>
    </details>`
    }
  </div>`;
}
