import type { Commune } from './communes.ts';
import { communes } from './communes.ts';
import { once } from './dataset.ts';
import { firstAtOrAfter } from './first-at-or-after.ts';
import { foldName } from './fold-name.ts';

/** How the words of a search stand in a name: all of it, its beginning, or the beginnings of its words. */
export type NameMatch = 'exact' | 'prefix' | 'word';

/** How folded words stand in a folded name; undefined when one of them is not in it. */
export function matchName(name: string, words: readonly string[], phrase = words.join(' ')): NameMatch | undefined {
  if (name === phrase) return 'exact';
  if (name.startsWith(phrase)) return 'prefix';
  const isThere = (word: string) => name.startsWith(word) || name.includes(` ${word}`);
  return words.length > 0 && words.every(isThere) ? 'word' : undefined;
}

interface Named {
  readonly commune: Commune;
  readonly name: string;
  /** The postal codes and the INSEE code. */
  readonly codes: readonly string[];
}

/** Every word and code of every commune, in order, so that a beginning is found without looking at all of them. */
const index = once(() => {
  const named = communes().map(
    (commune): Named => ({
      commune,
      name: foldName(commune.name),
      codes: [...commune.postalCodes, commune.code.toLowerCase()],
    }),
  );
  const byWord = Map.groupBy(
    named.flatMap((one) => [...one.name.split(' '), ...one.codes].map((word) => ({ word, one }))),
    ({ word }) => word,
  );
  return { byWord, words: [...byWord.keys()].sort() };
});

/**
 * The communes that a search names, by words of their name, the beginning of a postal code (two figures or more), or the
 * INSEE code; "rennes 35" asks for both.
 */
export function findCommunes(q: string): readonly { readonly commune: Commune; readonly match: NameMatch }[] {
  const parts = foldName(q).split(' ').filter(Boolean);
  const codes = parts.filter((part) => /^\d[\dab]\d{0,3}$/.test(part));
  const words = parts.filter((part) => !codes.includes(part));
  // The longest part leaves the fewest to look at.
  const [longest] = [...parts].sort((a, b) => b.length - a.length);
  if (longest === undefined) return [];
  const phrase = words.join(' ');
  const found: { commune: Commune; match: NameMatch }[] = [];
  for (const { commune, name, codes: own } of beginningWith(longest)) {
    if (!codes.every((code) => own.some((one) => one.startsWith(code)))) continue;
    const match = words.length > 0 ? matchName(name, words, phrase) : own.includes(codes[0] ?? '') ? 'exact' : 'prefix';
    if (match) found.push({ commune, match });
  }
  return found;
}

/** The folded words of all names, once each, for what is misspelt. */
export const communeWords = once(
  (): ReadonlySet<string> => new Set(index().words.filter((word) => word.length > 3 && !/\d/.test(word))),
);

function beginningWith(part: string): ReadonlySet<Named> {
  const { byWord, words } = index();
  const found = new Set<Named>();
  for (let at = firstAtOrAfter(words, part); words[at]?.startsWith(part); at++)
    for (const { one } of byWord.get(words[at] ?? '') ?? []) found.add(one);
  return found;
}
