import type { EntityType, Facet, FacetName, Page, Position, Summary } from '../../../directory/entity.ts';
import { frameAround, outlineBox } from '../../../geography/small-frame.ts';
import type { Territory } from '../../../geography/territory.ts';
import { findTerritory } from '../../../geography/territory.ts';
import { partFacets } from '../../lists/facet-order.ts';
import { narrowedList } from '../../lists/list-query.ts';
import { withParameters } from '../../lists/pagination.ts';
import { entityPath, sectionOf } from '../../sections.ts';
import type { ShortLeads } from '../../short-leads.ts';
import { diagnosisTexts } from '../../texts/diagnosis-texts.ts';
import { ecosystemTexts } from '../../texts/ecosystem-texts.ts';
import { meetingsTexts } from '../../texts/meetings-texts.ts';
import { counted, entityTexts, fill, number, texts } from '../../texts/texts.ts';
import { entityRows } from '../entity/entity-row.ts';
import { leadsBlock } from '../entity/leads-block.ts';
import { barChart } from '../frame/bar-chart.ts';
import { figureLink, listFigureLink } from '../frame/figure-link.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { smallMap } from '../frame/small-map.ts';
import { agendaPath } from '../meetings/agenda-page.ts';
import { type Pooled, pooledBlock } from './pooled-block.ts';

/** How many places, needs, offers and networks the profiles of a territory make. */
export interface TerritoryFigures {
  readonly territory: Territory;
  readonly places: number;
  readonly needs: number;
  readonly offers: number;
  readonly networks: number;
}

export interface TerritoryPageInput {
  readonly figures: TerritoryFigures;
  /** The first of its places, with their facets. */
  readonly places: Page;
  readonly positions: readonly Position[];
  readonly needs: Pooled;
  readonly offers: Pooled;
  readonly events: Page;
  /** Among those who are here, and from them to others. */
  readonly leads: ShortLeads;
  /** What it is compared with. */
  readonly others: readonly TerritoryFigures[];
  /** Its communes that have places. */
  readonly communes: readonly { readonly territory: Territory; readonly places: number }[];
  /** The wider territory and its places, when it has none itself. */
  readonly wider?: { readonly territory: Territory; readonly places: number };
  /** The entity of this code that somebody publishes. */
  readonly published?: Summary;
  readonly context: PageContext;
}

const shownBars = 10;

/** The page of a territory, by the code that filters take. */
export function territoryPath(code: string): string {
  return `/territoires/${code}`;
}

/** What the profiles read here say of one territory, and of those around to compare with. */
export function territoryPage(input: TerritoryPageInput): string {
  const { figures, places, needs, offers, events, published, context } = input;
  const { territory } = figures;
  const { language } = context;
  const t = entityTexts(language).territory;
  const pool = (type: 'need' | 'offer') => context.queries().pooled({ territory: territory.code }, type, context.now);
  const within = territory.within.map(findTerritory).filter((one) => one !== undefined);
  const body = html`<article class="page territory-page">
    <header class="page-header">
      <p class="breadcrumb">
        <a href="/territoires">${texts(language).sections.territory.title}</a>
        ${within.toReversed().map(({ code, name }) => html` › <a href=${territoryPath(code)}>${name}</a>`)}
      </p>
      <h1>${territory.name}</h1>
      <p class="quiet">${t[territory.level]} · ${fill(t.code, { code: territory.insee })}</p>
      <p class="lead">${t.lead}</p>
      <p><a href=${`${territoryPath(territory.code)}/diagnostic`}>${diagnosisTexts(language).link}</a> <span class="quiet">${diagnosisTexts(language).linkLead}</span></p>
      <p><a href=${withParameters('/ecosysteme', { territoire: territory.code })}>${ecosystemTexts(language).show}</a> <span class="quiet">${ecosystemTexts(language).lead}</span></p>
      ${published && html`<p>${t.published}${entityTexts(language).colon} <a href=${entityPath(published)} dir="auto">${published.name}</a></p>`}
    </header>
    <div class="entity-columns">
      <div class="entity-main">
        ${placesBlock(input)}
        ${leadsBlock(`${territoryPath(territory.code)}/pistes`, input.leads, context)}
        ${pooledBlock(needs, { type: 'need', title: t.needs, query: pool('need') }, context)}
        ${pooledBlock(offers, { type: 'offer', title: t.offers, query: pool('offer') }, context)}
        ${listBlock('event', t.events, events, territory, context)}
        ${comparison(input)}
        ${communesBlock(input)}
      </div>
      <aside class="entity-side">
        ${map(input)}
        ${bars('kind', t.kinds, places, input)}
        ${bars('practice', t.practices, places, input)}
        ${bars('network', t.networks, places, input)}
      </aside>
    </div>
    <p class="quiet">${t.note}</p>
  </article>`;
  return layout({
    ...frameOf(context),
    title: territory.name,
    description: `${territory.name}${entityTexts(language).colon} ${counted(texts(language).sections.place, figures.places, language)}.`,
    body,
  });
}

