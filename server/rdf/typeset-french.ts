import type { Bilingual, Language } from './text.ts';

const thin = '\u202f';
const firm = '\u00a0';
/** A word must follow a number at once to be its unit: "5 m", and not "5 m’ont". */
const units = '%|€|km|m²|m|ha|[kKMG]o|min|h|s';
const afterNumber = new RegExp(`([\\d}]) (?=(?:${units})(?![\\p{L}\\d’']))`, 'gu');

/**
 * A French text of ours with spaces that no line breaks at, as the Imprimerie nationale writes them: thin before `;`,
 * `?` and `!` and between thousands, whole before `:`, inside « » and between a number (or the hole for one) and its unit.
 */
export function typesetFrench(text: string): string {
  return text
    .replace(/ (?=[;?!]+(?:$|[\s)»,.…]))/g, thin)
    .replace(/ (?=:(?:$|\s))/g, firm)
    .replace(/« /g, `«${firm}`)
    .replace(/ »/g, `${firm}»`)
    .replace(/(\d) (?=\d{3}(?!\d))/g, `$1${thin}`)
    .replace(afterNumber, `$1${firm}`);
}

/** Every sentence of some French texts typeset, their examples of code left as they are to be copied. */
export function typesetTexts<T>(texts: T): T {
  if (typeof texts === 'string') return typesetFrench(texts) as T;
  if (typeof texts !== 'object' || texts === null) return texts;
  if (Array.isArray(texts)) return texts.map((inner) => typesetTexts(inner)) as T;
  return Object.fromEntries(
    Object.entries(texts).map(([key, inner]) => [key, key === 'code' ? inner : typesetTexts(inner)]),
  ) as T;
}

/** A message in the reader's language as a page shows it: what it quotes between « » stays as somebody wrote it. */
export function messageIn(message: Bilingual, language: Language): string {
  if (language !== 'fr') return message[language];
  return message.fr.replace(/« ([^»]*) »|[^«]+|«[^«]*/g, (part, quoted?: string) =>
    quoted === undefined ? typesetFrench(part) : `«${firm}${quoted}${firm}»`,
  );
}
