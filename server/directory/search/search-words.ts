import { foldText } from '../../rdf/fold-text.ts';

/** Words that are in most names and tell none from another. */
const empty = new Set('le la les l un une de du des d et en au aux a the of and in at'.split(' '));
const maxWords = 12;
const maxWordLength = 40;

/** A text as it is indexed and searched: folded, "St" and "Ste" spelled out, one space between words. */
export function searchText(text: string): string {
  return foldText(text).replace(/(?<![^ ])st(e?)(?![^ ])/g, 'saint$1');
}

/**
 * The words of a search that tell something; the articles and elisions (l’, d’, qu’) are left out unless there is nothing
 * else. The last one may be a single letter, since it may still be being typed.
 */
export function searchWords(q: string): readonly string[] {
  const words = searchText(q)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => word.slice(0, maxWordLength));
  const telling = words.filter(
    (word, index) => !empty.has(word) && (word.length > 1 || index === words.length - 1 || /\d/.test(word)),
  );
  return [...new Set(telling.length > 0 ? telling : words)].slice(0, maxWords);
}

/** The singular of what looks like a plural in French or English, undefined for the rest. */
export function singularOf(word: string): string | undefined {
  return word.length > 3 && /[sx]$/.test(word) ? word.slice(0, -1) : undefined;
}

/** Whether a word of a text is meant by a word of a search: it begins so, or is its singular. */
export function isMeant(word: string, searched: string): boolean {
  return word.startsWith(searched) || word === singularOf(searched);
}

/** One word of a search, as it is looked up. */
export interface SearchedWord {
  /** What it is called by, to be looked up among labels. */
  readonly called: readonly string[];
  /** Whole words of a text that stand for it. */
  readonly whole: readonly string[];
  /** Set when any word of a text that begins so stands for it. */
  readonly beginning?: string;
}

/**
 * A search whose last word may be a beginning, or all of its words: to look up a common beginning costs as much as all the
 * texts that have it.
 */
export function lookedUp(words: readonly string[], beginnings: 'last' | 'all'): readonly SearchedWord[] {
  return words.map((word, at) => {
    const singular = singularOf(word);
    if (beginnings === 'all' || at === words.length - 1)
      return { called: [word], whole: singular ? [singular] : [], beginning: word };
    const plurals = singular ? [singular] : word.endsWith('u') ? [`${word}s`, `${word}x`] : [`${word}s`];
    return { called: [word], whole: [word, ...plurals] };
  });
}

/** The FTS5 expression that finds every one of the words; they hold letters and digits only. */
export function matchExpression(words: readonly SearchedWord[]): string {
  return words
    .map(({ whole, beginning }) => [...(beginning ? [`"${beginning}"*`] : []), ...whole.map((word) => `"${word}"`)])
    .map((forms) => (forms.length === 1 ? forms[0] : `(${forms.join(' OR ')})`))
    .join(' AND ');
}
