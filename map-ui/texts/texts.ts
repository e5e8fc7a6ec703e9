import type { Language } from '../../server/http/contract.ts';
import en from './en.json';
import fr from './fr.json';

/** Every sentence of the map; French sets the keys and English must have the same. */
export type Texts = typeof fr;

const all: Readonly<Record<Language, Texts>> = { fr, en };

/** The language the page was rendered in. */
export function pageLanguage(): Language {
  return document.documentElement.lang === 'en' ? 'en' : 'fr';
}

/** The sentences in a language, by default the page's. */
export function texts(language: Language = pageLanguage()): Texts {
  return all[language];
}

/** Puts values into `{name}` holes; a hole without a value stays visible, so that it is noticed. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

/** The right form for a count, the number written the language's way in `{count}`. */
export function counted(forms: { readonly one: string; readonly other: string }, count: number): string {
  const language = pageLanguage();
  const form = new Intl.PluralRules(language).select(count) === 'one' ? forms.one : forms.other;
  return fill(form, { count: writeNumber(count) });
}

/** A number as the page's language writes it: `1 234` or `1,234`. */
export function writeNumber(value: number): string {
  return new Intl.NumberFormat(pageLanguage()).format(value);
}

/** "aujourd’hui", "il y a 3 jours", "2 months ago": how long before `now` a day (since 1970-01-01 UTC) was. */
export function daysAgo(day: number, now: Date): string {
  const days = Math.max(0, Math.floor(now.getTime() / 86_400_000) - day);
  const format = new Intl.RelativeTimeFormat(pageLanguage(), { numeric: 'auto' });
  if (days < 14) return format.format(-days, 'day');
  if (days < 60) return format.format(-Math.floor(days / 7), 'week');
  if (days < 730) return format.format(-Math.floor(days / 30.44), 'month');
  return format.format(-Math.floor(days / 365.25), 'year');
}
