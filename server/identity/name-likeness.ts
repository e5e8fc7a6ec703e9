import { foldText } from '../rdf/fold-text.ts';

/** Words that many places bear and that tell none of them from another. */
const common = new Set(
  'le la les l de du des d un une et a au aux en the of fablab fab lab labo makerspace hackerspace coworking cowork tiers lieu lieux tierslieu espace maison association asso centre social culturel numerique public cafe atelier'.split(
    ' ',
  ),
);

/** How alike two names are, from 0 to 1: by what they share of three letters in a row (Dice), common words aside where anything else is left. */
export function nameLikeness(a: string, b: string): number {
  const [first, second] = [significant(a), significant(b)];
  if (first === '' || second === '') return 0;
  if (first === second) return 1;
  const [left, right] = [trigrams(first), trigrams(second)];
  let shared = 0;
  for (const one of left) if (right.has(one)) shared++;
  return (2 * shared) / (left.size + right.size);
}

function significant(name: string): string {
  const words = foldText(name)
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const telling = words.filter((word) => !common.has(word));
  return (telling.length > 0 ? telling : words).join(' ');
}

function trigrams(text: string): ReadonlySet<string> {
  const padded = `  ${text} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}
