import type { Concept, FacetName, Page, Position, Summary } from '../../../directory/entity.ts';
import { frameAround, franceBox } from '../../../geography/small-frame.ts';
import { messageIn } from '../../../rdf/typeset-french.ts';
import type { ClaimedEffect } from '../../claimed-effects.ts';
import { partFacets } from '../../lists/facet-order.ts';
import { narrowedList } from '../../lists/list-query.ts';
import { withParameters } from '../../lists/pagination.ts';
import { type Section, sectionOf } from '../../sections.ts';
import { ecosystemTexts } from '../../texts/ecosystem-texts.ts';
import { meetingsTexts } from '../../texts/meetings-texts.ts';
import { counted, entityTexts, fill, number, texts } from '../../texts/texts.ts';
import { whoTexts } from '../../texts/who-texts.ts';
import { effectsList } from '../entity/effects-list.ts';
import { entityRows } from '../entity/entity-row.ts';
import { conceptPath } from '../entity/property-values.ts';
import { barChart } from '../frame/bar-chart.ts';
import { figureLink, listFigureLink } from '../frame/figure-link.ts';
import { type Content, html } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { smallMap } from '../frame/small-map.ts';
import { agendaPath } from '../meetings/agenda-page.ts';
import { whoPath } from '../who/who-page.ts';
import { type Pooled, pooledBlock } from './pooled-block.ts';

/** The entities of one type that a concept describes: the first ones and how many there are. */
export interface ConceptUse {
  readonly section: Section;
  /** The facet under which the list can be narrowed by the concept; absent when it has none. */
  readonly facet?: Section['filters'][number];
  readonly total: number;
  readonly items: readonly Summary[];
}

export interface ConceptPageInput {
  readonly concept: Concept;
  readonly broader: Concept | undefined;
  readonly narrower: readonly Concept[];
  readonly uses: readonly ConceptUse[];
  /** Of a practice: where the places are that practise it, and what else they say. */
  readonly practitioners?: { readonly positions: readonly Position[]; readonly facets: Page['facets'] };
  /** Of a practice: the needs that are about it, and whose they are. */
  readonly seekers?: Pooled;
  /** Of a practice: what those who do it say that it brings. */
  readonly effects?: { readonly total: number; readonly items: readonly ClaimedEffect[] };
  readonly context: PageContext;
}

/** A term with its definition and everything that uses it. */
export function conceptPage({
  concept,
  broader,
  narrower,
  uses,
  practitioners,
  seekers,
  effects,
  context,
}: ConceptPageInput): string {
  const { language } = context;
  const t = texts(language);
  const path = conceptPath(concept) ?? '/vocab';
  const isPractice = concept.scheme === 'practices';
  const label = concept.label[language];
  const otherNames = (concept.altLabels ?? []).flatMap((other) => (other.language === language ? [other.text] : []));
  const used = uses.filter(({ total }) => total > 0);
  const body = html`<div class="page concept-page">
    <header class="page-header">
      <p class="breadcrumb">
        ${isPractice ? html`<a href="/pratiques">${t.sections.practice.title}</a>` : html`<a href=${`/vocab/${concept.scheme}`}>${t.practices.scheme}</a>`}
      </p>
      <h1>${label}</h1>
      ${concept.definition && html`<p class="lead">${messageIn(concept.definition, language)}</p>`}
      ${otherNames.length > 0 && html`<p class="quiet">${t.practices.alsoCalled}${entityTexts(language).colon} ${otherNames.join(', ')}</p>`}
      ${broader && html`<p>${t.practices.broader} <a href=${conceptPath(broader)}>${broader.label[language]}</a></p>`}
      ${isPractice && html`<p><a href=${whoPath(concept)}>${whoTexts(language).fromTheme}</a></p>`}
    </header>
    ${
      narrower.length > 0 &&
      html`<section>
      <h2>${t.practices.narrower}</h2>
      <ul class="chips">${narrower.map((one) => html`<li><a class="chip" href=${conceptPath(one)} title=${one.definition?.[language]}>${one.label[language]}</a></li>`)}</ul>
    </section>`
    }
    ${used.length === 0 && html`<p class="empty">${t.practices.none}</p>`}
    <div class="entity-columns">
      <div class="entity-main">
        ${used.filter(isPlace).map((use) => useBlock(use, concept, context))}
        ${seekers && seekersBlock(seekers, [concept, ...narrower], context)}
        ${effects && effectsBlock(effects, context)}
        ${used.filter((use) => !isPlace(use)).map((use) => useBlock(use, concept, context))}
      </div>
      ${practitioners && practitionersAside(practitioners, concept, context)}
    </div>
    <p class="take-away">
      ${t.practices.identity}${entityTexts(language).colon} <code>${concept.iri}</code> <a href=${`${path}.ttl`}>Turtle</a> <a href=${`${path}.jsonld`}>JSON-LD</a>
    </p>
  </div>`;
  const head = ['text/turtle', 'application/ld+json'].map(
    (type, index) => html`<link rel="alternate" type=${type} href=${path + (index === 0 ? '.ttl' : '.jsonld')} />`,
  );
  return layout({
    ...frameOf(context),
    title: label,
    ...(concept.definition ? { description: concept.definition[language] } : {}),
    body,
    head,
  });
}

