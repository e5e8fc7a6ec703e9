import type { Entity, Link } from '../../../directory/entity.ts';
import { isBefore } from '../../../directory/facets/facets.ts';
import { projectsTexts } from '../../texts/projects-texts.ts';
import { entityTexts, fill, number } from '../../texts/texts.ts';
import { groupOf, linkRow, linksPath } from '../entity/entity-links.ts';
import { entityRow } from '../entity/entity-row.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { joinBlock } from './join-block.ts';

const shownOfEach = 12;

/** Whether a link of a project is told in its own blocks. */
export function isToldByProject(link: Link): boolean {
  const group = groupOf(link);
  return group === 'needs' || group === 'offers' || link.relation === 'participant' || link.relation === 'carriedBy';
}

/** What a project lacks and has, who is in it and says so, and how to join it. */
export function projectBlock(project: Entity, carriers: readonly Entity[], context: PageContext): Content {
  const t = projectsTexts(context.language);
  const of = (wanted: (link: Link) => boolean) => project.links.filter(wanted);
  const needs = of((link) => groupOf(link) === 'needs').sort(
    (a, b) => Number(isClosed(a, context.now)) - Number(isClosed(b, context.now)),
  );
  const offers = of((link) => groupOf(link) === 'offers');
  return html`<section class="block block-needs">
      <h2>${t.missing}</h2>
      ${needs.length > 0 ? exchangeRows(needs, project, context) : html`<p class="quiet">${t.nothingMissing}</p>`}
    </section>
    ${offers.length > 0 && html`<section class="block block-offers"><h2>${t.has}</h2>${exchangeRows(offers, project, context)}</section>`}
    ${peopleBlock(project, context)}
    ${joinBlock(project, carriers, context)}`;
}

function exchangeRows(links: readonly Link[], project: Entity, context: PageContext): Content {
  return html`<ul class="entity-list">${links.slice(0, shownOfEach).map((link) => linkRow(link, project, context))}</ul>
    ${allOf(links, project, context)}`;
}

/** Each relation that has more than a page shows has a page of its own. */
function allOf(links: readonly Link[], project: Entity, { language }: PageContext): Content {
  if (links.length <= shownOfEach) return null;
  const count = number(links.length, language);
  const relation = links[0]?.relation ?? '';
  return html`<p class="see-all"><a href=${linksPath(project, relation)}>${fill(entityTexts(language).links.all, { count })}</a></p>`;
}

/** Met, or over: it comes after what is still wanted. */
function isClosed({ target }: Link, now: Date): boolean {
  const { state, until } = ('type' in target && target.exchange) || {};
  return state === 'met' || (until !== undefined && isBefore(until, now.toISOString().slice(0, 10)));
}

function peopleBlock(project: Entity, context: PageContext): Content {
  const t = projectsTexts(context.language);
  const carriers = project.links.filter(({ relation }) => relation === 'carriedBy');
  const participants = project.links.filter(({ relation }) => relation === 'participant');
  const list = (title: string, links: readonly Link[]) =>
    links.length > 0 &&
    html`<h3>${title}</h3>
      <ul class="entity-list">${links.slice(0, shownOfEach).map((link) => personRow(link, project, context))}</ul>
      ${allOf(links, project, context)}`;
  return html`<section class="block block-together">
    <h2>${t.together}</h2>
    ${carriers.length + participants.length === 0 && html`<p class="quiet">${t.nobody}</p>`}
    ${list(t.carriedBy, carriers)}
    ${list(t.participants, participants)}
  </section>`;
}

/** Somebody of the project, with who says so: the project, that one, or both. */
function personRow(link: Link, project: Entity, context: PageContext): Content {
  const { target } = link;
  if (!('type' in target)) return linkRow(link, project, context);
  return entityRow(target, context, { note: saidBy(link, context) });
}

function saidBy({ mutual, direction, relation }: Link, { language }: PageContext): Content {
  const t = projectsTexts(language);
  if (mutual) return html`<span class="said said-mutual"><span aria-hidden="true">⇄ </span>${t.saidByBoth}</span>`;
  const other = relation === 'carriedBy' ? t.saidByCarrier : t.saidByParticipant;
  return html`<span class="said">${direction === 'out' ? t.saidByProject : other}</span>`;
}
