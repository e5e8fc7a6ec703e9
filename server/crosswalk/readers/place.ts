import { isEmptyCell } from '../columns.ts';
import type { OpeningHours } from '../opening-hours.ts';
import { readOpeningHours } from '../opening-hours.ts';
import { type Coordinate, readCoordinate, readPair } from '../read-coordinate.ts';
import { type Fits, inFrance, readPosition } from '../read-position.ts';
import { readShape, type Shape } from '../read-shape.ts';
import type { Cells } from './cells.ts';
import type { valueReaders } from './values.ts';

/** Readers of where a place is and when it is open. */
export function placeReaders(cells: Cells, { list }: ReturnType<typeof valueReaders>, fits: Fits | undefined) {
  const { raw, text, guess, drop } = cells;

  /**
   * A schema:GeoCoordinates of two columns, or of one that holds both: GeoJSON's [longitude, latitude], a shape, a text of
   * two, an object with `lon` and `lat`. `system` is the name of the grid where it is known.
   */
  const position = (longitude: string, latitude?: string, system?: string) => {
    const pair = latitude === undefined ? pairOf(longitude) : pairOfTwo(longitude, latitude);
    if (pair === undefined) return undefined;
    const nowhere = () => {
      if (latitude !== undefined && !isEmptyCell(raw(latitude))) drop(latitude, 'not-a-position');
      return drop(longitude, 'not-a-position');
    };
    if (pair === 'unreadable') return nowhere();
    const [x, y] = pair.at;
    const found = readPosition(x, y, fits, system ?? pair.system);
    if (!found) return nowhere();
    const { lon, lat } = found;
    for (const why of [pair.guess, found.guess]) if (why) guess(longitude, why, pair.written, [lon, lat]);
    return { type: 'GeoCoordinates', latitude: lat, longitude: lon };
  };

  interface Pair {
    readonly at: readonly [number, number];
    readonly written: unknown;
    readonly guess?: string | undefined;
    readonly system?: unknown;
  }

  function coordinate(column: string): Coordinate | 'unreadable' | undefined {
    const cell = raw(column);
    if (isEmptyCell(cell)) return undefined;
    if (typeof cell === 'number') return { value: cell, isSexagesimal: false };
    return (typeof cell === 'string' && readCoordinate(cell)) || 'unreadable';
  }

  function pairOfTwo(first: string, second: string): Pair | 'unreadable' | undefined {
    const [x, y] = [coordinate(first), coordinate(second)];
    if (x === undefined && y === undefined) return undefined;
    if (x === undefined || y === undefined || x === 'unreadable' || y === 'unreadable') return 'unreadable';
    const written = [raw(first), raw(second)];
    // A letter knows better than the name of the column.
    const at =
      x.axis === 'latitude' || y.axis === 'longitude' ? ([y.value, x.value] as const) : ([x.value, y.value] as const);
    return { at, written, guess: ruleOf(x, y, written) };
  }

  function pairOf(column: string): Pair | 'unreadable' | undefined {
    const cell = raw(column);
    for (const [x, y] of named) {
      const pair = pairOfTwo(`${column}.${x}`, `${column}.${y}`);
      if (pair !== undefined) return pair;
    }
    if (isEmptyCell(cell)) return undefined;
    if (Array.isArray(cell)) return pairOfNumbers(cell);
    const system = systemBeside(column);
    if (/(?:^|:)(?:pos|posList|coordinates)$/.test(column) || isTuples(String(cell)))
      return pairOfMarkup(String(cell), system);
    const shape = readShape(String(cell));
    if (shape) return pairOfShape(shape, cell);
    const pair = readPair(String(cell));
    if (!pair) return 'unreadable';
    const [first, second] = pair;
    const [a, b] = [first.value, second.value];
    // People write the latitude first, and files for maps the longitude: France tells which it was.
    const latitudeFirst =
      first.axis === 'latitude' ||
      second.axis === 'longitude' ||
      (!first.axis && !inFrance(a, b) && (inFrance(b, a) || (Math.abs(a) <= 90 && Math.abs(b) <= 180)));
    const at = latitudeFirst ? ([b, a] as const) : ([a, b] as const);
    return {
      at,
      written: cell,
      guess: ruleOf(first, second, [cell]) ?? (latitudeFirst ? 'latitude-first' : 'text-as-number'),
    };
  }

  function pairOfShape({ points, system }: Shape, written: unknown): Pair | 'unreadable' {
    const at = points.length === 1 ? points[0] : centreOf(points);
    return at
      ? { at, written, system, guess: points.length === 1 ? 'text-as-number' : 'centre-of-shape' }
      : 'unreadable';
  }

  function pairOfNumbers(cell: readonly unknown[]): Pair | 'unreadable' {
    const [x, y] = cell;
    if (typeof x === 'number' && typeof y === 'number') return { at: [x, y], written: [x, y] };
    if (cell.length >= 2 && !Array.isArray(x)) {
      const [a, b] = [x, y].map((one) => readCoordinate(String(one)));
      return a && b ? { at: [a.value, b.value], written: cell, guess: 'text-as-number' } : 'unreadable';
    }
    const centre = centreOf(cell);
    return centre
      ? { at: centre, written: `a shape of ${count(cell)} points`, guess: 'centre-of-shape' }
      : 'unreadable';
  }

  /** Geography Markup: `pos` parts its numbers by blanks, in the order of the system; `coordinates` by commas, x first, in KML with a height. */
  function pairOfMarkup(cell: string, system: unknown): Pair | 'unreadable' {
    const numbers = (isTuples(cell) ? cell.replace(/([^\s,]+,[^\s,]+),[^\s,]+/g, '$1') : cell)
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    if (numbers.length < 2 || numbers.some(Number.isNaN)) return 'unreadable';
    const points = Array.from({ length: Math.floor(numbers.length / 2) }, (_, at) => numbers.slice(2 * at, 2 * at + 2));
    const at = points.length === 1 ? ([numbers[0] ?? 0, numbers[1] ?? 0] as const) : centreOf(points);
    if (!at) return 'unreadable';
    const named = cell.includes(',') ? String(system ?? '').replace(/^urn:.*?(\d+)$/, '$1') || undefined : system;
    return { at, written: cell, system: named, guess: points.length > 1 ? 'centre-of-shape' : undefined };
  }

  /** The name of the system that stands on the element itself. */
  function systemBeside(column: string): unknown {
    const parent = column.split('.').slice(0, -1).join('.');
    return raw(`${parent}.@srsName`) ?? raw(`${column}.@srsName`);
  }

  /** Opening hours of a text, with the days of another column when the text names none. */
  const hours = (column: string, daysColumn?: string) => {
    const written = text(column);
    const days = daysColumn === undefined ? [] : (list(daysColumn) ?? []);
    if (written === undefined)
      return daysColumn !== undefined && days.length > 0 ? drop(daysColumn, 'days-without-hours') : undefined;
    const found = readOpeningHours(written, days);
    if (!found) return drop(column, 'hours-not-plain-enough');
    guess(column, 'hours-read', written, `${found.length} × schema:OpeningHoursSpecification`);
    return found.map(toSpecification);
  };

  return { position, hours };
}

