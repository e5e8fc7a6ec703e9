import type { Entity } from '../../../directory/entity.ts';
import { localTime, zoneOf } from '../../../directory/opening/opening-hours.ts';
import {
  type OpeningDay,
  type OpeningState,
  openingState,
  openingWeek,
} from '../../../directory/opening/opening-week.ts';
import type { Language } from '../../../rdf/text.ts';
import { longDate } from '../../dates.ts';
import { entityTexts, entry, fill, texts } from '../../texts/texts.ts';
import { type Content, html } from '../frame/html.ts';
import type { PageContext } from '../frame/page-context.ts';

/** Open or closed in words, and the week as a table; on the clocks of the place. Nothing when it tells no hours. */
export function openingBlock({ openingHours, departement }: Entity, { language, now }: PageContext): Content {
  if (openingHours.length === 0) return null;
  const t = entityTexts(language).hours;
  const local = localTime(now, zoneOf(departement ?? null));
  const state = openingState(openingHours, local);
  return html`<div class="opening">
    <p class=${state.isOpen ? 'open-now' : 'closed-now'}><span aria-hidden="true">${state.isOpen ? '● ' : '○ '}</span>${inWords(state, local.date, language)}</p>
    <table class="week">
      <caption class="visually-hidden">${t.thisWeek}</caption>
      <thead class="visually-hidden"><tr><th scope="col">${t.day}</th><th scope="col">${t.times}</th></tr></thead>
      <tbody>${openingWeek(openingHours, local.date).map((day) => dayRow(day, day.date === local.date, language))}</tbody>
    </table>
  </div>`;
}

function dayRow({ day, spans }: OpeningDay, isToday: boolean, language: Language): Content {
  const t = entityTexts(language).hours;
  const said = spans.map(({ opens, closes }, index) => {
    const span = opens === closes ? t.allDay : `${opens}–${closes}`;
    return html`${index > 0 && ', '}<span class="hours">${span}</span>`;
  });
  return html`<tr class=${isToday ? 'today' : undefined}>
    <th scope="row">${entry(texts(language).days, day, day)}${isToday && html`<span class="visually-hidden"> (${t.today})</span>`}</th>
    <td class=${said.length === 0 ? 'quiet' : undefined}>${said.length > 0 ? said : t.closed.toLocaleLowerCase(language)}</td>
  </tr>`;
}

function inWords(state: OpeningState, today: string, language: Language): string {
  const t = entityTexts(language).hours;
  if (state.isOpen) return state.until ? fill(t.openUntil, { time: state.until }) : t.openAlways;
  if (!state.next) return t.closed;
  const { inDays, day, opens: time } = state.next;
  if (inDays === 0) return fill(t.opensToday, { time });
  if (inDays === 1) return fill(t.opensTomorrow, { time });
  if (inDays < 7) return fill(t.opensOn, { day: entry(texts(language).days, day, day), time });
  const date = new Date(Date.parse(today) + inDays * 86_400_000).toISOString().slice(0, 10);
  return fill(t.opensLater, { date: longDate(date, language) });
}
