import { worldBits } from './morton.ts';

/** A square block of cells of one size, a cell being a square of the map that holds a stretch of the rows. */
export interface Block {
  /** Cells are 2^`bits` to the side of the world. */
  readonly bits: number;
  /** The first column and line of cells, and how many of each. */
  readonly left: number;
  readonly top: number;
  readonly size: number;
}

/** The occupied cells of a block, along the Morton curve. */
export interface Cells {
  /** Where each begins and ends among the codes. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** By place in the block (line by line), which cell it is, -1 where it is empty. */
  readonly grid: Int32Array;
  readonly places: readonly number[];
}

/** Finds the occupied cells of a block among ascending Morton codes: each quarter of a square is a stretch of them. */
export function findCells(codes: Float64Array, block: Block): Cells {
  const { bits, left, top, size } = block;
  const starts: number[] = [];
  const ends: number[] = [];
  const places: number[] = [];
  const grid = new Int32Array(size * size).fill(-1);

  function visit(level: number, x: number, y: number, code: number, start: number, end: number): void {
    if (start === end) return;
    const cells = 2 ** (bits - level);
    if (x * cells >= left + size || (x + 1) * cells <= left || y * cells >= top + size || (y + 1) * cells <= top)
      return;
    if (level === bits) {
      const place = (y - top) * size + x - left;
      grid[place] = starts.length;
      places.push(place);
      starts.push(start);
      ends.push(end);
      return;
    }
    const quarter = 4 ** (worldBits - level - 1);
    let from = start;
    for (let part = 0; part < 4; part++) {
      const next = code + (part + 1) * quarter;
      const to = part === 3 ? end : lowerBound(codes, next, from, end);
      visit(level + 1, x * 2 + (part & 1), y * 2 + (part >> 1), next - quarter, from, to);
      from = to;
    }
  }

  visit(0, 0, 0, 0, 0, codes.length);
  return { starts, ends, grid, places };
}

/** The first place between two others whose code is not below a value. */
function lowerBound(codes: Float64Array, value: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((codes[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
