import type { Entity, EntityType, Link, Summary } from '../../../directory/entity.ts';
import type { EventReader } from '../../../directory/events-of.ts';
import type { Lineage } from '../../../directory/lineage.ts';
import { withoutLent } from '../../../directory/without-lent.ts';
import { wording } from '../../../rdf/text.ts';
import type { ClaimedEffect } from '../../claimed-effects.ts';
import type { Trouble } from '../../contract.ts';
import { entityJsonLd } from '../../entity-json-ld.ts';
import type { Twin } from '../../identity-view.ts';
import { leadsPath } from '../../lead-address.ts';
import { entityPath } from '../../sections.ts';
import type { ShortLeads } from '../../short-leads.ts';
import { lineageTexts } from '../../texts/lineage-texts.ts';
import { texts } from '../../texts/texts.ts';
import { type Content, html, jsonLdScript } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { eventsBlock } from '../meetings/events-block.ts';
import { isToldByProject, projectBlock } from '../projects/project-block.ts';
import { claimsBlock } from './claims-block.ts';
import { doesBlock, factsBlock } from './description-blocks.ts';
import { effectClaim } from './effects-list.ts';
import { entityHeading } from './entity-heading.ts';
import { groupOf, type LinkGroup, linkLists } from './entity-links.ts';
import { leadsBlock } from './leads-block.ts';
import { lineageBlock } from './lineage/lineage-block.ts';
import { locatorBlock } from './locator-block.ts';
import { type MergedView, mergedBlock } from './merged-block.ts';
import { type NetworkMembers, networkBlock } from './network-block.ts';
import { practicalBlock } from './practical-block.ts';
import { blockSource, sourceBlock } from './provenance-block.ts';
import { reportLine } from './report-line.ts';
import { roomsBlock } from './rooms-block.ts';
import { troubleNotice } from './trouble-notice.ts';
import { twinsBlock } from './twins-block.ts';

/** The order of blocks after what it does. */
const linkBlocks: readonly LinkGroup[] = [
  'offers',
  'needs',
  'links',
  'lineage',
  'effects',
  'cooperations',
  'events',
  'experiences',
];

/** Whose lineage is drawn and not only listed. */
export const withLineage: ReadonlySet<EntityType> = new Set([
  'practice',
  'experience',
  'cooperation',
  'network',
  'organization',
]);

/** What a page tells beyond the entity itself. */
export interface EntitySurroundings {
  readonly leads: ShortLeads;
  /** Records that seem to be about the same. */
  readonly twins?: readonly Twin[];
  /** What several sources say of it. */
  readonly merged?: MergedView | undefined;
  readonly trouble: Trouble | null;
  /** Places near it. */
  readonly around: readonly Summary[];
  /** Of a network. */
  readonly members?: NetworkMembers;
  /** What it, or its members, hold. */
  readonly events?: ReturnType<EventReader>;
  /** Of a project: who carries it. */
  readonly carriers?: readonly Entity[];
  /** Of its useful effects, by their keys: for whom they are and what shows them. */
  readonly effects?: ReadonlyMap<string, Pick<ClaimedEffect, 'forWhom' | 'evidence'>>;
  /** Of what has one drawn. */
  readonly lineage?: Lineage;
  /** What is to be known before all else. */
  readonly notice?: Content;
}

/** The page of one entity: what one comes for first, then what it does, offers, needs and is linked to, and where all this comes from. */
export function entityPage(
  entity: Entity,
  {
    leads,
    twins = [],
    merged,
    trouble,
    around,
    members,
    events,
    carriers = [],
    effects,
    lineage,
    notice,
  }: EntitySurroundings,
  context: PageContext,
): string {
  const { language, origin = '' } = context;
  const path = entityPath(entity);
  const description = wording(entity.description, language);
  const isProject = entity.type === 'cooperation';
  // The members that have a page stand in their own block, and so does what makes a project.
  const links = entity.links.filter(
    (link) =>
      !(members && link.relation === 'member' && isListed(link, members)) &&
      !(isProject && isToldByProject(link)) &&
      !isOwnHall(link, entity),
  );
  const groups = Map.groupBy(links, groupOf);
  if (events) groups.delete('events');
  const body = html`<article class=${`page entity-page entity-${entity.type}`}>
    ${entityHeading(entity, context)}
    ${notice}
    ${trouble && troubleNotice(entity.provenance, trouble, context)}
    <div class="entity-columns">
      <div class="entity-main">
        ${doesBlock(entity, description, context)}
        ${isProject && projectBlock(entity, carriers, context)}
        ${roomsBlock(entity, context)}
        ${members && networkBlock(entity, members, context)}
        ${leadsBlock(leadsPath(entity), leads, context)}
        ${mergedBlock(merged, context)}
        ${twinsBlock(twins, context)}
        ${linkBlocks.map((group) =>
          group === 'lineage' && lineage
            ? lineageBlock(entity, { links: groups.get(group) ?? [], lineage }, context)
            : linkBlock(group, entity, { links: groups.get(group) ?? [], effects }, context),
        )}
        ${events && eventsBlock(entity, events, context)}
        ${claimsBlock(entity, context)}
      </div>
      <aside class="entity-side">
        ${practicalBlock(entity, context)}
        ${locatorBlock(entity, around, context)}
        ${factsBlock(entity, context)}
      </aside>
    </div>
    ${reportLine(entity, context)}
    ${sourceBlock(entity, path, context)}
  </article>`;
  const head = [
    html`<link rel="alternate" type="text/turtle" href=${`${path}.ttl`} />`,
    html`<link rel="alternate" type="application/ld+json" href=${`${path}.jsonld`} />`,
    html`<link rel="alternate" type="application/n-quads" href=${`${path}.nq`} />`,
    jsonLdScript(entityJsonLd(withoutLent(entity), { language, page: origin + path })),
  ];
  const place = [texts(language).sections[entity.type].singular, withoutLent(entity).commune]
    .filter(Boolean)
    .join(', ');
  return layout({
    ...frameOf(context),
    title: entity.name,
    description: (entity.lent?.['description'] ? '' : description.slice(0, 200)) || place,
    body,
    head,
  });
}

/** Where an event is held, described in its own document: its address is told, and it has no profile to lead to. */
function isOwnHall({ relation, target }: Link, { type, iri }: Entity): boolean {
  return (
    type === 'event' && relation === 'location' && !('type' in target) && target.iri.split('#')[0] === iri.split('#')[0]
  );
}

function isListed({ target }: Link, { groups }: NetworkMembers): boolean {
  return !('type' in target) || groups.some(({ section }) => section.type === target.type);
}

function linkBlock(
  group: LinkGroup,
  entity: Entity,
  { links, effects }: { links: Entity['links']; effects: EntitySurroundings['effects'] | undefined },
  context: PageContext,
): Content {
  const claim = ({ target }: Link) => {
    const effect = 'type' in target ? effects?.get(target.key) : undefined;
    return effect && html`<span class="effect-claim">${effectClaim(effect, context.language)}</span>`;
  };
  if (links.length === 0) return null;
  return html`<section class=${`block block-${group}`}>
    <h2>${group === 'lineage' ? lineageTexts(context.language).title : texts(context.language).entity[group]}</h2>
    ${linkLists(links, entity, { context, headings: group === 'links' || group === 'lineage', more: group === 'effects' ? claim : undefined })}
    ${blockSource(entity, context)}
  </section>`;
}
