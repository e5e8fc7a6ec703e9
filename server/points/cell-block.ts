import { mortonX, mortonY, worldBits } from './morton.ts';

/** A square block of cells of one size, a cell being a square of the map that holds a stretch of the rows. */
export interface Block {
  /** Cells are 2^`bits` to the side of the world. */
  readonly bits: number;
  /** The first column and line of cells, and how many of each. */
  readonly left: number;
  readonly top: number;
  readonly size: number;
}

/** How many empty lines and columns stand around the grid of a block, so that neighbours need no care at its edge. */
export const margin = 2;

/** The occupied cells of a block, along the Morton curve. */
export interface Cells {
  /** Where each begins and ends among the codes. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** By place (line by line, with the margin), which cell it is, -1 where it is empty. */
  readonly grid: Int32Array;
  readonly gridWidth: number;
  readonly places: readonly number[];
}

/** Finds the occupied cells of a block among ascending Morton codes: each quarter of a square is a stretch of them. */
export function findCells(codes: Float64Array, block: Block): Cells {
  const { bits, left, top, size } = block;
  const starts: number[] = [];
  const ends: number[] = [];
  const places: number[] = [];
  const gridWidth = size + 2 * margin;
  const grid = new Int32Array(gridWidth * gridWidth).fill(-1);
  const shift = worldBits - bits;

  function add(x: number, y: number, start: number, end: number): void {
    const place = (y - top + margin) * gridWidth + x - left + margin;
    grid[place] = starts.length;
    places.push(place);
    starts.push(start);
    ends.push(end);
  }

  /** One row by itself needs no more quarters. */
  function addOne(at: number): void {
    const code = codes[at] as number;
    const [x, y] = [mortonX(code) >> shift, mortonY(code) >> shift];
    if (x >= left && x < left + size && y >= top && y < top + size) add(x, y, at, at + 1);
  }

  function visit(level: number, x: number, y: number, code: number, start: number, end: number): void {
    const cells = 2 ** (bits - level);
    if (x * cells >= left + size || (x + 1) * cells <= left || y * cells >= top + size || (y + 1) * cells <= top)
      return;
    if (level === bits) {
      add(x, y, start, end);
      return;
    }
    const quarter = 4 ** (worldBits - level - 1);
    let from = start;
    for (let part = 0; part < 4 && from < end; part++) {
      const next = code + (part + 1) * quarter;
      const to = part === 3 ? end : lowerBound(codes, next, from, end);
      if (to === from + 1) addOne(from);
      else if (to > from) visit(level + 1, x * 2 + (part & 1), y * 2 + (part >> 1), next - quarter, from, to);
      from = to;
    }
  }

  if (codes.length > 0) visit(0, 0, 0, 0, 0, codes.length);
  return { starts, ends, grid, gridWidth, places };
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
