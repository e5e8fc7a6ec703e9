import type { Position } from '../../directory/entity.ts';
import type { Cell, ResultTable } from './result-table.ts';

/** What a chart draws of an answer. */
export interface LabelledNumber {
  readonly label: string;
  readonly count: number;
}

/**
 * The bars of an answer: a column of numbers that are no coordinates, beside a column `label`, or after one or two columns
 * that together call each row something else; undefined when it is not of that shape.
 */
export function chartOf({ columns, rows }: ResultTable): readonly LabelledNumber[] | undefined {
  const figure = columns.findIndex(
    (column, index) => !isCoordinate(column) && rows.length > 0 && rows.every((row) => isNumber(row[index])),
  );
  const labels = columns.includes('label') ? [columns.indexOf('label')] : namingColumns({ columns, rows }, figure);
  if (labels.length === 0 || figure < 0) return undefined;
  return rows.map((row) => ({ label: nameOf(row, labels) || '—', count: Number(row[figure]?.value) }));
}

type Row = ResultTable['rows'][number];

function nameOf(row: Row, columns: readonly number[]): string {
  return columns.map((index) => row[index]?.value ?? '—').join(' · ');
}

/**
 * Of an answer that counts: what stands before the figure calls each row something else. Two columns, or texts after the
 * figure, must come with a whole number: a distance between two places is no count of them.
 */
function namingColumns({ columns, rows }: Pick<ResultTable, 'columns' | 'rows'>, figure: number): readonly number[] {
  const named = columns.flatMap((_, index) => (rows.some((row) => isNumber(row[index])) ? [] : [index]));
  const before = named.filter((index) => index < figure);
  const isPlain = before.length === 1 && named.length === 1;
  const isCount = rows.every((row) => row[figure]?.datatype?.endsWith('#integer'));
  const isOwn = new Set(rows.map((row) => nameOf(row, before))).size === rows.length;
  return before.length <= 2 && isOwn && rows.length > 1 && (isPlain || isCount) ? before : [];
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
