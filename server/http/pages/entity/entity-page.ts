import type { Entity, EntityType, Link, Summary } from '../../../directory/entity.ts';
import type { EventReader } from '../../../directory/events-of.ts';
import type { Lineage } from '../../../directory/lineage.ts';
import { withoutLent } from '../../../directory/without-lent.ts';
import { departementName } from '../../../geography/departements.ts';
import { findTerritory } from '../../../geography/territory.ts';
import { wording } from '../../../rdf/text.ts';
import type { ClaimedEffect } from '../../claimed-effects.ts';
import type { Trouble } from '../../contract.ts';
import { entityJsonLd } from '../../entity-json-ld.ts';
import type { Twin } from '../../identity-view.ts';
import { leadsPath } from '../../lead-address.ts';
import { entityPath, sectionOf } from '../../sections.ts';
import type { ShortLeads } from '../../short-leads.ts';
import { lineageTexts } from '../../texts/lineage-texts.ts';
import { entityTexts, fill, texts } from '../../texts/texts.ts';
import { glyph } from '../frame/glyph.ts';
import { type Content, html, jsonLdScript, webAddress } from '../frame/html.ts';
import { layout } from '../frame/layout.ts';
import { frameOf, type PageContext } from '../frame/page-context.ts';
import { withTime } from '../frame/time.ts';
import { territoryPath } from '../lists/territory-page.ts';
import { eventsBlock } from '../meetings/events-block.ts';
import { meetingLine } from '../meetings/meeting-line.ts';
import { isToldByProject, projectBlock } from '../projects/project-block.ts';
import { accordingTo } from './according-to.ts';
import { claimsBlock } from './claims-block.ts';
import { effectClaim } from './effects-list.ts';
import { groupOf, type LinkGroup, linkLists } from './entity-links.ts';
import { staleBadge, statusBadge } from './entity-row.ts';
import { leadsBlock } from './leads-block.ts';
import { lineageBlock } from './lineage/lineage-block.ts';
import { locatorBlock } from './locator-block.ts';
import { type MergedView, mergedBlock } from './merged-block.ts';
import { type NetworkMembers, networkBlock } from './network-block.ts';
import { practicalBlock, timely } from './practical-block.ts';
import { conceptChip, propertyList } from './property-values.ts';
import { blockSource, hostOf, sourceBlock } from './provenance-block.ts';
import { reportLine } from './report-line.ts';
import { roomProperties, roomsBlock } from './rooms-block.ts';
import { troubleNotice } from './trouble-notice.ts';
import { twinsBlock } from './twins-block.ts';

/** Told at length under the description, in this order. */
const told = [
  'eventKind',
  'practice',
  'resource',
  'value',
  'effect',
  'forWhom',
  'evidence',
  'wanted',
  'expectedEffect',
  'sharedObjective',
  'agreedLimit',
  'tried',
  'worked',
  'slowedDown',
  'citation',
  'audience',
  'discipline',
  'scale',
  'keyKeyword',
  'keywords',
];
/** Shown elsewhere on the page, so not among the facts. */
const elsewhere = new Set([
  ...told,
  ...timely,
  ...roomProperties,
  'kind',
  'operatingStatus',
  'openNow',
  'openNowSince',
]);
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

/** Characters from which a name is a sentence, and set like one. */
const longName = 120;

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
    ${heading(entity, context)}
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

