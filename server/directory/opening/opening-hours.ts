import { once } from '../../geography/dataset.ts';
import { isOpenIn } from '../../points/open-spans.ts';
import type { Opening } from '../entity.ts';

/** The names of `Opening.days`, in order. */
export const weekDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** A moment on the clocks of a place. */
export interface LocalTime {
  /** "2026-11-25" */
  readonly date: string;
  /** Minutes since midnight. */
  readonly minute: number;
}

const overseasZones: Readonly<Record<string, string>> = {
  '971': 'America/Guadeloupe',
  '972': 'America/Martinique',
  '973': 'America/Cayenne',
  '974': 'Indian/Reunion',
  '975': 'America/Miquelon',
  '976': 'Indian/Mayotte',
  '977': 'America/St_Barthelemy',
  '978': 'America/Marigot',
  '986': 'Pacific/Wallis',
  '987': 'Pacific/Tahiti',
  '988': 'Pacific/Noumea',
};

/** The time zone of a département; Paris for what lies in none. */
export function zoneOf(departement: string | null): string {
  return overseasZones[departement ?? ''] ?? 'Europe/Paris';
}

const formats = once(() => new Map<string, Intl.DateTimeFormat>());

/** What the clocks of a time zone say at a moment. */
export function localTime(now: Date, zone: string): LocalTime {
  const format =
    formats().get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  formats().set(zone, format);
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
  const date = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  return {
    date,
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}

/** Minutes of a day between which doors are open, `[from, to, from, to …]`, each up to but not with its end. */
export type OpenSpans = readonly number[];

const dayMinutes = 24 * 60;

/** The spans of opening on one date; hours that run past midnight belong to the day on which they begin. */
export function openSpans(openings: readonly Opening[], date: string): OpenSpans {
  const yesterday = new Date(Date.parse(date) - dayMinutes * 60_000).toISOString().slice(0, 10);
  const late = spansBegunOn(openings, yesterday)
    .filter(([, to]) => to > dayMinutes)
    .map(([, to]) => [0, to - dayMinutes]);
  const own = spansBegunOn(openings, date).map(([from, to]) => [from, Math.min(to, dayMinutes)]);
  return [...late, ...own].filter(([from = 0, to = 0]) => from < to).flat();
}

/** Whether the doors are open. */
export function isOpenAt(openings: readonly Opening[], { date, minute }: LocalTime): boolean {
  return isOpenIn(openSpans(openings, date), minute);
}

/**
 * The spans that begin on a date, in minutes since its midnight; those that run past it end above 1440. Dated spans that
 * hold on a date take the place of the others.
 */
export function spansBegunOn(openings: readonly Opening[], date: string): (readonly [from: number, to: number])[] {
  const ofDay = openings.filter(({ days }) => days.includes(weekDays[weekDay(date)] ?? ''));
  const isDated = ({ validFrom, validThrough }: Opening) => (validFrom ?? validThrough) !== undefined;
  const dated = ofDay.filter((opening) => isDated(opening) && holdsOn(opening, date));
  return (dated.length > 0 ? dated : ofDay.filter((opening) => !isDated(opening))).map(({ opens, closes }) => {
    const [from, to] = [minutes(opens), minutes(closes)];
    return [from, to < from ? to + dayMinutes : to];
  });
}

function holdsOn({ validFrom, validThrough }: Opening, date: string): boolean {
  const from = validFrom && date.slice(-validFrom.length) >= validFrom;
  const through = validThrough && date.slice(-validThrough.length) <= validThrough;
  // "10-15 to 04-15" runs over the new year.
  if (validFrom && validThrough && validFrom.length === 5 && validFrom > validThrough) return Boolean(from || through);
  return from !== false && through !== false;
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The day of the week of a date; 0 is Monday. */
export function weekDay(date: string): number {
  return (new Date(date).getUTCDay() + 6) % 7;
}
