import type { MultiPolygon } from 'geojson';
import type { Bounds } from '../../server/points/manifest.ts';

/** The box around a surface. */
export function boundsOf({ coordinates }: MultiPolygon): Bounds {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon = 0, lat = 0] of coordinates.flat(2)) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}
