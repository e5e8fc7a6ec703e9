import type { Entity } from '../../../directory/entity.ts';
import { ownTown } from '../../../directory/without-lent.ts';
import { type MeetingTime, timeOf } from '../../meeting.ts';
import { entityPath } from '../../sections.ts';
import { meetingsTexts } from '../../texts/meetings-texts.ts';
import { fill, texts } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';
import { writeDay, writeHours } from './write-dates.ts';

/** One line of the agenda: when, what, where, for whom and about which practice. */
export function agendaRow(entity: Entity, context: PageContext): Content {
  const { language } = context;
  const time = timeOf(entity);
  const where = placeOf(entity);
  return html`<li class="agenda-row">
    ${dayMark(time, context)}
    <div class="entity-row-body">
      <a class="entity-row-name" dir="auto" href=${entityPath(entity)}>${entity.name}</a>
      ${entity.example && html`<span class="badge badge-example" title=${texts(language).row.exampleTitle}>${texts(language).row.example}</span>`}
      ${concept(entity, 'eventKind', language) && html`<span class="badge">${concept(entity, 'eventKind', language)}</span>`}
      <span class="entity-row-facts">${[writeHours(time, language), where?.name, ownTown(entity)].filter(Boolean).join(' · ')}</span>
      ${about(entity, context)}
      ${time.endsFirst && html`<span class="entity-row-facts">${meetingsTexts(language).endsFirst}</span>`}
    </div>
  </li>`;
}

/** For whom, about which practice; nothing where its profile says neither. */
export function about(entity: Entity, { language }: PageContext): Content {
  const who = concept(entity, 'audience', language);
  const practices = concept(entity, 'practice', language);
  const words = [who && fill(meetingsTexts(language).forWhom, { who: who.toLowerCase() }), practices].filter(Boolean);
  return words.length > 0 && html`<span class="entity-row-practices">${words.join(' · ')}</span>`;
}

/** Where it is held, as the directory knows it. */
export function placeOf({ links }: Entity): { readonly name: string } | undefined {
  const target = links.find(({ relation }) => relation === 'location')?.target;
  return target && 'type' in target ? target : undefined;
}

function concept({ properties }: Entity, name: string, language: PageContext['language']): string {
  return (properties[name] ?? [])
    .flatMap((value) => (value.kind === 'concept' ? [value.concept.label[language]] : []))
    .join(', ');
}

function dayMark({ startsAt }: MeetingTime, { language }: PageContext): Content {
  if (!startsAt) return html`<span class="agenda-day"></span>`;
  const { day, weekday } = writeDay(startsAt, language);
  return html`<time class="agenda-day" datetime=${startsAt}><strong>${day}</strong>${weekday && html` <span>${weekday}</span>`}</time>`;
}
