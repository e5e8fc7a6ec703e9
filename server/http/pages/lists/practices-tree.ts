import type { Concept } from '../../../directory/entity.ts';
import { messageIn } from '../../../rdf/typeset-french.ts';
import { counted, texts } from '../../texts/texts.ts';
import { conceptPath } from '../entity/property-values.ts';
import { figureLink } from '../frame/figure-link.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

/** All practices under their themes, with the number of places that declare each; `counts` by concept IRI. */
export function practicesTree(
  concepts: readonly Concept[],
  counts: ReadonlyMap<string, number>,
  context: PageContext,
): Content {
  const { language } = context;
  const t = texts(language).practices;
  const query = context.queries().facet({ type: 'place' }, 'practice', context);
  const children = Map.groupBy(
    concepts.filter(({ broader }) => broader),
    ({ broader }) => broader,
  );
  const themes = concepts.filter(({ broader }) => !broader);
  const countOf = (concept: Concept) => {
    const count = counts.get(concept.iri) ?? 0;
    return count > 0 && html` <span class="count">${counted(t.placesCount, count, language)}</span>`;
  };
  return html`<div class="practices-tree">
    ${themes.map(
      (theme) => html`<section class="theme">
        <h2><a class="theme-title" href=${conceptPath(theme)}>${theme.label[language]}</a> ${countOf(theme)}</h2>
        ${theme.definition && html`<p class="quiet">${messageIn(theme.definition, language)}</p>`}
        <ul>
          ${(children.get(theme.iri) ?? []).map(
            (concept) => html`<li class=${counts.get(concept.iri) ? undefined : 'unused'}>
              <a href=${conceptPath(concept)} title=${concept.definition?.[language]}>${concept.label[language]}</a>
              ${countOf(concept)}
            </li>`,
          )}
        </ul>
      </section>`,
    )}
  </div>
  <p class="take-away small">${figureLink(query, { title: texts(language).sections.practice.title, counts: 'bars' }, context)}</p>
  <h2>${t.described}</h2>`;
}