/** Whether a text is several positions, each of numbers with commas between them. */
function isTuples(cell: string): boolean {
  return /^\s*(?:-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?(?:,-?\d+(?:\.\d+)?)?\s+){2,}/.test(`${cell} `);
}

/** What an object calls its two coordinates. */
const named = [
  ['lon', 'lat'],
  ['lng', 'lat'],
  ['longitude', 'latitude'],
  ['x', 'y'],
] as const;

function ruleOf(x: Coordinate, y: Coordinate, written: readonly unknown[]): string | undefined {
  if (x.isSexagesimal || y.isSexagesimal) return 'degrees-and-minutes';
  if (written.some((one) => typeof one === 'string' && /\d,\d/.test(one) && !one.includes('.'))) return 'decimal-comma';
  return written.some((one) => typeof one === 'string') && written.length > 1 ? 'text-as-number' : undefined;
}

/** The middle of the box around a shape, in the units of its numbers. */
function centreOf(shape: readonly unknown[]): readonly [number, number] | undefined {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [x, y] = part;
    if (typeof x !== 'number' || typeof y !== 'number') part.forEach(walk);
    else [west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
  };
  walk(shape);
  return Number.isFinite(west) ? [(west + east) / 2, (south + north) / 2] : undefined;
}

function count(shape: readonly unknown[]): number {
  return shape.reduce<number>(
    (sum, part) => sum + (Array.isArray(part) ? (typeof part[0] === 'number' ? 1 : count(part)) : 0),
    0,
  );
}

function toSpecification({ days, opens, closes }: OpeningHours) {
  return { type: 'OpeningHoursSpecification', dayOfWeek: days, opens, closes };
}
