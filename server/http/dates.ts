import type { Language } from '../rdf/text.ts';

const zone = 'Europe/Paris';
const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['week', 7 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

// Made once: a list page writes a time on every line.
const relativeIn = (language: Language) => ({
  auto: new Intl.RelativeTimeFormat(language, { numeric: 'auto' }),
  always: new Intl.RelativeTimeFormat(language, { numeric: 'always' }),
});
const relative = { fr: relativeIn('fr'), en: relativeIn('en') };
const formats = new Map<string, Intl.DateTimeFormat>();

/** "il y a 3 jours", "in 2 hours"; "à l’instant" within a minute. */
export function relativeTime(iso: string, now: Date, language: Language): string {
  const differenceMs = Date.parse(iso) - now.getTime();
  for (const [unit, lengthMs] of units)
    if (Math.abs(differenceMs) >= lengthMs) {
      // "hier" is said, "la semaine dernière" would be wrong as often as right.
      return relative[language][unit === 'day' ? 'auto' : 'always'].format(Math.trunc(differenceMs / lengthMs), unit);
    }
  return language === 'fr' ? 'à l’instant' : 'just now';
}

/** "3 mars 2026 à 14:05" on French clocks. */
export function exactTime(iso: string, language: Language): string {
  return write(iso, language, { dateStyle: 'long', timeStyle: 'short', timeZone: zone });
}

/** "3 mars 2026"; a date without a time is taken as it stands, a year or a year and month too. */
export function longDate(value: string, language: Language): string {
  if (/^\d{4}$/.test(value)) return value;
  if (/^\d{4}-\d{2}$/.test(value))
    return write(`${value}-01`, language, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return write(value, language, { dateStyle: 'long', timeZone: 'UTC' });
  if (!/T/.test(value)) return value;
  return write(value, language, { dateStyle: 'long', timeStyle: 'short', timeZone: zone });
}

/** What is no date is given back as it came: publishers write dates by hand. */
function write(value: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  const time = Date.parse(value);
  if (Number.isNaN(time)) return value;
  const key = language + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr', options);
  formats.set(key, format);
  return format.format(time);
}
