import type { PointColumns } from './columns-file.ts';
import type { Bounds } from './manifest.ts';
import { partsPerDegree } from './morton.ts';

/** The smallest box around rows (all of them for null) that does not cross the antimeridian; null without rows. */
export function boundsOf({ count, lon, lat }: PointColumns, rows: Uint32Array | null): Bounds | null {
  const length = rows?.length ?? count;
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

/** How many rows (of all for null) lie in a box. */
export function countWithin(
  { count, lon, lat }: PointColumns,
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
  const length = rows?.length ?? count;
  let found = 0;
  for (let i = 0; i < length; i++) {
    const row = rows ? (rows[i] as number) : i;
    const [x, y] = [lon[row] as number, lat[row] as number];
    if (y < bottom || y > top) continue;
    if (crosses ? x >= left || x <= right : x >= left && x <= right) found++;
  }
  return found;
}
