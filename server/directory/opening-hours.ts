import { once } from '../geography/dataset.ts';
import { isOpenIn } from '../points/open-spans.ts';
import type { Opening } from './entity.ts';

/** The names of `Opening.days`, in order. */
export const weekDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** Two letters a day, as schema.org and OpenStreetMap write them, and as French sites do. */
const dayCodes: Readonly<Record<string, number>> = {
  ...Object.fromEntries(['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'].map((code, index) => [code, index])),
  ...Object.fromEntries(['lu', 'ma', 'me', 'je', 've', 'sa', 'di'].map((code, index) => [code, index])),
};
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads opening hours written as text: schema.org's `openingHours` ("Mo-Fr 09:00-18:00") and the common part of
 * OpenStreetMap's `opening_hours`: rules parted by `;`, days and ranges of days, several spans, `24/7`, `off` and `closed`,
 * months and days of the year ("Apr 15-Oct"). Rules for public or school holidays are left out. Undefined when any other
 * part is not understood: half a timetable would send people to a closed door.
 */
export function parseOpeningHours(text: string): readonly Opening[] | undefined {
  const openings: Opening[] = [];
  for (const rule of text
    .toLowerCase()
    .replace(/"[^"]*"/g, '')
    .split(';')) {
    const words = rule.trim();
    if (words === '' || /^(ph|sh)\b/.test(words)) continue;
    const read = readRule(words);
    if (!read) return undefined;
    // A later rule takes the place of earlier ones for its days and season.
    const days = new Set(read.flatMap((opening) => opening.days));
    const isUndated = read.every(({ validFrom }) => validFrom === undefined);
    const kept = isUndated
      ? openings.flatMap((opening) => {
          const left = opening.days.filter((day) => opening.validFrom !== undefined || !days.has(day));
          return left.length > 0 ? [{ ...opening, days: left }] : [];
        })
      : openings;
    openings.splice(
      0,
      openings.length,
      ...kept,
      ...read.filter(({ opens, closes, validFrom }) => validFrom !== undefined || opens !== closes),
    );
  }
  return openings;
}

const timeSpan = /^(\d{1,2})(?:[:h](\d{2})?)?\s*[-–]\s*(\d{1,2})(?:[:h](\d{2})?)?$/;

function readRule(rule: string): Opening[] | undefined {
  if (rule === '24/7') return [{ days: weekDays, opens: '00:00', closes: '24:00' }];
  const { season, rest } = takeSeason(rule);
  // "off" alone begins with no day.
  const match =
    /^(?!off|closed)((?:[a-z]{2}(?:\s*-\s*[a-z]{2})?)(?:\s*,\s*[a-z]{2}(?:\s*-\s*[a-z]{2})?)*)?\s*:?\s*(.*)$/.exec(
      rest,
    );
  const days = readDays(match?.[1]);
  if (!days || !season) return undefined;
  const times = (match ? match[2] : rest)?.trim() ?? '';
  if (times === 'off' || times === 'closed') return [{ days, opens: '00:00', closes: '00:00', ...season }];
  // A season or days alone mean the whole day.
  if (times === '' && rest !== rule) return [{ days, opens: '00:00', closes: '24:00', ...season }];
  const spans = times.split(',').map((span) => timeSpan.exec(span.trim()));
  return spans.every((span) => span !== null)
    ? spans.map((span) => ({ days, opens: clock(span[1], span[2]), closes: clock(span[3], span[4]), ...season }))
    : undefined;
}

/** The days that a rule names, all of them when it names none; undefined when one of them is no day. */
function readDays(text: string | undefined): readonly string[] | undefined {
  if (!text) return weekDays;
  const found = new Set<number>();
  for (const part of text.replace(/\bph\b|\bsh\b/g, '').split(',')) {
    const [from, to] = part.split('-').map((code) => code.trim());
    if (from === '') continue;
    const first = dayCodes[from ?? ''];
    const last = to === undefined ? first : dayCodes[to];
    if (first === undefined || last === undefined) return undefined;
    for (let day = first; ; day = (day + 1) % 7) {
      found.add(day);
      if (day === last) break;
    }
  }
  return weekDays.filter((_, index) => found.has(index));
}

/** "apr 15-oct: …" and "jul,aug …" need no year: they hold in every one. */
function takeSeason(rule: string): {
  season: Partial<Pick<Opening, 'validFrom' | 'validThrough'>> | undefined;
  rest: string;
} {
  const names = months.join('|');
  const match = new RegExp(
    `^(${names})(?:\\s+(\\d{1,2}))?(?:\\s*-\\s*(?:(${names})(?:\\s+(\\d{1,2}))?|(\\d{1,2})))?\\s*:?(?=\\s|$)`,
  ).exec(rule);
  if (!match) return { season: new RegExp(`^(${names})\\b`).test(rule) ? undefined : {}, rest: rule };
  const [, from = '', fromDay, to = from, toDay, sameMonthDay] = match;
  const date = (month: string, day: string) =>
    `${String(months.indexOf(month) + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const last = sameMonthDay ?? toDay ?? (match[3] || !fromDay ? '31' : fromDay);
  return {
    season: { validFrom: date(from, fromDay ?? '1'), validThrough: date(to, last) },
    rest: rule.slice(match[0].length).trim(),
  };
}

function clock(hours: string | undefined, minutes: string | undefined): string {
  return `${(hours ?? '').padStart(2, '0')}:${minutes ?? '00'}`;
}

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
