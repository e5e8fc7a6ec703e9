import type { Entity } from '../../../directory/entity.ts';
import { longDate } from '../../dates.ts';
import { isOver, timeOf } from '../../meeting.ts';
import { entityPath } from '../../sections.ts';
import { meetingsTexts } from '../../texts/meetings-texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { about, placeOf } from './agenda-row.ts';
import { writeHours } from './write-dates.ts';

/** What one asks first of an event: when, where, for whom, and whether it is over; nothing for anything else. */
export function meetingLine(entity: Entity, context: PageContext): Content {
  if (entity.type !== 'event') return null;
  const { language, now } = context;
  const t = meetingsTexts(language);
  const time = timeOf(entity);
  const day = time.startsAt && longDate(time.startsAt.slice(0, 10), language);
  const hours = time.startsAt && time.startsAt.length < 10 ? '' : writeHours(time, language);
  const words = [day, hours, placeOf(entity)?.name].filter(Boolean);
  return html`<div class="meeting-line">
    ${words.length > 0 && html`<p class="meeting-when">${words.join(' · ')}</p>`}
    ${about(entity, context) && html`<p>${about(entity, context)}</p>`}
    ${isOver(time, now.toISOString().slice(0, 10)) ? html`<p class="notice" role="note">${t.overNotice}</p>` : time.startsAt && html`<p><a class="button secondary" href=${`${entityPath(entity)}/agenda.ics`} type="text/calendar">${t.save}</a></p>`}
    ${time.endsFirst && html`<p class="notice warning" role="note">${t.endsFirst}</p>`}
  </div>`;
}
