import { createHash } from 'node:crypto';

const bound = 1n << 64n;

/** Names the content of a graph by its lines, in whatever order: a sum, so that lines can be taken away and added. */
export function markOf(lines: Iterable<string>): bigint {
  let sum = 0n;
  for (const line of new Set(lines)) sum += createHash('sha256').update(line).digest().readBigUInt64BE();
  return sum % bound;
}

/** The mark after some lines went and others came. */
export function exchangeMark(
  mark: bigint,
  { removed, added }: { readonly removed: readonly string[]; readonly added: readonly string[] },
): bigint {
  return (((mark - markOf(removed) + markOf(added)) % bound) + bound) % bound;
}

export const writeMark = (mark: bigint): string => mark.toString(16).padStart(16, '0');

export const readMark = (text: string): bigint => BigInt(`0x${text}`);
