/** A pair of actors by number. */
export interface Pair {
  readonly from: number;
  readonly to: number;
}

/** For each of so many actors, whom it is tied to. */
export function neighboursOf(count: number, pairs: readonly Pair[]): readonly (readonly number[])[] {
  const neighbours: number[][] = Array.from({ length: count }, () => []);
  for (const { from, to } of pairs) {
    neighbours[from]?.push(to);
    neighbours[to]?.push(from);
  }
  return neighbours;
}
