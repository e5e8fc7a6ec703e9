/** A set of small numbers, one bit each; two sets of one universe may differ in length, what is missing is not in it. */
export type Bits = Uint32Array;

/** A set that few or many numbers of a universe belong to: a list while it is short, bits from then on. */
export interface Postings {
  size: number;
  list: number[] | undefined;
  bits: Bits | undefined;
}

/** Lists longer than this become bits: 8 bytes a number against one bit of the universe. */
const longestList = 512;

/** An empty set for numbers below `universe`. */
export function emptyBits(universe: number): Bits {
  return new Uint32Array((universe + 31) >>> 5);
}

export function hasBit(bits: Bits, at: number): boolean {
  return (((bits[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1;
}

export function setBit(bits: Bits, at: number): void {
  bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31));
}

/** Whether there is no number in it. */
export function isEmpty(bits: Bits): boolean {
  return bits.every((word) => word === 0);
}

/** How many numbers are in it. */
export function countBits(bits: Bits): number {
  let count = 0;
  for (let i = 0; i < bits.length; i++) count += ones(bits[i] as number);
  return count;
}

/** Keeps in `bits` what is also in `other`. */
export function intersect(bits: Bits, other: Bits): void {
  const both = Math.min(bits.length, other.length);
  for (let i = 0; i < both; i++) bits[i] = (bits[i] as number) & (other[i] as number);
  bits.fill(0, both);
}

/** Takes out of `bits` what is in `other`. */
export function subtract(bits: Bits, other: Bits): void {
  const both = Math.min(bits.length, other.length);
  for (let i = 0; i < both; i++) bits[i] = (bits[i] as number) & ~(other[i] as number);
}

/** Calls `visit` with each number, in ascending order. */
export function eachBit(bits: Bits, visit: (at: number) => void): void {
  for (let i = 0; i < bits.length; i++)
    for (let word = bits[i] as number; word !== 0; word &= word - 1) visit(i * 32 + 31 - Math.clz32(word & -word));
}

export function emptyPostings(): Postings {
  return { size: 0, list: [], bits: undefined };
}

/** Adds a number that is not in it yet. */
export function addTo(postings: Postings, at: number): void {
  postings.size++;
  if (postings.list && postings.list.length < longestList) {
    postings.list.push(at);
    return;
  }
  const bits = postings.bits ?? toBits(postings.list ?? [], at + 1);
  postings.list = undefined;
  postings.bits = at >>> 5 < bits.length ? bits : grown(bits, at + 1);
  setBit(postings.bits, at);
}

/** Takes out every number that is in `gone`. */
export function removeAll(postings: Postings, gone: Bits): void {
  if (postings.list) {
    postings.list = postings.list.filter((at) => !hasBit(gone, at));
    postings.size = postings.list.length;
  } else if (postings.bits) {
    subtract(postings.bits, gone);
    postings.size = countBits(postings.bits);
  }
}

/** Adds all of it to `target`. */
export function mergeInto(target: Bits, { list, bits }: Postings): void {
  if (list) for (const at of list) setBit(target, at);
  else if (bits)
    for (let i = Math.min(target.length, bits.length) - 1; i >= 0; i--)
      target[i] = (target[i] as number) | (bits[i] as number);
}

/** How many of it are in `chosen`. */
export function countIn({ list, bits }: Postings, chosen: Bits): number {
  let count = 0;
  if (list) {
    for (const at of list) if (hasBit(chosen, at)) count++;
  } else if (bits) {
    const both = Math.min(bits.length, chosen.length);
    for (let i = 0; i < both; i++) count += ones((bits[i] as number) & (chosen[i] as number));
  }
  return count;
}

function toBits(list: readonly number[], universe: number): Bits {
  const bits = emptyBits(Math.max(universe, ...list.map((at) => at + 1)));
  for (const at of list) setBit(bits, at);
  return bits;
}

/** Room for twice as many, so that a growing set is seldom copied. */
function grown(bits: Bits, universe: number): Bits {
  const wider = emptyBits(universe * 2);
  wider.set(bits);
  return wider;
}

/** The ones among 32 bits, added up in parallel. */
export function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
