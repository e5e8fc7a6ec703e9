import type { Opening } from '../entity.ts';
import { isOpenAt, type LocalTime, spansBegunOn, weekDay, weekDays } from './opening-hours.ts';

/** What the doors do on one date. */
export interface OpeningDay {
  /** "2026-11-25" */
  readonly date: string;
  /** "Wednesday" */
  readonly day: string;
  /** The earliest first; `closes` is of the next day when it is not after `opens`. */
  readonly spans: readonly { readonly opens: string; readonly closes: string }[];
}

/** Open and until when ("18:00", absent when it never closes), or closed and when it opens next. */
export type OpeningState =
  | { readonly isOpen: true; readonly until?: string }
  | {
      readonly isOpen: false;
      readonly next?: { readonly inDays: number; readonly day: string; readonly opens: string };
    };

const dayMs = 24 * 60 * 60 * 1000;
const dayMinutes = 24 * 60;
/** How far ahead the next opening is looked for: seasons are longer than a week. */
const daysAhead = 60;

/** The week, Monday first, that a date lies in; dated spans take the place of the usual ones. */
export function openingWeek(openings: readonly Opening[], date: string): readonly OpeningDay[] {
  return weekDays.map((day, index) => {
    const at = plusDays(date, index - weekDay(date));
    const spans = spansOn(openings, at).map(([from, to]) => ({ opens: clock(from), closes: clock(to) }));
    return { date: at, day, spans };
  });
}

/** Whether the doors are open at a moment, and what comes next. */
export function openingState(openings: readonly Opening[], at: LocalTime): OpeningState {
  if (isOpenAt(openings, at)) {
    const until = endOf(openings, at);
    return until === undefined ? { isOpen: true } : { isOpen: true, until };
  }
  for (let inDays = 0; inDays <= daysAhead; inDays++) {
    const date = plusDays(at.date, inDays);
    const [from] = spansOn(openings, date).find(([start]) => inDays > 0 || start > at.minute) ?? [];
    if (from !== undefined)
      return { isOpen: false, next: { inDays, day: weekDays[weekDay(date)] ?? '', opens: clock(from) } };
  }
  return { isOpen: false };
}

/** When the doors close that are open now; spans that meet are one, and what is open for a week is always open. */
function endOf(openings: readonly Opening[], { date, minute }: LocalTime): string | undefined {
  let end = minute;
  for (let offset = -1; offset <= weekDays.length; offset++)
    for (const [from, to] of spansOn(openings, plusDays(date, offset))) {
      const [start, stop] = [from + offset * dayMinutes, to + offset * dayMinutes];
      if (start <= end && stop > end) end = stop;
    }
  return end - minute >= (weekDays.length - 1) * dayMinutes ? undefined : clock(end);
}

function spansOn(openings: readonly Opening[], date: string): (readonly [number, number])[] {
  return spansBegunOn(openings, date)
    .filter(([from, to]) => from < to)
    .sort(([a], [b]) => a - b);
}

function plusDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10);
}

/** "00:00" for both ends of a day. */
function clock(minute: number): string {
  const inDay = ((minute % dayMinutes) + dayMinutes) % dayMinutes;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}
