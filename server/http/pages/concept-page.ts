import type { Concept, Summary } from '../../directory/entity.ts';
import { narrowedList } from '../list-query.ts';
import type { Section } from '../sections.ts';
import { counted, fill, texts } from '../texts/texts.ts';
import { entityRows } from './entity-row.ts';
import { type Content, html } from './html.ts';
import { layout } from './layout.ts';
import { frameOf, type PageContext } from './page-context.ts';
import { conceptPath } from './property-values.ts';

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
  readonly context: PageContext;
}

/** A term with its definition and everything that uses it. */
export function conceptPage({ concept, broader, narrower, uses, context }: ConceptPageInput): string {
  const { language } = context;
  const t = texts(language);
  const path = conceptPath(concept) ?? '/vocab';
  const isPractice = concept.scheme === 'practices';
  const label = concept.label[language];
  const used = uses.filter(({ total }) => total > 0);
  const body = html`<div class="page concept-page">
    <header class="page-header">
      <p class="breadcrumb">
        ${isPractice ? html`<a href="/pratiques">${t.sections.practice.title}</a>` : html`<a href=${`/vocab/${concept.scheme}`}>${t.practices.scheme}</a>`}
      </p>
      <h1>${label}</h1>
      ${concept.definition && html`<p class="lead">${concept.definition[language]}</p>`}
      ${concept.altLabels && html`<p class="quiet">${t.practices.alsoCalled} : ${concept.altLabels.join(', ')}</p>`}
      ${broader && html`<p>${t.practices.broader} <a href=${conceptPath(broader)}>${broader.label[language]}</a></p>`}
    </header>
    ${
      narrower.length > 0 &&
      html`<section>
      <h2>${t.practices.narrower}</h2>
      <ul class="chips">${narrower.map((one) => html`<li><a class="chip" href=${conceptPath(one)} title=${one.definition?.[language]}>${one.label[language]}</a></li>`)}</ul>
    </section>`
    }
    ${used.length === 0 && html`<p class="empty">${t.practices.none}</p>`}
    ${used.map((use) => useBlock(use, concept, context))}
    <p class="take-away">
      ${t.practices.identity} : <code>${concept.iri}</code> <a href=${`${path}.ttl`}>Turtle</a> <a href=${`${path}.jsonld`}>JSON-LD</a>
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
    ${entityRows(items, context)}
    ${facet && total > items.length && html`<p><a href=${narrowedList(section, facet, concept.key)}>${fill(t.practices.seeAll, { count: counted(t.sections[section.type], total, language) })}</a></p>`}
  </section>`;
}
