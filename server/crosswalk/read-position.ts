import { departementAt } from '../geography/locate.ts';
import { grids, readSystem, toDegrees } from './grids.ts';

interface Position {
  readonly lon: number;
  readonly lat: number;
}

/** A position in degrees (WGS 84), and the guess it took, when it took one: a rule's name, or the name of a grid. */
export interface Read extends Position {
  readonly guess?: string;
}

/** Whether a position is where it is expected. */
export type Fits = (position: Position) => boolean;

/** Mainland France with Corsica, and the overseas départements and collectivities, in degrees: west, south, east, north. */
const boxes = [
  [-5.4, 41.2, 9.8, 51.3],
  [-63.3, 14.2, -60.7, 18.3],
  [-54.7, 2, -51.5, 6],
  [55.1, -21.5, 55.9, -20.7],
  [44.9, -13.1, 45.4, -12.5],
  [-56.6, 46.6, -56, 47.3],
  [163, -23, 168.5, -19.3],
  [-155, -28, -134, -7],
  [-178.3, -14.5, -176, -13],
] as const;

/**
 * Reads a pair of numbers as longitude and latitude: in the system that `named` names, else in degrees, in degrees the
 * other way round where only that lies in France, in degrees without their decimal point, or in one of the grids that
 * French records use. `fits` says whether a position is where it is expected, which decides between grids. Undefined for
 * what is nowhere.
 */
export function readPosition(x: number, y: number, fits: Fits | undefined, named?: unknown): Read | undefined {
  if ((x === 0 && y === 0) || !Number.isFinite(x) || !Number.isFinite(y)) return undefined;
  const system = named === undefined ? undefined : readSystem(named);
  const inDegrees = Math.abs(x) <= 180 && Math.abs(y) <= 180;
  if (system?.state === 'grid' && !inDegrees) {
    const found = toDegrees(system.grid, x, y);
    return isOnEarth(found) ? { ...found, guess: system.grid.name } : undefined;
  }
  if (inDegrees) {
    // What is said of the order does not hold where the other order alone lies in France.
    if (system?.state === 'degrees' && system.latitudeFirst && !(inFrance(x, y) && !inFrance(y, x)))
      return isOnEarth({ lon: y, lat: x }) ? { lon: y, lat: x, guess: 'latitude-first' } : undefined;
    return readDegrees(x, y, fits);
  }
  const found = grids.flatMap((grid): Read[] => {
    const { lon, lat } = toDegrees(grid, x, y);
    return inFrance(lon, lat) ? [{ lon, lat, guess: grid.name }] : [];
  });
  if (found.length === 0) return withoutPoint(x, y);
  return (fits && found.find(fits)) ?? found.find(isOnLand) ?? found[0];
}

/** Outlines are of the mainland alone; overseas, the boxes are narrow. */
function isOnLand(position: Position): boolean {
  return position.lon < -10 || position.lon > 20 || departementAt(position) !== undefined;
}

function readDegrees(x: number, y: number, fits: Fits | undefined): Read | undefined {
  // France is nowhere near its own mirror image: only a set that is about elsewhere is left alone.
  const isSwapped = Math.abs(y) > 90 || (!inFrance(x, y) && inFrance(y, x) && (fits?.({ lon: y, lat: x }) ?? false));
  if (isSwapped) return Math.abs(x) <= 90 ? { lon: y, lat: x, guess: 'axes-swapped' } : undefined;
  return { lon: x, lat: y };
}

/** `48117266` and `-1677793`, which a spreadsheet took for whole numbers. */
function withoutPoint(x: number, y: number): Read | undefined {
  if (!Number.isInteger(x) || !Number.isInteger(y)) return undefined;
  const scaled = (value: number) => [1e5, 1e6, 1e7, 1e8].map((by) => value / by);
  for (const lat of scaled(y))
    for (const lon of scaled(x)) if (inFrance(lon, lat)) return { lon, lat, guess: 'decimal-point-lost' };
  return undefined;
}

/** Whether a pair of degrees lies in a box around a part of France. */
export function inFrance(lon: number, lat: number): boolean {
  return boxes.some(([west, south, east, north]) => lon >= west && lon <= east && lat >= south && lat <= north);
}

function isOnEarth({ lon, lat }: Position): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}
