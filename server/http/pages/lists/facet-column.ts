import type { Facet, FacetName, Filter, Page } from '../../../directory/entity.ts';
import { given } from '../../../rdf/given.ts';
import type { Language } from '../../../rdf/text.ts';
import { partFacets } from '../../lists/facet-order.ts';
import { pageName } from '../../lists/list-parameters.ts';
import type { Section } from '../../sections.ts';
import { entry, fill, number, texts } from '../../texts/texts.ts';
import { figureLink } from '../frame/figure-link.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

const shownFacets = 10;

export interface FacetColumnInput {
  readonly section: Section;
  readonly filter: Filter;
  readonly page: Page;
  readonly context: PageContext;
}

/**
 * What narrows a list, as links with counts: choosing adds to the address, choosing again takes away. What nothing of the
 * list has stays to be seen, and cannot be chosen.
 */
export function facetColumn({ page, section, filter, context }: FacetColumnInput): Content {
  const t = texts(context.language).list;
  const input = { filter, language: context.language, linkTo: createLinks(context.path) };
  const groups = section.filters
    .map((name) => {
      const { specific, themes } = partFacets(name, page.facets[name] ?? [], context.findConcept);
      const isAlive = (facet: Facet) => facet.count > 0 || isChosen(filter, name, facet);
      const facets = [...specific, ...themes];
      const alive = facets.filter(isAlive);
      const all = [...alive, ...facets.filter((facet) => !isAlive(facet))];
      // In a long facet what is empty waits behind "see all".
      const shown = all.length <= shownFacets ? all.length : Math.min(shownFacets, alive.length);
      return { name, facets: all, shown };
    })
    .filter(({ facets }) => facets.length > 0);
  if (groups.length === 0) return null;
  const isSaid = context.queries().list(filter, context.now).unsaid.length === 0;
  // Open on the first two: what most people choose by; the others are one tap away, and none hides the list on a phone.
  return html`<aside class="facets" id="affiner" aria-label=${t.filters}>
    ${groups.map(
      (
        { name, facets, shown },
        index,
      ) => html`<details class="facet-group" open=${index < 2 || facets.some((facet) => isChosen(filter, name, facet))}>
        <summary>${entry(t, name, name)}</summary>
        <ul>${facets.slice(0, shown).map((facet) => facetLink(name, facet, input))}</ul>
        ${
          facets.length > shown &&
          html`<details class="facet-more">
          <summary>${fill(t.more, { count: facets.length })}</summary>
          <ul>${facets.slice(shown).map((facet) => facetLink(name, facet, input))}</ul>
        </details>`
        }
        ${isSaid && html`<p class="small">${facetFigureLink(name, { section, filter, page, context })}</p>`}
      </details>`,
    )}
  </aside>`;
}

/** The query of a facet's counts: its own choices do not narrow them, since one more value of a facet widens the list. */
function facetFigureLink(name: FacetName, { filter, context }: FacetColumnInput): Content {
  const { [name]: own, ...others } = filter;
  const title = entry(texts(context.language).list, name, name);
  const query = context.queries().facet({ ...others, type: filter.type }, name, {
    ...context,
    ...given('codes', own),
  });
  return figureLink(query, { title, counts: name === 'freshness' || name === 'when' ? 'table' : 'facet' }, context);
}

/** Writes the page's address with other values for one filter; read once, since a page has hundreds of such links. */
function createLinks(path: string): (name: FacetName, values: readonly string[]) => string {
  const { pathname, searchParams } = new URL(path, 'http://site.invalid');
  searchParams.delete('page');
  const others = new Map<FacetName, string>();
  return (name, values) => {
    const own = pageName(name);
    const rest = others.get(name) ?? String(new URLSearchParams([...searchParams].filter(([other]) => other !== own)));
    others.set(name, rest);
    const query = [rest, values.length > 0 ? `${own}=${encodeURIComponent(values.join(','))}` : '']
      .filter(Boolean)
      .join('&');
    return query ? `${pathname}?${query}` : pathname;
  };
}

interface FacetLinkInput {
  readonly filter: Filter;
  readonly language: Language;
  linkTo(name: FacetName, values: readonly string[]): string;
}

function facetLink(name: FacetName, facet: Facet, { filter, language, linkTo }: FacetLinkInput): Content {
  const on = isChosen(filter, name, facet);
  const content = html`<span>${facet.label[language]}</span> <span class="count">${number(facet.count, language)}</span>`;
  if (facet.count === 0 && !on)
    return html`<li><a class="facet-value" role="link" aria-disabled="true" title=${texts(language).list.noneLeft}>${content}</a></li>`;
  const values = filter[name] ?? [];
  const rest = on ? values.filter((value) => value !== facet.key && value !== facet.iri) : [...values, facet.key];
  const href = linkTo(name, rest);
  return html`<li>
    <a class="facet-value" href=${href} aria-current=${on ? 'true' : undefined} rel="nofollow">${content}</a>
  </li>`;
}

function isChosen(filter: Filter, name: FacetName, facet: Facet): boolean {
  const values = filter[name] ?? [];
  return values.includes(facet.key) || values.includes(facet.iri);
}
