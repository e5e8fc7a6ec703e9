import type { Language } from '../../rdf/text.ts';
import en from './en.json' with { type: 'json' };
import entityEn from './entity.en.json' with { type: 'json' };
import entityFr from './entity.fr.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };
import { inBoth } from './in-both.ts';
import opendataEn from './opendata.en.json' with { type: 'json' };
import opendataFr from './opendata.fr.json' with { type: 'json' };

/** Every sentence of the pages, by section; French sets the keys and English must have the same. */
export type Texts = typeof fr;

/** A sentence that depends on a number. */
export interface Counted {
  readonly one: string;
  readonly other: string;
}

/** The sentences in the reader's language. */
export const texts = inBoth<Texts>(fr, en);

/** The sentences of the pages of one place, network, practice or territory. */
export const entityTexts = inBoth(entityFr, entityEn);

/** The sentences of the pages of open data. */
export const opendataTexts = inBoth(opendataFr, opendataEn);

/** Puts values into `{name}` holes; a hole without a value stays visible, so that it is noticed. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

// Made once: a list page writes hundreds of numbers.
const plurals = { fr: new Intl.PluralRules('fr'), en: new Intl.PluralRules('en') };
const numbers = { fr: new Intl.NumberFormat('fr'), en: new Intl.NumberFormat('en') };

/** The right form for a count, with the number written the language's way in `{count}`. */
export function counted(forms: Counted, count: number, language: Language): string {
  const form = plurals[language].select(count) === 'one' ? forms.one : forms.other;
  return fill(form, { count: number(count, language) });
}

/** A number as the language writes it: `1 234` or `1,234`. */
export function number(value: number, language: Language): string {
  return numbers[language].format(value);
}

/** The text under a key that data chose, or `otherwise` when the texts have none. */
export function entry(section: Readonly<Record<string, string>>, key: string, otherwise: string): string {
  return Object.hasOwn(section, key) ? (section[key] ?? otherwise) : otherwise;
}
