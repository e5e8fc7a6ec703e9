import type { Lead } from '../../../cooperation/leads.ts';
import { entityPath } from '../../sections.ts';
import { fill, number, texts } from '../../texts/texts.ts';
import { glyph } from '../frame/glyph.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

/** What fits on one page; the API gives all of them. */
const shown = 8;

/** Who to talk to: what others offer that fits a need of this entity, or seek that fits an offer; the nearest first. */
export function leadsBlock(leads: readonly Lead[], { language }: PageContext): Content {
  if (leads.length === 0) return null;
  const { entity: t, row } = texts(language);
  const link = (entity: Lead['need']) => html`<a href=${entityPath(entity)}>${entity.name}</a>`;
  return html`<section class="block block-leads">
    <h2>${t.leads}</h2>
    <ul class="entity-list">
      ${leads.slice(0, shown).map(
        ({ side, need, offer, actor, distanceKm, reason }) => html`<li class="entity-row">
          ${glyph(actor.type, actor.kinds)}
          <div class="entity-row-body">
            <a class="entity-row-name" href=${entityPath(actor)}>${reason[language]}</a>
            ${(need.example || offer.example) && html`<span class="badge badge-example" title=${row.exampleTitle}>${row.example}</span>`}
            <span class="entity-row-facts">
              ${side === 'need' ? [t.leadForNeed, ' ', link(need), ' · ', link(offer)] : [t.leadForOffer, ' ', link(offer), ' · ', link(need)]}
            </span>
          </div>
          ${distanceKm !== undefined && html`<span class="freshness">${fill(t.leadDistance, { km: number(distanceKm, language) })}</span>`}
        </li>`,
      )}
    </ul>
    ${leads.length > shown && html`<p class="quiet">${fill(t.leadsMore, { count: number(leads.length - shown, language) })}</p>`}
  </section>`;
}
