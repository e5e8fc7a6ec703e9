import { foldText } from '../rdf/fold-text.ts';
import roles from './roles.json' with { type: 'json' };

/** Words that many places bear and that tell none of them from another. */
const common = new Set(
  'le la les l de du des d un une et a au aux en the of and der die das fablab fab lab labo labfab makerspace hackerspace coworking cowork tiers lieu lieux tierslieu espace maison association asso centre social culturel numerique public cafe atelier point mairie mediatheque bibliotheque municipale'.split(
    ' ',
  ),
);

/** The part of a longer name that a shorter one must be, to be worth as much as an alike one. */
const containedLikeness = 0.75;

/**
 * How alike two names are, from 0 to 1: by what they share of three letters in a row (Dice), common words and the names of
 * their towns aside where anything else is left; a name that is wholly part of the other is alike.
 */
export function nameLikeness(a: string, b: string, towns: readonly string[] = []): number {
  if (joined(a) !== '' && joined(a) === joined(b)) return 1;
  const places = new Set(towns.flatMap(wordsOf));
  const [first, second] = [significant(a, places), significant(b, places)];
  if (first.length === 0 || second.length === 0) return 0;
  const alike = Math.max(dice(first.join(' '), second.join(' ')), dice(first.join(''), second.join('')));
  const [short, long] = first.length <= second.length ? [first, new Set(second)] : [second, new Set(first)];
  const isContained = short.join('').length >= 4 && short.every((word) => long.has(word));
  return isContained ? Math.max(alike, containedLikeness) : alike;
}

/** The words of a name that tell it from others, or all of them where none does. */
export function tellingWords(name: string): readonly string[] {
  const words = wordsOf(name);
  const telling = words.filter((word) => !common.has(word));
  // "Human Lab" and "Humanlab" share no word.
  return [...(telling.length > 0 ? telling : words), ...(words.length > 1 && words.length < 4 ? [words.join('')] : [])];
}

/** What a name says that something does there (`roles.json`). */
export function rolesOf(names: readonly string[]): ReadonlySet<string> {
  const text = ` ${names.map((name) => wordsOf(name).join(' ')).join(' / ')} `;
  return new Set(
    Object.entries(roles)
      .filter(([, words]) => words.some((word) => text.includes(` ${word} `)))
      .map(([role]) => role),
  );
}

function significant(name: string, places: ReadonlySet<string>): readonly string[] {
  const words = wordsOf(name);
  const telling = words.filter((word) => !common.has(word));
  const beyond = telling.filter((word) => !places.has(word));
  return beyond.length > 0 ? beyond : words;
}

function wordsOf(name: string): string[] {
  return foldText(name).split(' ').filter(Boolean);
}

function joined(name: string): string {
  return wordsOf(name).join('');
}

function dice(a: string, b: string): number {
  if (a === b) return 1;
  const [left, right] = [trigrams(a), trigrams(b)];
  let shared = 0;
  for (const one of left) if (right.has(one)) shared++;
  return (2 * shared) / (left.size + right.size);
}

function trigrams(text: string): ReadonlySet<string> {
  const padded = `  ${text} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}
