import type { Position } from '../../directory/entity.ts';
import type { Cell, ResultTable } from './result-table.ts';

/** What a chart draws of an answer. */
export interface LabelledNumber {
  readonly label: string;
  readonly count: number;
}

/**
 * The bars of an answer: a column `label`, or one whose values are all different, beside a column of numbers that are no
 * coordinates; undefined when it is not of that shape.
 */
export function chartOf({ columns, rows }: ResultTable): readonly LabelledNumber[] | undefined {
  const figure = columns.findIndex(
    (column, index) => !isCoordinate(column) && rows.length > 0 && rows.every((row) => isNumber(row[index])),
  );
  const label = columns.includes('label') ? columns.indexOf('label') : namingColumn({ columns, rows }, figure);
  if (label < 0 || figure < 0) return undefined;
  return rows.map((row) => ({ label: row[label]?.value ?? '—', count: Number(row[figure]?.value) }));
}

/** Of an answer that counts: each row has a name of its own, and besides names there is nothing but numbers. */
function namingColumn({ columns, rows }: Pick<ResultTable, 'columns' | 'rows'>, figure: number): number {
  const named = columns.flatMap((_, index) => (rows.some((row) => isNumber(row[index])) ? [] : [index]));
  const [first = -1] = named;
  const isOwn = new Set(rows.map((row) => row[first]?.value)).size === rows.length;
  return figure > first && named.length === 1 && isOwn && rows.length > 1 ? first : -1;
}

const latitudes = ['lat', 'latitude'];
const longitudes = ['lon', 'long', 'lng', 'longitude'];
const isCoordinate = (column: string) => [...latitudes, ...longitudes].includes(column.toLowerCase());

/** Where the rows of an answer are: a WKT point in any column, else the columns `lat` and `lon`. */
export function positionsOf({ columns, rows }: ResultTable): readonly Position[] {
  const find = (names: readonly string[]) => columns.findIndex((column) => names.includes(column.toLowerCase()));
  const [lat, lon] = [find(latitudes), find(longitudes)];
  return rows.flatMap((row) => {
    const point = row.flatMap((cell) => pointOf(cell) ?? []);
    if (point.length > 0) return point.slice(0, 1);
    if (lat < 0 || lon < 0 || !isNumber(row[lat]) || !isNumber(row[lon])) return [];
    return validPosition(Number(row[lon]?.value), Number(row[lat]?.value));
  });
}

const wktPoint = /^(?:<[^>]*CRS84>\s*)?POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)$/i;

function pointOf(cell: Cell | undefined): Position | undefined {
  if (!cell?.datatype?.endsWith('#wktLiteral')) return undefined;
  const [, lon, lat] = wktPoint.exec(cell.value) ?? [];
  return validPosition(Number(lon), Number(lat))[0];
}

function validPosition(lon: number, lat: number): readonly Position[] {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 85 ? [{ lon, lat }] : [];
}

/** Numbers come bare or with a numeric type; a text of digits is a code. */
function isNumber(cell: Cell | undefined): boolean {
  return (
    cell?.kind === 'literal' &&
    /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(cell.value) &&
    cell.datatype !== undefined &&
    /#(?:integer|decimal|double|float|int|long)$/.test(cell.datatype)
  );
}
