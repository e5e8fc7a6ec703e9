import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Language } from '../rdf/text.ts';
import { compileExpression, type Expression } from './expression.ts';
import { internationalNumber } from './international-number.ts';

const manifest = z.array(
  z.strictObject({
    name: z.string(),
    title: z.string(),
    mediaType: z.string(),
    /** Where the format is described. */
    page: z.url(),
    /** What a document of it cannot be without. */
    required: z.array(z.string()),
    /** What of a place it has room for. */
    carries: z.array(z.string()),
  }),
);

/** A format of others that places can be written in. */
export type ForeignFormat = z.infer<typeof manifest>[number] & { readonly expression: Expression };

/** A place in a format of others. */
export interface Written {
  readonly document: Readonly<Record<string, unknown>>;
  /** Members that the format asks for and the place does not tell. */
  readonly missing: readonly string[];
  /** What the place tells that the format has no room for, by the names of the API. */
  readonly lost: readonly string[];
}

/** What of a place the expressions read: the answer of the API for one. */
export interface WritablePlace {
  readonly properties: Readonly<Record<string, readonly unknown[]>>;
  readonly [name: string]: unknown;
}

/** Reads the formats that come with the server. */
export function readForeignFormats(): readonly ForeignFormat[] {
  const at = (file: string) => readFileSync(new URL(`out/${file}`, import.meta.url), 'utf8');
  return manifest.parse(JSON.parse(at('formats.json'))).map((format) => {
    const file = `${format.name}.jsonata`;
    return {
      ...format,
      expression: compileExpression({ mapping: file, part: 'out', text: at(file), timeoutMs: 1000 }),
    };
  });
}

/** What is told about a place rather than by it. */
const aboutIt = new Set(
  'type key iri name excerpt kinds practices commune operatingStatus example warnings provenance departement communeCode claims postalCode links properties'.split(
    ' ',
  ),
);

/** Writes a place; `language` chooses its words. */
export async function writeAs(
  { expression, required, carries }: ForeignFormat,
  place: WritablePlace,
  language: Language,
): Promise<Written> {
  const found = (await expression.evaluate(place, helpers(place, language))) ?? {};
  const document = withoutEmpty(JSON.parse(JSON.stringify(found))) as Record<string, unknown>;
  const told = [
    ...Object.keys(place).filter((name) => !aboutIt.has(name) && !isEmpty(place[name])),
    ...Object.keys(place.properties),
    ...(isEmpty(place['links']) ? [] : ['links']),
  ];
  return {
    document,
    missing: required.filter((name) => document[name] === undefined),
    lost: told.filter((name) => !carries.includes(name)),
  };
}

interface Said {
  readonly kind: string;
  readonly text?: Readonly<Record<string, string>>;
  readonly value?: unknown;
  readonly url?: string;
  readonly concept?: { readonly key: string; readonly label: Readonly<Record<string, string>> };
}

const days: Readonly<Record<string, string>> = {
  Monday: 'Mo',
  Tuesday: 'Tu',
  Wednesday: 'We',
  Thursday: 'Th',
  Friday: 'Fr',
  Saturday: 'Sa',
  Sunday: 'Su',
};

function helpers(place: WritablePlace, language: Language): Readonly<Record<string, unknown>> {
  const said = (property: string) => (place.properties[property] ?? []) as readonly Said[];
  const words = (property: string) =>
    said(property).flatMap(({ text, value, url }) => {
      const word = text ? oneOf(text) : (value ?? url);
      return word === undefined ? [] : String(word);
    });
  const oneOf = (text: Readonly<Record<string, string>> | undefined) =>
    text?.[language] ?? text?.['fr'] ?? text?.[''] ?? Object.values(text ?? {})[0];
  return {
    /** A text in the language that is asked for, else in one that there is. */
    one: oneOf,
    words,
    keys: (property: string) => said(property).flatMap(({ concept }) => concept?.key ?? []),
    labels: (properties: readonly string[]) =>
      [properties]
        .flat()
        .flatMap((property) => said(property).flatMap(({ concept }) => concept?.label[language] ?? [])),
    year: (property: string) => {
      const [date] = words(property);
      const year = Number(/^\d{4}/.exec(date ?? '')?.[0]);
      return Number.isNaN(year) ? undefined : year;
    },
    international: internationalNumber,
    /** Seconds since 1970 of a date that is told to the day. */
    seconds: (property: string) => {
      const date = words(property).find((one) => /^\d{4}-\d\d-\d\d$/.test(one));
      return date === undefined ? undefined : Date.parse(date) / 1000;
    },
    /** Opening hours as OpenStreetMap writes them. */
    hours: () => {
      const opening = (place['openingHours'] ?? []) as readonly {
        days: readonly string[];
        opens: string;
        closes: string;
      }[];
      const lines = opening.map(
        (one) => `${one.days.map((day) => days[day] ?? day).join(',')} ${one.opens}-${one.closes}`,
      );
      return lines.length > 0 ? lines.join('; ') : undefined;
    },
  };
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Without members that say nothing, down to the last one. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty).filter((item) => !isEmpty(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, child]) => {
      const kept = withoutEmpty(child);
      return isEmpty(kept) ? [] : [[name, kept]];
    }),
  );
}