function heading(entity: Entity, context: PageContext): Content {
  const { language, findConcept } = context;
  const t = texts(language);
  const section = sectionOf(entity.type);
  const kinds = entity.kinds.map((key) => findConcept('kinds', key)).filter((concept) => concept !== undefined);
  return html`<header class="entity-header">
    <p class="breadcrumb"><a href=${section.path}>${t.sections[entity.type].title}</a></p>
    <div class="entity-title">
      ${glyph(entity.type, entity.kinds)}
      <h1 dir="auto" class=${entity.name.length > longName ? 'long-name' : undefined}>${entity.name}</h1>
    </div>
    <p class="entity-line">
      ${kinds.length > 0 ? [kinds.map((kind) => conceptChip(kind, language)), accordingTo(entity.lent, 'kind', context)] : html`<span class="entity-type">${t.sections[entity.type].singular}</span>`}
      ${entity.commune && [communeLine(entity), accordingTo(entity.lent, 'address', context)]}
      ${statusBadge(entity, context)}
      ${staleBadge(entity, context)}
      ${entity.example && html`<span class="badge badge-example">${t.entity.exampleBadge}</span>`}
    </p>
    ${entity.alternateNames.length > 0 && html`<p class="also-known-as">${t.entity.alsoKnownAs} ${entity.alternateNames.join(', ')}</p>`}
    <p class="freshness">${freshness(entity, context)}</p>
    ${meetingLine(entity, context)}
    ${territoryLink(entity, context)}
    <div class="entity-actions" data-entity-actions data-type=${entity.type} data-key=${entity.key} data-name=${entity.name} data-kinds=${entity.kinds.join(' ')}></div>
    ${
      entity.warnings.length > 0 &&
      html`<div class="notice warning" role="note">
      <strong>${t.entity.warnings}</strong>
      <ul>${entity.warnings.map((warning) => html`<li>${warning[language]}</li>`)}</ul>
    </div>`
    }
  </header>`;
}

/** The commune and the département, whose pages show what else is there. */
function communeLine({ postalCode, commune, communeCode, departement }: Entity): Content {
  const name = departement && departementName(departement);
  const words = [postalCode, commune].filter(Boolean).join(' ');
  return [
    communeCode
      ? html`<a class="entity-commune" href=${territoryPath(communeCode)}>${words}</a>`
      : html`<span class="entity-commune">${words}</span>`,
    name && html`<a href=${territoryPath(departement)}>${name}</a>`,
  ];
}

/** From the profile that somebody publishes for a territory to what all profiles of it say. */
function territoryLink({ type, name, properties }: Entity, { language }: PageContext): Content {
  const value = properties['inseeCode']?.[0];
  if (type !== 'territory' || value?.kind !== 'text') return null;
  const insee = wording(value.text, language);
  // Régions and départements have the same numbers.
  const known = [`R${insee}`, insee].map(findTerritory).filter((one) => one !== undefined);
  const territory = known.find((one) => one.name === name) ?? (known.length === 1 ? known[0] : undefined);
  return (
    territory && html`<p><a href=${territoryPath(territory.code)}>${entityTexts(language).territory.figures}</a></p>`
  );
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

function freshness({ provenance }: Entity, context: PageContext): Content {
  return withTime(
    fill(texts(context.language).entity.seenIn, { host: hostOf(provenance.source), when: '{when}' }),
    provenance.readAt,
    context,
  );
}

function doesBlock(entity: Entity, description: string, context: PageContext): Content {
  const { language } = context;
  const t = texts(language).entity;
  const image = webAddress(entity.image);
  return html`<section class="block block-does">
    <h2>${entity.type === 'place' ? t.does : t.about}</h2>
    ${description ? description.split(/\n{2,}/).map((paragraph) => html`<p class="description" dir="auto">${paragraph}</p>`) : html`<p class="quiet">${t.noDescription}</p>`}
    ${description && accordingTo(entity.lent, 'description', context)}
    ${propertyList(entity.properties, told, language, (name) => accordingTo(entity.lent, name, context))}
    ${image && html`<p class="picture"><a href=${context.reach(image)} rel="external">${fill(t.picture, { host: hostOf(image) })}</a>${accordingTo(entity.lent, 'image', context)}</p>`}
    ${blockSource(entity, context)}
  </section>`;
}

function factsBlock(entity: Entity, context: PageContext): Content {
  const names = Object.keys(entity.properties).filter((name) => !elsewhere.has(name));
  const list = propertyList(entity.properties, names, context.language, (name) =>
    accordingTo(entity.lent, name, context),
  );
  return (
    list &&
    html`<section class="block block-facts">
    <h2>${texts(context.language).entity.facts}</h2>
    ${list}
    ${blockSource(entity, context)}
  </section>`
  );
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
