import { writeCell } from '../../opendata/write-csv.ts';
import type { Figure } from './figures.ts';

/** A figure as CSV (RFC 4180), all of its lines, the columns of its query beside their names. */
export function writeFigure(figure: Figure): string {
  const table =
    'over' in figure
      ? [['at', 'shown', 'came', 'left'], ...figure.over.map(({ at, shown, came, left }) => [at, shown, came, left])]
      : [['key', 'label', 'count'], ...figure.rows.map(({ key, label, count }) => [key, label, count])];
  return `\uFEFF${table.map((cells) => `${cells.map(writeCell).join(',')}\r\n`).join('')}`;
}
