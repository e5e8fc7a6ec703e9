import type { KeyKeyword } from '../../directory/key-keywords.ts';

/** Two principles that the same actors share, by their place, and how many do. */
export interface PrincipleTie {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Which of some key words go together: for each pair how many have both. */
export function tiePrinciples(
  keys: readonly string[],
  words: Iterable<readonly KeyKeyword[]>,
): readonly PrincipleTie[] {
  const places = new Map(keys.map((key, at) => [key, at]));
  const counts = new Map<string, PrincipleTie>();
  for (const said of words) {
    const own = [...new Set(said.flatMap(({ key }) => places.get(key) ?? []))].sort((a, b) => a - b);
    for (const [nth, from] of own.entries())
      for (const to of own.slice(nth + 1)) {
        const pair = `${from} ${to}`;
        counts.set(pair, { from, to, count: 1 + (counts.get(pair)?.count ?? 0) });
      }
  }
  return [...counts.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}
