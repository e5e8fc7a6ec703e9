import type { Page } from '../../../directory/entity.ts';
import { canEnd } from '../../../directory/facets/facets.ts';
import { radii } from '../../lists/around.ts';
import { filterParameters, withFilter } from '../../lists/list-address.ts';
import { pageName } from '../../lists/list-parameters.ts';
import type { ListQuery } from '../../lists/list-query.ts';
import type { Section } from '../../sections.ts';
import { leadsTexts } from '../../texts/leads-texts.ts';
import { fill, number } from '../../texts/texts.ts';
import { figureLink } from '../frame/figure-link.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

/** What one asks first of needs and offers: things or skills, and how near. */
export function exchangeFilters(
  { section, query, page }: { readonly section: Section; readonly query: ListQuery; readonly page: Page },
  context: PageContext,
): Content {
  if (!canEnd(section.type)) return null;
  const { language, findConcept } = context;
  const t = leadsTexts(language);
  const { near, resource: _resource, ...others } = query.filter;
  const themes = (page.facets['resource'] ?? []).filter(
    ({ key, count }) => count > 0 && findConcept('resources', key)?.broader === undefined,
  );
  const chosen = query.filter.resource ?? [];
  const kept = filterParameters({ ...others, ...(chosen.length > 0 ? { resource: chosen } : {}) }, pageName);
  return html`<div class="exchange-filters">
    ${
      themes.length > 0 &&
      html`<ul class="chips" aria-label=${t.themes}>${themes.map((theme) => {
        const isChosen = chosen.includes(theme.key) || chosen.includes(theme.iri);
        const filter = { ...query.filter, resource: isChosen ? [] : [theme.key] };
        return html`<li><a class="chip" href=${withFilter(context.path, filter)} aria-current=${isChosen ? 'true' : undefined} rel="nofollow">${theme.label[language]} <span class="count">${number(theme.count, language)}</span></a></li>`;
      })}</ul>
      <p class="take-away small">${themesQuery(query.filter, context)}</p>`
    }
    <form class="search-form around-form" method="get" action=${section.path}>
      <label for="autour">${t.around}</label>
      <input id="autour" type="text" name="autour" placeholder=${t.aroundExample} maxlength="100" autocomplete="address-level2" />
      <label class="visually-hidden" for="rayon">${t.radiusLabel}</label>
      <select id="rayon" name=${pageName('radius')}>
        ${radii.map((km) => html`<option value=${km} selected=${km === (near?.radiusKm ?? 25)}>${fill(t.withinKm, { km: number(km, language) })}</option>`)}
      </select>
      ${Object.entries(kept).map(([name, value]) => value !== undefined && html`<input type="hidden" name=${name} value=${value} />`)}
      <button type="submit" class="button secondary">${t.aroundGo}</button>
    </form>
  </div>`;
}

/** The query of the counts of things and of skills: what is chosen of them does not narrow them. */
function themesQuery(filter: ListQuery['filter'], context: PageContext): Content {
  const { queries, language, now } = context;
  if (queries().list(filter, now).unsaid.length > 0) return null;
  const { resource: _, ...others } = filter;
  const query = queries().facet(others, 'resource', { language, now });
  return figureLink(query, { title: leadsTexts(language).themes, counts: 'chips' }, context);
}
