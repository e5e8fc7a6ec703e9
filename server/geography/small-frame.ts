import type { MultiPolygon, Position } from 'geojson';
import { once } from './dataset.ts';
import { departementOutlines } from './departement-outlines.ts';
import type { Box } from './territory-box.ts';

/** A window on the map in Web Mercator, as large as its drawing. */
export interface Frame {
  /** What it shows, in degrees. */
  readonly box: Box;
  readonly width: number;
  readonly height: number;
  /** Where a position in degrees lies, in units of the drawing from its top left corner. */
  project(lon: number, lat: number): readonly [x: number, y: number];
}

/** Mainland France and Corsica. */
export const franceBox: Box = [-5.2, 41.3, 9.65, 51.15];

const mercator = (lat: number) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
const latitude = (y: number) => (2 * Math.atan(Math.exp(y)) - Math.PI / 2) * (180 / Math.PI);

/** The frame of a size that shows all of a box, and more where their proportions differ. */
export function frameAround([west, south, east, north]: Box, width: number, height: number): Frame {
  const [left, right] = [(west * Math.PI) / 180, (east * Math.PI) / 180];
  const [bottom, top] = [mercator(south), mercator(north)];
  const scale = Math.min(width / Math.max(right - left, 1e-6), height / Math.max(top - bottom, 1e-6));
  const [x0, y0] = [(left + right) / 2 - width / scale / 2, (bottom + top) / 2 + height / scale / 2];
  return {
    width,
    height,
    box: [(x0 * 180) / Math.PI, latitude(y0 - height / scale), ((x0 + width / scale) * 180) / Math.PI, latitude(y0)],
    project: (lon, lat) => [((lon * Math.PI) / 180 - x0) * scale, (y0 - mercator(lat)) * scale],
  };
}

/** A frame of so many kilometres across around a position. */
export function frameAt(
  { lon, lat }: { readonly lon: number; readonly lat: number },
  { km, width, height }: { readonly km: number; readonly width: number; readonly height: number },
): Frame {
  const dLon = km / 2 / (111.195 * Math.max(0.05, Math.cos((lat * Math.PI) / 180)));
  return frameAround([lon - dLon, lat, lon + dLon, lat], width, height);
}

/** The box around a shape, in degrees. */
export function boxOf({ coordinates }: MultiPolygon): Box {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon = 0, lat = 0] of coordinates.flat(2)) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

const boxes = once(
  () => new Map(departementOutlines().features.map(({ properties, geometry }) => [properties.code, boxOf(geometry)])),
);

/** The box of some départements by INSEE code, in degrees; undefined when none of them has an outline. */
export function outlineBox(codes: readonly string[]): Box | undefined {
  const found = codes.map((code) => boxes().get(code)).filter((box) => box !== undefined);
  if (found.length === 0) return undefined;
  return [
    Math.min(...found.map(([west]) => west)),
    Math.min(...found.map(([, south]) => south)),
    Math.max(...found.map(([, , east]) => east)),
    Math.max(...found.map(([, , , north]) => north)),
  ];
}

/** The outlines that a frame shows, as SVG paths in whole units of it: finer ones could not be told apart. */
export function outlinePaths(frame: Frame): readonly { readonly code: string; readonly path: string }[] {
  const [west, south, east, north] = frame.box;
  return departementOutlines().features.flatMap(({ properties: { code }, geometry }) => {
    const [left, bottom, right, top] = boxes().get(code) ?? [0, 0, 0, 0];
    if (left > east || right < west || bottom > north || top < south) return [];
    const path = geometry.coordinates
      .flat()
      .map((ring) => ringPath(ring, frame))
      .join('');
    return path === '' ? [] : [{ code, path }];
  });
}

/** In steps from vertex to vertex, which are shorter to write; empty when less than a surface is left. */
function ringPath(ring: readonly Position[], { project }: Frame): string {
  const steps: string[] = [];
  let [x, y] = [Number.NaN, Number.NaN];
  for (const [lon = 0, lat = 0] of ring.slice(0, -1)) {
    const [atX, atY] = project(lon, lat).map(Math.round) as [number, number];
    if (atX === x && atY === y) continue;
    steps.push(steps.length === 0 ? `M${atX} ${atY}l` : `${atX - x} ${atY - y}`);
    [x, y] = [atX, atY];
  }
  return steps.length > 3 ? `${steps[0]}${steps.slice(1).join(' ')}z` : '';
}
