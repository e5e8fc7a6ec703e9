import type { Entity, Link } from '../../../directory/entity.ts';
import { entityPath } from '../../sections.ts';
import { entityTexts, entry, fill, number, texts } from '../../texts/texts.ts';
import { type Content, html, webAddress } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { entityRow } from './entity-row.ts';
import { isPast } from './exchange-line.ts';
import { shortAddress } from './property-values.ts';

/** The groups that a page shows under headings of their own, by relation and type of the other end. */
export type LinkGroup =
  | 'needs'
  | 'offers'
  | 'experiences'
  | 'events'
  | 'cooperations'
  | 'effects'
  | 'lineage'
  | 'links';

/** Where on the page a link belongs. */
export function groupOf({ relation, target }: Link): LinkGroup {
  const type = 'type' in target ? target.type : undefined;
  if (relation === 'seeks' || (relation === 'pools' && type === 'need')) return 'needs';
  if (relation === 'makesOffer' || (relation === 'pools' && type === 'offer')) return 'offers';
  if (relation === 'subjectOf') return type === 'event' ? 'links' : 'experiences';
  if (relation === 'hasEvent' || relation === 'organizes' || (relation === 'hosts' && type === 'event'))
    return 'events';
  if (relation === 'participatesIn') return type === 'experience' ? 'experiences' : 'cooperations';
  if (relation === 'carries') return 'cooperations';
  if (relation === 'hasEffect') return 'effects';
  if (relation === 'inspiredBy' || relation === 'hasInspired') return 'lineage';
  return 'links';
}

/** The ends of the links that a page shows, or whose type tells where on the page they belong. */
export function isShown(relation: string, index: number): boolean {
  return index < shownLinks || relation === 'pools' || relation === 'hosts' || relation === 'participatesIn';
}

/** Links of one relation that a page shows before it leads to a page of their own. */
const shownLinks = 12;

/** What else a row tells of the other end of a link. */
export type More = (link: Link) => Content;

/** Links by relation, each with who says so; `headings` false when the block's own heading names the relation. */
export function linkLists(
  links: readonly Link[],
  entity: Entity,
  { context, headings, more }: { context: PageContext; headings: boolean; more?: More | undefined },
): Content {
  const labels = texts(context.language).relations;
  const standing = [...links].sort((a, b) => Number(hasEnded(a, context)) - Number(hasEnded(b, context)));
  return [...Map.groupBy(standing, ({ relation }) => relation)].map(
    ([relation, group]) => html`<div class="relation">
      ${headings && html`<h3>${entry(labels, relation, relation)}</h3>`}
      ${linkRows(group.slice(0, shownLinks), entity, context, more)}
      ${
        group.length > shownLinks &&
        html`<p class="see-all"><a href=${linksPath(entity, relation)}>${fill(entityTexts(context.language).links.all, { count: number(group.length, context.language) })}</a></p>`
      }
    </div>`,
  );
}

/** A need that is met stays on its holder's page, after those that stand. */
function hasEnded({ target }: Link, { now }: PageContext): boolean {
  return 'type' in target && isPast(target.exchange, now);
}

/** The page of all links of one relation. */
export function linksPath(entity: Pick<Entity, 'type' | 'key'>, relation: string): string {
  return `${entityPath(entity)}/liens/${encodeURIComponent(relation)}`;
}

/** Some links as the rows of a list, each with who says so. */
export function linkRows(links: readonly Link[], entity: Entity, context: PageContext, more?: More): Content {
  return html`<ul class="entity-list">${links.map((link) => linkRow(link, entity, context, more))}</ul>`;
}

/** One link as a row, with who says it. */
export function linkRow(link: Link, entity: Entity, context: PageContext, more?: More): Content {
  const { target } = link;
  // What a profile says of its own things needs no "selon": the page already tells whose words these are.
  const isOwn = 'type' in target && target.provenance.source === entity.provenance.source;
  const note = [isOwn && !link.mutual ? null : saidBy(link, entity, context), more?.(link)];
  if ('type' in target) return entityRow(target, context, { note, isOwn });
  const href = webAddress(target.iri);
  const name = target.name ?? shortAddress(target.iri);
  return html`<li class="entity-row entity-row-unknown">
    <div class="entity-row-body">
      ${href ? html`<a class="entity-row-name" href=${href} rel="external nofollow">${name}</a>` : html`<span class="entity-row-name">${name}</span>`}
      <span class="entity-row-facts">${texts(context.language).row.unknown}</span>
      ${note}
    </div>
  </li>`;
}

/** Who says it: both, this profile, or another document (house rule: a one-sided link is shown as "selon …"). */
function saidBy({ mutual, source, direction, target }: Link, entity: Entity, { language }: PageContext): Content {
  const t = texts(language).entity;
  if (mutual) return html`<span class="said said-mutual"><span aria-hidden="true">⇄ </span>${t.mutual}</span>`;
  if (source === entity.provenance.source || direction === 'out')
    return html`<span class="said" title=${source}>${t.own}</span>`;
  const who = 'type' in target ? target.name : shortAddress(source);
  return html`<span class="said" title=${source}>${fill(t.accordingTo, { who })}</span>`;
}