function placesBlock({ places, wider, figures: { territory }, context }: TerritoryPageInput): Content {
  const { language } = context;
  const t = entityTexts(language).territory;
  const count = (total: number) => counted(texts(language).sections.place, total, language);
  if (places.total > 0) return listBlock('place', t.places, places, territory, context);
  return html`<section class="block">
    <h2>${t.places}</h2>
    <div class="empty">
      <p>${t.noPlaces}</p>
      ${wider && html`<p><a href=${territoryPath(wider.territory.code)}>${fill(t.widen, { name: wider.territory.name, count: count(wider.places) })}</a></p>`}
      <p><a class="button" href="/publier">${texts(language).list.publish}</a></p>
    </div>
  </section>`;
}

function listBlock(type: EntityType, title: string, page: Page, territory: Territory, context: PageContext): Content {
  if (page.total === 0) return null;
  const { language } = context;
  const total = counted(texts(language).sections[type], page.total, language);
  const list = narrowedList(sectionOf(type), 'territory', territory.code);
  const href = type === 'event' ? withParameters(agendaPath, { territoire: territory.code }) : list;
  const when = type === 'event' ? { when: ['upcoming'] } : {};
  return html`<section class="block">
    <h2>${title} <span class="count">${total}</span></h2>
    <p class="take-away small">${listFigureLink({ type, territory: [territory.code], ...when }, { title, counts: page.total }, context)}</p>
    ${entityRows(page.items, context)}
    ${type === 'event' && html`<p class="take-away small"><a href=${`${territoryPath(territory.code)}/agenda.ics`} type="text/calendar">${meetingsTexts(language).calendar}</a></p>`}
    ${page.total > page.items.length && html`<p class="see-all"><a href=${href}>${fill(entityTexts(language).links.all, { count: total })}</a></p>`}
  </section>`;
}

function map({ figures: { territory }, positions, context: { language } }: TerritoryPageInput): Content {
  const box = outlineBox(territory.departements);
  if (!box) return null;
  const t = entityTexts(language).map;
  const [west, south, east, north] = box;
  const [dx, dy] = [(east - west) * 0.08, (north - south) * 0.08];
  return html`<section class="block block-locator">
    ${smallMap({
      frame: frameAround([west - dx, south - dy, east + dx, north + dy], 320, 280),
      label: fill(t.territory, { name: territory.name }),
      dots: positions,
      highlight: territory.departements,
      towns: 6,
      language,
    })}
    <p><a class="button secondary" href=${withParameters('/', { territoire: territory.code })}>${t.openMap}</a></p>
  </section>`;
}

function bars(name: FacetName, title: string, { facets }: Page, { figures, context }: TerritoryPageInput): Content {
  const { language } = context;
  const found: readonly Facet[] = partFacets(name, facets[name] ?? [], context.findConcept).specific;
  const shown = found.filter(({ count }) => count > 0).slice(0, shownBars);
  const query = context.queries().facet({ type: 'place', territory: [figures.territory.code] }, name, context);
  return (
    shown.length > 0 &&
    barChart(
      title,
      shown.map(({ key, label, count }) => ({
        label: label[language],
        count,
        href: withParameters(narrowedList(sectionOf('place'), name, key), { territoire: figures.territory.code }),
      })),
      language,
      figureLink(query, { title, counts: 'bars' }, context),
    )
  );
}

