import type { Bounds } from './manifest.ts';
import { eastOf, latOf, lonOf, southOf, worldSize } from './mercator.ts';
import { mortonX, mortonY } from './morton.ts';

/** Where the rows with a position are, by row: as squares of the world. */
export interface Positions {
  /** Ascending. */
  readonly codes: Float64Array;
  readonly x: Int32Array;
  readonly y: Int32Array;
}

/** Parts Morton codes into columns and lines. */
export function readPositions(codes: Float64Array): Positions {
  const x = new Int32Array(codes.length);
  const y = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    x[row] = mortonX(codes[row] as number);
    y[row] = mortonY(codes[row] as number);
  }
  return { codes, x, y };
}

/** Where a row is, in degrees. */
export function degreesOf({ x, y }: Positions, row: number): { readonly lon: number; readonly lat: number } {
  return { lon: lonOf((x[row] as number) + 0.5), lat: latOf((y[row] as number) + 0.5) };
}

/** Those of ascending rows (of all for null) that have a position, null for all of those. */
export function locatedOf({ codes }: Positions, rows: Uint32Array | null): Uint32Array | null {
  if (rows === null || rows.length === 0 || (rows.at(-1) as number) < codes.length) return rows;
  return rows.subarray(0, rows.findLastIndex((row) => row < codes.length) + 1);
}

/** The smallest box around rows with a position (all of them for null) that does not cross the antimeridian; null without any. */
export function boundsOf({ x, y }: Positions, rows: Uint32Array | null): Bounds | null {
  const length = rows?.length ?? x.length;
  if (length === 0) return null;
  let [west, north, east, south] = [worldSize, worldSize, 0, 0];
  for (let i = 0; i < length; i++) {
    const row = rows ? (rows[i] as number) : i;
    const [column, line] = [x[row] as number, y[row] as number];
    if (column < west) west = column;
    if (column > east) east = column;
    if (line < north) north = line;
    if (line > south) south = line;
  }
  return [lonOf(west + 0.5), latOf(south + 0.5), lonOf(east + 0.5), latOf(north + 0.5)];
}

/** How many rows with a position (of all for null) lie in a box: the middle of their square does. */
export function countWithin({ x, y }: Positions, rows: Uint32Array | null, box: Bounds): number {
  const [west, south, east, north] = box;
  const [left, right] = [Math.ceil(eastOf(west) - 0.5), Math.floor(eastOf(east) - 0.5)];
  const [top, bottom] = [Math.ceil(southOf(north) - 0.5), Math.floor(southOf(south) - 0.5)];
  const crosses = west > east;
  const length = rows?.length ?? x.length;
  let found = 0;
  for (let i = 0; i < length; i++) {
    const row = rows ? (rows[i] as number) : i;
    const [column, line] = [x[row] as number, y[row] as number];
    if (line < top || line > bottom) continue;
    if (crosses ? column >= left || column <= right : column >= left && column <= right) found++;
  }
  return found;
}