function useBlock({ section, facet, total, items }: ConceptUse, concept: Concept, context: PageContext): Content {
  const { language } = context;
  const t = texts(language);
  return html`<section class="block">
    <h2>${t.sections[section.type].title} <span class="count">${counted(t.sections[section.type], total, language)}</span></h2>
    ${facet && html`<p class="take-away small">${listFigureLink({ type: section.type, [facet]: [concept.key] }, { title: t.sections[section.type].title, counts: total }, context)}</p>`}
    ${entityRows(items, context)}
    ${section.type === 'event' && facet === 'practice' && html`<p class="take-away"><a href=${withParameters(agendaPath, { pratique: concept.key })}>${meetingsTexts(language).link}</a> <a href=${`/pratiques/${concept.key}/agenda.ics`} type="text/calendar">${meetingsTexts(language).calendar}</a></p>`}
    ${facet && total > items.length && html`<p><a href=${narrowedList(section, facet, concept.key)}>${fill(t.practices.seeAll, { count: counted(t.sections[section.type], total, language) })}</a></p>`}
  </section>`;
}

const isPlace = ({ section }: ConceptUse) => section.type === 'place';

/** Who looks for what others practise; that nobody does is said too. */
function seekersBlock(seekers: Pooled, practices: readonly Concept[], context: PageContext): Content {
  const iris = practices.map(({ iri }) => iri);
  const query = context.queries().pooled({ practices: iris }, 'need', context.now);
  const t = entityTexts(context.language).practice;
  if (seekers.total > 0) return pooledBlock(seekers, { type: 'need', title: t.seekers, query }, context);
  return html`<section class="block"><h2>${t.seekers}</h2><p class="quiet">${t.noSeekers}</p></section>`;
}

/** What those who do it say that it brings; that nobody says so is told too. */
function effectsBlock({ total, items }: NonNullable<ConceptPageInput['effects']>, context: PageContext): Content {
  const t = entityTexts(context.language);
  const rest = total - items.length;
  return html`<section class="block"><h2>${t.practice.effects}</h2>
    ${total === 0 ? html`<p class="quiet">${t.practice.noEffects}</p>` : effectsList(items, context)}
    ${rest > 0 && html`<p class="quiet">${fill(t.network.more, { count: number(rest, context.language) })}</p>`}
  </section>`;
}

const shownBars = 10;

/** Where it is practised, and what its places seek and offer: each figure leads to the list it counts. */
function practitionersAside(
  { positions, facets }: NonNullable<ConceptPageInput['practitioners']>,
  concept: Concept,
  context: PageContext,
): Content {
  const { language, findConcept } = context;
  const t = entityTexts(language);
  const query = (name: FacetName) => context.queries().facet({ type: 'place', practice: [concept.key] }, name, context);
  const bars = (name: FacetName, title: string) => {
    const found = partFacets(name, facets[name] ?? [], findConcept).specific.filter(({ count }) => count > 0);
    const address = (key: string) =>
      withParameters(narrowedList(sectionOf('place'), name, key), { pratique: concept.key });
    return (
      found.length > 0 &&
      barChart(
        title,
        found
          .slice(0, shownBars)
          .map(({ key, label, count }) => ({ label: label[language], count, href: address(key) })),
        language,
        figureLink(query(name), { title, counts: 'bars' }, context),
      )
    );
  };
  return html`<aside class="entity-side">
    <section class="block block-locator">
      ${smallMap({ frame: frameAround(franceBox, 320, 300), label: fill(t.map.practised, { name: concept.label[language] }), dots: positions, language })}
      <p><a class="button secondary" href=${withParameters('/', { pratique: concept.key })}>${t.map.openMap}</a> <a class="button secondary" href=${withParameters('/ecosysteme', { pratique: concept.key })}>${ecosystemTexts(language).show}</a></p>
    </section>
    ${bars('scale', t.practice.scales)}
    ${bars('territory', t.practice.where)}
    ${bars('need', t.practice.needs)}
    ${bars('offer', t.practice.offers)}
  </aside>`;
}
