import type { Position } from '../../directory/entity.ts';
import type { Cell, ResultTable } from './result-table.ts';

/** What a chart draws of an answer. */
export interface LabelledNumber {
  readonly label: string;
  readonly count: number;
}

/** The bars of an answer with a column `label` and a column of numbers; undefined when it is not of that shape. */
export function chartOf({ columns, rows }: ResultTable): readonly LabelledNumber[] | undefined {
  const label = columns.indexOf('label');
  const figure = columns.findIndex(
    (_, index) => index !== label && rows.length > 0 && rows.every((row) => isNumber(row[index])),
  );
  if (label < 0 || figure < 0) return undefined;
  return rows.map((row) => ({ label: row[label]?.value ?? '—', count: Number(row[figure]?.value) }));
}

/** Where the rows of an answer are: a WKT point in any column, else the columns `lat` and `lon`. */
export function positionsOf({ columns, rows }: ResultTable): readonly Position[] {
  const find = (names: readonly string[]) => columns.findIndex((column) => names.includes(column.toLowerCase()));
  const [lat, lon] = [find(['lat', 'latitude']), find(['lon', 'long', 'lng', 'longitude'])];
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
