import type { EntityType, Facet, FacetName } from '../../directory/entity.ts';
import { partFacets } from '../lists/facet-order.ts';
import { narrowedList } from '../lists/list-query.ts';
import { sectionOf, sections } from '../sections.ts';
import { texts } from '../texts/texts.ts';
import { barChart } from './bar-chart.ts';
import { html } from './html.ts';
import { layout } from './layout.ts';
import { frameOf, type PageContext } from './page-context.ts';

/** The facets whose counts are drawn. */
export interface ObservatoryFigures {
  readonly counts: Readonly<Record<EntityType, number>>;
  readonly kinds: readonly Facet[];
  readonly practices: readonly Facet[];
  readonly territories: readonly Facet[];
  readonly needs: readonly Facet[];
  readonly offers: readonly Facet[];
}

const shownBars = 15;

/** What the profiles say together, as bars that lead to their lists. */
export function observatoryPage(figures: ObservatoryFigures, context: PageContext): string {
  const { language } = context;
  const t = texts(language);
  const bars = (type: EntityType, name: FacetName, facets: readonly Facet[]) =>
    partFacets(name, facets, context.findConcept)
      .specific.filter(({ count }) => count > 0)
      .slice(0, shownBars)
      .map(({ key, label, count }) => ({
        label: label[language],
        count,
        href: narrowedList(sectionOf(type), name, key),
      }));
  const totals = sections
    .filter(({ type }) => figures.counts[type] > 0)
    .map(({ type, path }) => ({ label: t.sections[type].title, count: figures.counts[type], href: path }));
  const o = t.observatory;
  const body = html`<div class="page observatory-page">
    <header class="page-header">
      <h1>${o.title}</h1>
      <p class="lead">${o.lead}</p>
    </header>
    <div class="figures">
      ${barChart(o.totals, totals, language)}
      ${barChart(o.kinds, bars('place', 'kind', figures.kinds), language)}
      ${barChart(o.practices, bars('place', 'practice', figures.practices), language)}
      ${barChart(o.territories, bars('place', 'territory', figures.territories), language)}
      ${barChart(o.needs, bars('need', 'resource', figures.needs), language)}
      ${barChart(o.offers, bars('offer', 'resource', figures.offers), language)}
    </div>
    <p class="quiet">${o.note} <a href="/sparql">${o.sparql}</a></p>
  </div>`;
  return layout({ ...frameOf(context), title: o.title, description: o.lead, body });
}
