import type { Language } from '../../../rdf/text.ts';
import { longDate } from '../../dates.ts';
import type { MeetingTime } from '../../meeting.ts';
import { meetingsTexts } from '../../texts/meetings-texts.ts';
import { fill } from '../../texts/texts.ts';

const zone = 'Europe/Paris';
const locales: Readonly<Record<Language, string>> = { fr: 'fr', en: 'en-GB' };
const formats = new Map<string, Intl.DateTimeFormat>();

function write(value: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  const key = language + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locales[language], options);
  formats.set(key, format);
  return format.format(new Date(value.length === 7 ? `${value}-01` : value));
}

const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}/.test(value);
const zoneOf = (value: string) => (value.includes('T') ? zone : 'UTC');

/** The day of a month and its weekday; a month or a year has neither. */
export function writeDay(value: string, language: Language): { readonly day: string; readonly weekday: string } {
  if (!isDay(value)) return { day: '–', weekday: '' };
  const timeZone = zoneOf(value);
  return {
    day: write(value, language, { day: 'numeric', timeZone }),
    weekday: write(value, language, { weekday: 'long', timeZone }),
  };
}

/** The month that a date lies in ("novembre 2026"), or its year where it says no more. */
export function writeMonth(value: string, language: Language): string {
  if (!/^\d{4}-\d{2}/.test(value)) return value.slice(0, 4);
  return write(value, language, { month: 'long', year: 'numeric', timeZone: zoneOf(value) });
}

/** The hours within a day, or the day that it lasts until; '' where it says neither. */
export function writeHours({ startsAt = '', endsAt }: MeetingTime, language: Language): string {
  const t = meetingsTexts(language);
  const hour = (value: string) => write(value, language, { timeStyle: 'short', timeZone: zone });
  const from = startsAt.includes('T') ? hour(startsAt) : isDay(startsAt) ? '' : longDate(startsAt, language);
  if (endsAt === undefined || endsAt === startsAt) return from;
  const day = (value: string) => write(value, language, { dateStyle: 'short', timeZone: zoneOf(value) });
  if (isDay(startsAt) && isDay(endsAt) && day(startsAt) === day(endsAt))
    return endsAt.includes('T') && from ? fill(t.fromTo, { from, to: hour(endsAt) }) : from;
  return [from, fill(t.until, { date: longDate(endsAt, language) })].filter(Boolean).join(' ');
}
