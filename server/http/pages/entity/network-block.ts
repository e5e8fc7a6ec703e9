import type { Entity, Position, Summary } from '../../../directory/entity.ts';
import { frameAround, franceBox } from '../../../geography/small-frame.ts';
import { withParameters } from '../../lists/pagination.ts';
import type { Section } from '../../sections.ts';
import { ecosystemTexts } from '../../texts/ecosystem-texts.ts';
import { counted, entityTexts, fill, number, texts } from '../../texts/texts.ts';
import { figureLink, listFigureLink } from '../frame/figure-link.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { smallMap } from '../frame/small-map.ts';
import { type Pooled, pooledBlock } from '../lists/pooled-block.ts';
import { pooledPath } from '../lists/pooled-page.ts';
import { linkRow, linksPath } from './entity-links.ts';
import { entityRow, entityRows } from './entity-row.ts';

/** What a network's page tells of its members. */
export interface NetworkMembers {
  /** Members by what they are: the first ones and how many there are. */
  readonly groups: readonly { readonly section: Section; readonly total: number; readonly items: readonly Summary[] }[];
  readonly positions: readonly Position[];
  readonly needs: Pooled;
  readonly offers: Pooled;
  /** What its members do together: the first ones and how many there are. */
  readonly projects: { readonly total: number; readonly items: readonly Summary[] };
}

/** The members of a network: who they are, where, what they seek and offer together. */
export function networkBlock(
  entity: Entity,
  { groups, positions, needs, offers, projects }: NetworkMembers,
  context: PageContext,
): Content {
  const { language } = context;
  const t = entityTexts(language);
  const declared = entity.links.filter(({ relation }) => relation === 'member').length;
  const known = groups.reduce((sum, { total }) => sum + total, 0);
  const pool = (type: 'need' | 'offer') => context.queries().pooled({ network: entity.iri }, type, context.now);
  const path = (section: Section) => withParameters(section.path, { reseau: entity.key });
  return html`<section class="block block-members">
      <h2>${t.network.members}</h2>
      ${groups.length === 0 && declared === 0 && html`<p class="quiet">${t.network.noMembers}</p>`}
      ${groups.map(
        ({ section, total, items }) => html`<div class="relation">
          <h3>${counted(texts(language).sections[section.type], total, language)}</h3>
          <p class="take-away small">${listFigureLink({ type: section.type, network: [entity.iri] }, { title: texts(language).sections[section.type].title, counts: total }, context)}</p>
          <ul class="entity-list">${items.map((item) => memberRow(item, entity, context))}</ul>
          ${total > items.length && html`<p class="see-all"><a href=${path(section)}>${fill(t.links.all, { count: counted(texts(language).sections[section.type], total, language) })}</a></p>`}
        </div>`,
      )}
      ${declared > known && html`<p class="see-all"><a href=${linksPath(entity, 'member')}>${fill(t.network.declared, { count: number(declared, language) })}</a></p>`}
      ${known > 0 && html`<p><a class="button secondary" href=${withParameters('/ecosysteme', { reseau: entity.key })}>${ecosystemTexts(language).show}</a></p>`}
      ${
        positions.length > 0 &&
        html`<div class="members-map">
        ${smallMap({ frame: frameAround(franceBox, 320, 300), label: fill(t.map.members, { name: entity.name }), dots: positions, language })}
        <p><a class="button secondary" href=${withParameters('/', { reseau: entity.key })}>${t.network.onMap}</a></p>
      </div>`
      }
    </section>
    ${pooledBlock(needs, { type: 'need', title: t.network.pooledNeeds, all: pooledPath(entity, 'need'), query: pool('need') }, context)}
    ${pooledBlock(offers, { type: 'offer', title: t.network.pooledOffers, all: pooledPath(entity, 'offer'), query: pool('offer') }, context)}
    ${projectsBlock(projects, entity, context)}`;
}

function projectsBlock({ total, items }: NetworkMembers['projects'], { iri }: Entity, context: PageContext): Content {
  if (total === 0) return null;
  const query = context.queries().pooledProjects(iri);
  const { language } = context;
  const t = entityTexts(language).network;
  return html`<section class="block block-projects">
    <h2>${t.pooledProjects} <span class="count">${counted(texts(language).sections.cooperation, total, language)}</span></h2>
    <p class="take-away small">${figureLink(query, { title: t.pooledProjects, counts: total }, context)}</p>
    ${entityRows(items, context)}
    ${total > items.length && html`<p class="quiet">${fill(t.more, { count: number(total - items.length, language) })}</p>`}
  </section>`;
}

/** A member, with who says that it is one. */
function memberRow(item: Summary, entity: Entity, context: PageContext): Content {
  const link = entity.links.find(({ relation, target }) => relation === 'member' && target.iri === item.iri);
  return link ? linkRow({ ...link, target: item }, entity, context) : entityRow(item, context);
}
