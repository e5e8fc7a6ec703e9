import type { Bounds } from './manifest.ts';
import { worldBits } from './morton.ts';

/** How many squares the world is wide and high. */
export const worldSize = 2 ** worldBits;

/** How far east a longitude is, in squares from the antimeridian. */
export function eastOf(lon: number): number {
  return (lon / 360 + 0.5) * worldSize;
}

/** How far south a latitude is, in squares from the northern edge of the Mercator world; the poles are infinitely far beyond. */
export function southOf(lat: number): number {
  const sin = Math.sin((lat * Math.PI) / 180);
  return (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * worldSize;
}

/** The longitude so many squares east of the antimeridian. */
export function lonOf(east: number): number {
  return (east / worldSize - 0.5) * 360;
}

/** The latitude so many squares south of the northern edge. */
export function latOf(south: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - (2 * south) / worldSize))) * 180) / Math.PI;
}

/** The square that a distance in squares lies in; what is beyond the world lies in its last one. */
export function squareOf(distance: number): number {
  return Math.min(worldSize - 1, Math.max(0, Math.floor(distance)));
}

/** So near the edge of the Mercator world a view is taken to see the pole beyond, in squares: a quarter of a pixel of the whole world. */
const nearEdge = 2 ** 12;

/** A box widened to whole squares: on their edges lies no place, so that all who count in it count the same. */
export function widenToSquares([west, south, east, north]: Bounds): Bounds {
  const bottom = Math.ceil(southOf(south));
  const top = Math.floor(southOf(north));
  return [
    lonOf(Math.max(0, Math.floor(eastOf(west)))),
    bottom >= worldSize - nearEdge ? -90 : latOf(bottom),
    lonOf(Math.min(worldSize, Math.ceil(eastOf(east)))),
    top <= nearEdge ? 90 : latOf(top),
  ];
}
