import type { Commune } from './communes.ts';
import { communes } from './communes.ts';
import { once } from './dataset.ts';
import { foldName } from './fold-name.ts';

/** How the words of a search stand in a name: all of it, its beginning, or the beginnings of its words. */
export type NameMatch = 'exact' | 'prefix' | 'word';

/** How folded words stand in a folded name; undefined when one of them is not in it. */
export function matchName(name: string, words: readonly string[]): NameMatch | undefined {
  const phrase = words.join(' ');
  if (name === phrase) return 'exact';
  if (name.startsWith(phrase)) return 'prefix';
  const padded = ` ${name}`;
  return words.length > 0 && words.every((word) => padded.includes(` ${word}`)) ? 'word' : undefined;
}

const folded = once(() => communes().map((commune) => ({ commune, name: foldName(commune.name) })));

/**
 * The communes that a search names, by words of their name, the beginning of a postal code (two figures or more), or the
 * INSEE code; "rennes 35" asks for both.
 */
export function findCommunes(q: string): readonly { readonly commune: Commune; readonly match: NameMatch }[] {
  const parts = foldName(q).split(' ').filter(Boolean);
  const codes = parts.filter((part) => /^\d[\dab]\d{0,3}$/.test(part));
  const words = parts.filter((part) => !codes.includes(part));
  if (parts.length === 0) return [];
  return folded().flatMap(({ commune, name }) => {
    const isThere = codes.every((code) => hasCode(commune, code));
    const match = !isThere ? undefined : words.length > 0 ? matchName(name, words) : codeMatch(commune, codes);
    return match ? [{ commune, match }] : [];
  });
}

/** The folded words of all names, once each, for what is misspelt. */
export const communeWords = once((): readonly string[] => [
  ...new Set(folded().flatMap(({ name }) => name.split(' ').filter((word) => word.length > 3))),
]);

function hasCode({ code, postalCodes }: Commune, part: string): boolean {
  return postalCodes.some((postalCode) => postalCode.startsWith(part)) || code.toLowerCase() === part;
}

function codeMatch({ code, postalCodes }: Commune, [part = '']: readonly string[]): NameMatch {
  return postalCodes.includes(part) || code.toLowerCase() === part ? 'exact' : 'prefix';
}
