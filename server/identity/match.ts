import { type Comparison, compare, proposedFrom } from './compare.ts';
import type { Evidence } from './evidence.ts';
import { blockKeysOf } from './keys.ts';
import { type Prepared, prepare } from './prepare.ts';

/** Two descriptions that seem to be of one thing; `a` is before `b`. */
export interface Match extends Comparison {
  readonly a: string;
  readonly b: string;
}

/** A block that so many share tells nothing, and comparing all of it would cost what blocks are to save. */
export const widestBlock = 60;

/** Finds every pair that is worth proposing among descriptions: only those that share a block are compared. */
export function matchAll(all: readonly Evidence[], onCompared?: (pairs: number) => void): readonly Match[] {
  const prepared = all.map(prepare);
  const keys = prepared.map((one) => blockKeysOf(one.evidence, one.identifiers));
  const blocks = new Map<string, number[]>();
  for (const [index, { filed }] of keys.entries())
    for (const key of filed) {
      const block = blocks.get(key);
      if (block) block.push(index);
      else blocks.set(key, [index]);
    }
  const holders = (identifier: string) => blocks.get(identifier)?.length ?? 0;
  const found: Match[] = [];
  let compared = 0;
  for (const [index, { sought }] of keys.entries()) {
    const candidates = new Set<number>();
    for (const key of sought) {
      const block = blocks.get(key);
      if (!block || block.length > widestBlock) continue;
      for (const other of block) if (other > index) candidates.add(other);
    }
    for (const other of candidates) {
      const match = matchPair(prepared[index] as Prepared, prepared[other] as Prepared, holders);
      if (match) found.push(match);
    }
    compared += candidates.size;
  }
  onCompared?.(compared);
  return found.sort((one, other) => other.score - one.score || (one.a < other.a ? -1 : 1));
}

/** The match of two descriptions, or undefined where it is not worth proposing. */
export function matchPair(a: Prepared, b: Prepared, holders: (identifier: string) => number): Match | undefined {
  const comparison = compare(a, b, holders);
  if (comparison.score < proposedFrom) return undefined;
  const [first, second] = [a.evidence.iri, b.evidence.iri].sort() as [string, string];
  return { a: first, b: second, ...comparison };
}
