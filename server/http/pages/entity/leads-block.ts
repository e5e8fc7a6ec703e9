import type { Lead } from '../../../cooperation/leads.ts';
import { entityPath } from '../../sections.ts';
import type { ShortLeads } from '../../short-leads.ts';
import { leadsTexts } from '../../texts/leads-texts.ts';
import { counted } from '../../texts/texts.ts';
import { glyph } from '../frame/glyph.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { distanceOf, exampleBadge } from '../leads/lead-row.ts';

/** The first leads of somebody, each with its first reason, and the way to the page of all of them. */
export function leadsBlock(path: string, leads: ShortLeads, context: PageContext): Content {
  if (leads === 'none' || (leads !== 'later' && leads.total === 0)) return null;
  const { language } = context;
  const t = leadsTexts(language);
  if (leads === 'later')
    return html`<section class="block block-leads"><h2>${t.short}</h2><p>${t.later} <a href=${path}>${t.all}</a></p></section>`;
  return html`<section class="block block-leads">
    <h2>${t.short}</h2>
    <ul class="entity-list">${leads.leads.map((lead) => shortRow(lead, path, context))}</ul>
    <p class="see-all"><a href=${path}>${counted(t.allCount, leads.total, language)}</a></p>
  </section>`;
}

function shortRow(lead: Lead, path: string, context: PageContext): Content {
  const { language } = context;
  const { actor, others, reason, id, kind } = lead;
  const names = [actor, ...others].map(({ name }) => name).join(', ');
  return html`<li class="entity-row">
    ${glyph(actor.type, actor.kinds)}
    <div class="entity-row-body">
      <a class="entity-row-name" href=${others.length > 0 ? `${path}#piste-${id}` : entityPath(actor)} dir="auto">${names}</a>
      <span class="badge">${leadsTexts(language).kinds[kind]}</span>
      ${exampleBadge(lead, context)}
      <span class="entity-row-reason" dir="auto">${reason[language]}</span>
    </div>
    <span class="freshness">${distanceOf(lead, context)}</span>
  </li>`;
}