function comparison({ figures, others, context }: TerritoryPageInput): Content {
  if (others.length === 0) return null;
  const { language } = context;
  const t = entityTexts(language).territory;
  const sections = texts(language).sections;
  const columns = ['places', 'needs', 'offers', 'networks'] as const;
  const types = { places: 'place', needs: 'need', offers: 'offer', networks: 'network' } as const;
  const codes = [figures, ...others].map(({ territory }) => territory.code);
  const query = (type: EntityType) => context.queries().compared(codes, type, context.now);
  const row = (one: TerritoryFigures) => {
    const isHere = one.territory.code === figures.territory.code;
    return html`<tr class=${isHere ? 'here' : undefined}>
      <th scope="row">${isHere ? html`<strong>${one.territory.name}</strong>` : html`<a href=${territoryPath(one.territory.code)}>${one.territory.name}</a>`}</th>
      ${columns.map((column) => html`<td class="number">${number(one[column], language)}</td>`)}
    </tr>`;
  };
  return html`<section class="block">
    <h2>${figures.territory.level === 'region' ? t.parts : t.neighbours}</h2>
    <div class="table-scroll" tabindex="0" role="region" aria-label=${t.neighbours}>
      <table class="comparison">
        <thead><tr><th scope="col">${t.name}</th>${columns.map((column) => html`<th scope="col" class="number">${sections[types[column]].title} ${figureLink(query(types[column]), { title: sections[types[column]].title, counts: 'column' }, context)}</th>`)}</tr></thead>
        <tbody>${[figures, ...others].map(row)}</tbody>
      </table>
    </div>
    <p class="see-all"><a href="/?couche=departements">${t.coloured}</a></p>
  </section>`;
}

function communesBlock({ communes, context }: TerritoryPageInput): Content {
  if (communes.length === 0) return null;
  const { language } = context;
  const title = entityTexts(language).territory.communes;
  const codes = communes.map(({ territory }) => territory.code);
  return html`<section class="block">
    <h2>${title}</h2>
    <ul class="chips">
      ${communes.map(({ territory: { code, name }, places }) => html`<li><a class="chip" href=${territoryPath(code)}>${name} <span class="count">${number(places, language)}</span></a></li>`)}
    </ul>
    <p class="take-away small">${figureLink(context.queries().compared(codes, 'place', context.now), { title, counts: 'chips' }, context)}</p>
  </section>`;
}

/** Every région and département with how many places it has, to be chosen from. */
export function territoryIndex(
  tree: readonly { readonly region: Territory; readonly parts: readonly Territory[] }[],
  placesOf: (code: string) => number,
  context: PageContext,
): Content {
  const { language } = context;
  const t = entityTexts(language).territory;
  const codes = tree.map(({ region }) => region.code);
  const query = context.queries().facet({ type: 'place' }, 'territory', { ...context, codes });
  const entry = ({ code, name }: Territory) => {
    const count = placesOf(code);
    return html`<a href=${territoryPath(code)}>${name}</a>${count > 0 && html` <span class="count">${counted(texts(language).practices.placesCount, count, language)}</span>`}`;
  };
  return html`<section>
    <h2>${t.index}</h2>
    <p class="quiet">${t.indexNote} ${figureLink(query, { title: t.index, counts: 'bars' }, context)}</p>
    <div class="practices-tree">
      ${tree.map(
        ({ region, parts }) => html`<section class="theme">
          <h3>${entry(region)}</h3>
          ${parts.length > 1 && html`<ul>${parts.map((part) => html`<li class=${placesOf(part.code) > 0 ? undefined : 'unused'}>${entry(part)}</li>`)}</ul>`}
        </section>`,
      )}
    </div>
  </section>`;
}
