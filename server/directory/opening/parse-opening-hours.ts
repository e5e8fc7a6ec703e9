import type { Opening } from '../entity.ts';
import { weekDays } from './opening-hours.ts';

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
