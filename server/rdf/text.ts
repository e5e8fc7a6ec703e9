/** A text in one or more languages, keyed by language tag; `''` holds what carries no tag. */
export type Text = Readonly<Record<string, string>>;

/** The languages in which every page and message exists. */
export type Language = 'fr' | 'en';

/** A message that exists in both languages of the product. */
export type Bilingual = Readonly<Record<Language, string>>;

/** Chooses the wording for a reader: their language, then French, then untagged, then any; `''` when there is none. */
export function wording(text: Text | undefined, language: Language): string {
  if (!text) return '';
  return text[language] ?? text['fr'] ?? text[''] ?? text['en'] ?? Object.values(text)[0] ?? '';
}
