import type { Language } from '../rdf/text.ts';
import { countOf, type Entries } from './entries.ts';
import type { Field, Form } from './form.ts';
import { linkLines } from './link-lines.ts';
import { week } from './week.ts';

/** A profile as JSON-LD in our context, as a person would write it: concepts are slugs, what the document names is relative. */
export interface Draft {
  readonly [key: string]: DraftValue;
}
export type DraftValue = string | number | boolean | Draft | readonly DraftValue[];

const context = 'https://w3id.org/obsidienne/context.jsonld';

/** What the form makes of entries: a document (`''`) about the place (`#lieu`); what is left empty is not said. */
export function writeDraft(form: Form, entries: Entries, language: Language): Draft {
  const fields = form.flatMap((group) => group.fields);
  const said = (isOfDocument: boolean) =>
    describe(
      fields.filter((field) => field.isOfDocument === isOfDocument),
      { entries, language, prefix: '', topic: '' },
    );
  return {
    '@context': context,
    id: '',
    primaryTopic: { id: '#lieu', type: 'ThirdPlace', ...said(false) },
    ...{ language, ...said(true) },
  };
}

interface Place {
  readonly entries: Entries;
  readonly language: Language;
  /** Before the names of the inputs. */
  readonly prefix: string;
  /** The fragment of what it is said of, where that is described in place; else ''. */
  readonly topic: string;
}

function describe(fields: readonly Field[], at: Place): Draft {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = answerTo(field, at);
      if (value === undefined) return [];
      // `descriptionIn` and its like are the context's maps from language to text.
      return field.input === 'long-text' && languageMaps.has(field.key)
        ? [[`${field.key}In`, { [at.language]: value }]]
        : [[field.key, value]];
    }),
  );
}

const languageMaps: ReadonlySet<string> = new Set(['description']);

function answerTo(field: Field, { entries, language, prefix, topic }: Place): DraftValue | undefined {
  const name = prefix + field.key;
  if (field.input === 'hours') return unlessAlone(hoursOf(name, entries));
  if (field.parts) return unlessAlone(inPlace(field, { entries, language, prefix: name, topic }));
  const all = entries.get(name) ?? [];
  const parted = partings[field.input];
  const values = parted ? all.flatMap(parted) : all;
  const said = [...new Set(values.map((text) => text.trim()).filter(Boolean))].map((text) => toValue(field, text));
  return unlessAlone(field.isSingle ? said.slice(0, 1) : said);
}

/** Several values may be typed into one input. */
const partings: Partial<Record<Field['input'], (text: string) => readonly string[]>> = {
  keywords: (text) => text.split(/[,;\n]/),
  links: (text) => text.split(/\s+/),
  entity: linkLines,
  language: (text) => text.split(/[,;\s]+/),
};

function toValue({ input }: Field, text: string): DraftValue {
  if (input === 'boolean' || input === 'yes-no') return text === 'true';
  if (input === 'number' || input === 'position') {
    const value = Number(text.replace(/[\s\u202f]/g, '').replace(',', '.'));
    // What is no number is kept, so that the check can say so beside the field.
    return Number.isFinite(value) ? value : text;
  }
  if (addresses.has(input)) return withScheme(text);
  return text;
}

const addresses: ReadonlySet<Field['input']> = new Set(['url', 'image', 'links', 'entity', 'license']);

/** People write the address of a site as they say it. */
function withScheme(text: string): string {
  return /^[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)/.test(text) ? `https://${text}` : text;
}

/** The types of what is described in place, and the fragments that name it; without one it stays nameless. */
const described: Readonly<Record<string, { readonly type: string; readonly id?: string }>> = {
  address: { type: 'PostalAddress' },
  geo: { type: 'GeoCoordinates' },
  seeks: { type: 'Demand', id: '#besoin' },
  makesOffer: { type: 'Offer', id: '#offre' },
  hasExperience: { type: 'Experience', id: '#recit' },
  hasEffect: { type: 'UsefulEffect', id: '#effet' },
  hasEvent: { type: 'Event', id: '#rencontre' },
  carries: { type: 'Cooperation', id: '#projet' },
};

/**
 * The fragment of what an input speaks of (`seeks.0.name`: `besoin-1`; `carries.0.seeks.1.name`: `projet-1-besoin-2`), as the draft
 * names it; '' for what has no name of its own.
 */
export function topicOf(input: string): string {
  const parts = input.split('.');
  if (parts.length === 1) return 'lieu';
  const names: string[] = [];
  for (let at = 0; at + 2 < parts.length; at += 2) {
    const name = fragmentOf(parts[at] ?? '', Number(parts[at + 1]));
    if (name === undefined) break;
    names.push(name);
  }
  return names.join('-');
}

function fragmentOf(key: string, index: number): string | undefined {
  const { id } = described[key] ?? {};
  return id && Number.isInteger(index) ? `${id.slice(1)}-${index + 1}` : undefined;
}

function inPlace({ key, parts = [], isSingle }: Field, { entries, language, prefix, topic }: Place): Draft[] {
  const { type } = described[key] ?? {};
  if (isSingle) return typed(describe(parts, { entries, language, prefix: `${prefix}.`, topic }), type);
  return Array.from({ length: countOf(entries, prefix) }, (_, i) => {
    const own = fragmentOf(key, i);
    const name = own && [topic, own].filter(Boolean).join('-');
    const said = describe(parts, { entries, language, prefix: `${prefix}.${i}.`, topic: name ?? topic });
    return typed(said, type, name);
  }).flat();
}

/** What is described, with its name and type; nothing when nothing is said of it. */
function typed(said: Draft, type: string | undefined, name?: string): Draft[] {
  if (Object.keys(said).length === 0) return [];
  return [{ ...(name ? { id: `#${name}` } : {}), ...(type ? { type } : {}), ...said }];
}

/** Days with the same hours are said together. */
function hoursOf(name: string, entries: Entries): Draft[] {
  const spans = week.flatMap((day) =>
    Array.from({ length: countOf(entries, `${name}.${day}`) }, (_, i) => {
      const at = (end: string) => entries.get(`${name}.${day}.${i}.${end}`)?.[0];
      return { day, opens: at('opens'), closes: at('closes') };
    }),
  );
  const complete = spans.filter(({ opens, closes }) => opens || closes);
  return [...Map.groupBy(complete, ({ opens, closes }) => `${opens} ${closes}`).values()].map((same) => ({
    type: 'OpeningHoursSpecification',
    dayOfWeek: unlessAlone(same.map(({ day }) => day)) ?? [],
    ...(same[0]?.opens ? { opens: same[0].opens } : {}),
    ...(same[0]?.closes ? { closes: same[0].closes } : {}),
  }));
}

function unlessAlone(values: readonly DraftValue[]): DraftValue | undefined {
  return values.length > 1 ? values : values[0];
}
