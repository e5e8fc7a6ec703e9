import { isEmptyCell } from '../columns.ts';
import type { OpeningHours } from '../opening-hours.ts';
import { readOpeningHours } from '../opening-hours.ts';
import { readPosition } from '../read-position.ts';
import type { Cells } from './cells.ts';
import type { valueReaders } from './values.ts';

/** Whether a position is where a set's places are supposed to be. */
export type Fits = (position: { readonly lon: number; readonly lat: number }) => boolean;

/** Readers of where a place is and when it is open. */
export function placeReaders(
  { raw, text, guess, drop }: Cells,
  { number, list }: ReturnType<typeof valueReaders>,
  fits: Fits | undefined,
) {
  /** A schema:GeoCoordinates of two columns, or of one that holds GeoJSON's [longitude, latitude], or both as a text. */
  const position = (longitude: string, latitude?: string) => {
    const pair = raw(longitude);
    const [x, y] = latitude === undefined ? pairOf(pair) : [number(longitude), number(latitude)];
    if (isEmptyCell(pair)) return undefined;
    const found = typeof x === 'number' && typeof y === 'number' ? readPosition(x, y, fits) : undefined;
    if (!found) return drop(longitude, 'not-a-position');
    const { lon, lat } = found;
    if (found.guess) guess(longitude, found.guess, [x, y], [lon, lat]);
    return { type: 'GeoCoordinates', latitude: lat, longitude: lon };
  };

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

/** Both coordinates of one cell: a pair of numbers, or a text of two. */
function pairOf(cell: unknown): readonly (number | undefined)[] {
  const parts: readonly unknown[] = Array.isArray(cell) ? cell : String(cell ?? '').split(/\s*[,;]\s*|\s+/);
  return parts.length === 2 ? parts.map((part) => (part === '' ? undefined : Number(part))) : [];
}

function toSpecification({ days, opens, closes }: OpeningHours) {
  return { type: 'OpeningHoursSpecification', dayOfWeek: days, opens, closes };
}
