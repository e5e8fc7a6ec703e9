import type { PointColumns } from './columns-file.ts';
import type { Bounds } from './manifest.ts';
import { partsPerDegree } from './morton.ts';

type Positions = Pick<PointColumns, 'lon' | 'lat'>;

/** Those of ascending rows (of all for null) that have a position, null for all of those. */
export function locatedOf({ lon }: Positions, rows: Uint32Array | null): Uint32Array | null {
  if (rows === null || rows.length === 0 || (rows.at(-1) as number) < lon.length) return rows;
  return rows.subarray(0, rows.findLastIndex((row) => row < lon.length) + 1);
}

/** The smallest box around rows with a position (all of them for null) that does not cross the antimeridian; null without any. */
export function boundsOf({ lon, lat }: Positions, rows: Uint32Array | null): Bounds | null {
  const length = rows?.length ?? lon.length;
  if (length === 0) return null;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < length; i++) {
    const row = rows ? (rows[i] as number) : i;
    const [x, y] = [lon[row] as number, lat[row] as number];
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  const degrees = (parts: number) => parts / partsPerDegree;
  return [degrees(west), degrees(south), degrees(east), degrees(north)];
}

/** How many rows with a position (of all for null) lie in a box. */
export function countWithin(
  { lon, lat }: Positions,
  rows: Uint32Array | null,
  [west, south, east, north]: Bounds,
): number {
  const [left, bottom, right, top] = [west, south, east, north].map((degrees) => degrees * partsPerDegree) as [
    number,
    number,
    number,
    number,
  ];
  const crosses = left > right;
  const length = rows?.length ?? lon.length;
  let found = 0;
  for (let i = 0; i < length; i++) {
    const row = rows ? (rows[i] as number) : i;
    const [x, y] = [lon[row] as number, lat[row] as number];
    if (y < bottom || y > top) continue;
    if (crosses ? x >= left || x <= right : x >= left && x <= right) found++;
  }
  return found;
}
