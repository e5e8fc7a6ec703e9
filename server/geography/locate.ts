import type { MultiPolygon, Position } from 'geojson';
import { once } from './dataset.ts';
import { departementOutlines } from './departement-outlines.ts';
import { kmToRing, ringContains } from './ring.ts';

interface Point {
  readonly lon: number;
  readonly lat: number;
}

type Box = readonly [west: number, south: number, east: number, north: number];

interface Outline {
  readonly polygons: MultiPolygon['coordinates'];
  readonly box: Box;
}

function boxOf(polygons: MultiPolygon['coordinates']): Box {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon = 0, lat = 0] of polygons.flat(2)) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

const byCode = once(() => {
  const { features } = departementOutlines();
  return new Map<string, Outline>(
    features.map(({ properties, geometry }) => [
      properties.code,
      { polygons: geometry.coordinates, box: boxOf(geometry.coordinates) },
    ]),
  );
});

function contains({ polygons, box: [west, south, east, north] }: Outline, { lon, lat }: Point): boolean {
  if (lon < west || lon > east || lat < south || lat > north) return false;
  const at: Position = [lon, lat];
  return polygons.some(
    ([outer = [], ...holes]) => ringContains(outer, at) && !holes.some((hole) => ringContains(hole, at)),
  );
}

/** The code of the mainland or Corsican département a position in degrees lies in; undefined elsewhere (sea, abroad, overseas). */
export function departementAt(position: Point): string | undefined {
  for (const [code, outline] of byCode()) if (contains(outline, position)) return code;
  return undefined;
}

/**
 * How many kilometres a position lies outside a département: 0 inside it, and 0 for codes without an outline
 * (overseas, unknown), of which nothing can be said. Outlines are good to some hundred metres: ask for a margin of 1 km or more.
 */
export function kmOutsideDepartement(code: string, position: Point): number {
  const outline = byCode().get(code.toUpperCase());
  if (!outline || contains(outline, position)) return 0;
  const at: Position = [position.lon, position.lat];
  return Math.min(...outline.polygons.flat().map((ring) => kmToRing(ring, at)));
}
