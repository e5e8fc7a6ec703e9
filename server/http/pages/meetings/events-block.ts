import type { Entity } from '../../../directory/entity.ts';
import type { EventReader } from '../../../directory/events-of.ts';
import { entityPath } from '../../sections.ts';
import { meetingsTexts } from '../../texts/meetings-texts.ts';
import { counted } from '../../texts/texts.ts';
import { entityRows } from '../entity/entity-row.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

/** The events of somebody: those to come, those that are over folded, and its calendar; nothing when there are none. */
export function eventsBlock(
  entity: Pick<Entity, 'type' | 'key'>,
  { upcoming, past }: ReturnType<EventReader>,
  context: PageContext,
): Content {
  if (upcoming.total + past.total === 0) return null;
  const t = meetingsTexts(context.language);
  const left = upcoming.total - upcoming.items.length;
  return html`<section class="block block-events">
    <h2>${t.blockTitle}</h2>
    ${upcoming.total > 0 && html`<h3>${t.upcoming}</h3>${entityRows(upcoming.items, context)}`}
    ${left > 0 && html`<p class="quiet">${counted(t.more, left, context.language)}</p>`}
    ${past.total > 0 && html`<details class="past-events"><summary>${counted(t.past, past.total, context.language)}</summary>${entityRows(past.items, context)}</details>`}
    <p class="take-away small"><a href=${`${entityPath(entity)}/agenda.ics`} type="text/calendar">${t.calendar}</a></p>
  </section>`;
}
