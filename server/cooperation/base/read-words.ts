import phrases from '../texts/from-afar.json' with { type: 'json' };
import { facetWords, stemOf } from './words.ts';

/** What a need or an offer says beside its concepts. */
export interface Wording {
  /** The stems of its words, without those that say nothing. */
  readonly stems: readonly string[];
  /** It says that distance does not matter: "à distance", "online". */
  readonly isFromAfar: boolean;
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const fromAfar = new RegExp(`(?<![\\p{L}])(?:${phrases.map(fold).join('|')})(?![\\p{L}])`, 'u');

/** Reads the texts of a need or an offer. */
export function readWords(texts: readonly string[]): Wording {
  const text = texts.join(' \n ');
  return { stems: [...new Set(facetWords(text).map(stemOf))], isFromAfar: fromAfar.test(fold(text)) };
}
