import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Parser } from 'n3';
import { territoryTree } from '../../../server/geography/territory.ts';
import { relativeTime } from '../../../server/http/dates.ts';
import { seconds } from '../../../server/http/quantities.ts';
import type { Language } from '../../../server/rdf/text.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const files = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((path) => ({ path, read: () => readFile(path) }));
const readFile = (path: string) => readFileSync(root + path, 'utf8');

/** Everything this product says in a language: its texts, its vocabularies and shapes, and how it writes times. */
export function ownTexts(language: Language): string[] {
  return [
    ...jsonTexts(language),
    ...turtleTexts(language),
    ...codeTexts(language),
    ...times(language),
    ...territories(),
  ];
}

/** The strings of the texts of a language, and those under its tag in files that hold both. */
function jsonTexts(language: Language): string[] {
  return files('{server,map-ui}/**/*.json')
    .filter(({ path }) => !/contexts\/|solid-server|dist\//.test(path))
    .flatMap(({ path, read }) => {
      const isWhole = path.endsWith(`${language}.json`);
      return stringsOf(JSON.parse(read()), language, isWhole);
    });
}

function stringsOf(value: unknown, language: Language, isWanted: boolean): string[] {
  if (typeof value === 'string') return isWanted ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsOf(inner, language, isWanted || key === language));
}

/** What vocabularies and shapes say in a language. */
function turtleTexts(language: Language): string[] {
  return files('{ontology,shapes,server}/**/*.ttl').flatMap(({ read }) =>
    new Parser({ format: 'text/turtle' })
      .parse(read())
      .flatMap(({ object }) =>
        object.termType === 'Literal' && (object.language === language || object.language === '') ? [object.value] : [],
      ),
  );
}

/** Sentences that stand in the code in both languages, beside what decides which one is said. */
function codeTexts(language: Language): string[] {
  const said = new RegExp(`\\b${language}: *(?:'((?:[^'\\\\]|\\\\.)*)'|"([^"]*)"|\`([^\`]*)\`)`, 'g');
  return files('{server,map-ui}/**/*.{ts,tsx}')
    .filter(({ path }) => !/solid-server|dist\//.test(path))
    .flatMap(({ read }) => [...read().matchAll(said)].map(([, a, b, c]) => a ?? b ?? c ?? ''));
}

/** Names of days, months, languages, and distances in time. */
function times(language: Language): string[] {
  const tag = language === 'en' ? 'en-GB' : 'fr';
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, month + 1)));
  const dates = (['long', 'medium', 'full'] as const).flatMap((dateStyle) =>
    months.flatMap((date) => [
      new Intl.DateTimeFormat(tag, { dateStyle, timeStyle: 'short', timeZone: 'Europe/Paris' }).format(date),
      new Intl.DateTimeFormat(language, { dateStyle }).format(date),
      new Intl.DateTimeFormat(tag, { month: 'short' }).format(date),
      new Intl.DateTimeFormat(tag, { weekday: 'short' }).format(date),
    ]),
  );
  const distances = (['year', 'month', 'week', 'day', 'hour', 'minute'] as const).flatMap((unit) =>
    (['auto', 'always'] as const).flatMap((numeric) =>
      [-2, -1, 0, 1, 2].map((count) => new Intl.RelativeTimeFormat(language, { numeric }).format(count, unit)),
    ),
  );
  const names = new Intl.DisplayNames(language, { type: 'language' });
  const languages = ['fr', 'en', 'es', 'de', 'it', 'pt', 'ar', 'br', 'oc'].map((code) => names.of(code) ?? code);
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'kilometer', 'meter', 'second', 'minute', 'hour'];
  const sizes = units.flatMap((unit) =>
    (['short', 'narrow'] as const).flatMap((unitDisplay) =>
      [1, 2].map((count) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay }).format(count)),
    ),
  );
  const now = relativeTime('2026-01-01T00:00:00Z', new Date('2026-01-01T00:00:00Z'), language);
  return [...dates, ...distances, ...languages, ...sizes, now, seconds(0, language)];
}

/** The names of French territories, which are the same in every language. */
function territories(): string[] {
  return territoryTree().flatMap(({ region, parts }) => [region, ...parts].map(({ name }) => name));
}
