import { actorTypes } from '../../../directory/actors/read-actors.ts';
import { facetNames } from '../../../directory/entity.ts';
import type { SeveralAsked } from '../../figures/actor-queries.ts';
import type { ListSparql } from '../../lists/list-sparql.ts';
import { sectionOf } from '../../sections.ts';
import { ecosystemTexts } from '../../texts/ecosystem-texts.ts';
import { figureLink } from '../frame/figure-link.ts';
import { type Content, html } from '../frame/html.ts';
import type { EcosystemInput } from './ecosystem-input.ts';

/** The queries that count the actors and the links of the whole view. */
export function summaryQueries(input: EcosystemInput): Content {
  const { drawing, context } = input;
  const { queries, now, language } = context;
  const t = ecosystemTexts(language).counted;
  const asked = askedBy(input);
  return html`<span class="quiet">${t.queries}</span>
    ${link(input, t.actors, { isNamed: true, of: queries().several(asked, now), counts: drawing.total })}
    ${drawing.links > 0 && link(input, t.links, { isNamed: true, of: queries().ties(asked, { isMutual: false, now }), counts: drawing.links })}
    ${drawing.mutual > 0 && link(input, t.mutual, { isNamed: true, of: queries().ties(asked, { isMutual: true, now }), counts: drawing.mutual })}`;
}

/** The query that counts the links of each actor. */
export function linksQuery(input: EcosystemInput): Content {
  const { queries, now, language } = input.context;
  const of = queries().tiesByActor(askedBy(input), { isAlone: false, language, now });
  return link(input, ecosystemTexts(language).counted.ofEach, { of, counts: 'column' });
}

/** The query whose rows are those without a link. */
export function isolatedQuery(input: EcosystemInput): Content {
  const { drawing, context } = input;
  const of = context.queries().tiesByActor(askedBy(input), { ...context, isAlone: true });
  return link(input, ecosystemTexts(context.language).counted.isolated, { of, counts: drawing.isolated.count });
}

/** The query whose rows are those that say no scale. */
export function unscaledQuery(input: EcosystemInput): Content {
  const { drawing, context } = input;
  const of = context.queries().several({ ...askedBy(input), unscaled: true }, context.now);
  return link(input, ecosystemTexts(context.language).counted.unscaled, { of, counts: drawing.unscaled });
}

/** Whom the address asks for: of every type to whom all of its filter can apply; a network with its members. */
function askedBy({ query: { filter }, named }: EcosystemInput): SeveralAsked {
  if (named.length > 0) return { types: [], named };
  const { type: _, ...narrowing } = filter;
  const used = facetNames.filter((name) => filter[name] !== undefined);
  const types = actorTypes.filter((type) => used.every((name) => sectionOf(type).filters.includes(name)));
  return { types, filter: narrowing, named: filter.network ?? [] };
}

interface Counted {
  readonly of: ListSparql;
  readonly counts: number | 'column';
  /** It stands beside others, and is told apart by its name. */
  readonly isNamed?: boolean;
}

function link({ named, context }: EcosystemInput, name: string, { of, counts, isNamed }: Counted): Content {
  // A query knows actors by their addresses, not by the keys of their pages.
  if (of.unsaid.length > 0 || named.some((one) => !one.includes(':'))) return null;
  const { title } = ecosystemTexts(context.language);
  return figureLink(
    of.query,
    isNamed ? { title, counts, label: name } : { title: `${title}, ${name}`, counts },
    context,
  );
}
