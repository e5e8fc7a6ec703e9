import { flattenRecord, isEmptyCell } from '../columns.ts';
import type { SampledColumn } from './guess-columns.ts';

const mostValues = 200;
/** The row below a table that adds it up has no id. */
const nearlyAll = 0.75;

/** The columns of some records, each with values of it. */
export function sampleColumns(records: readonly unknown[]): readonly SampledColumn[] {
  const columns = new Map<string, { values: unknown[]; filled: number; all: Set<string> }>();
  let count = 0;
  for (const record of records) {
    const flat = flattenRecord(record);
    if (flat.state === 'refused') continue;
    count++;
    for (const [path, value] of flat.columns) {
      const column = columns.get(path) ?? { values: [], filled: 0, all: new Set() };
      columns.set(path, column);
      if (isEmptyCell(value)) continue;
      column.filled++;
      column.all.add(String(value).slice(0, 200));
      if (column.values.length < mostValues) column.values.push(value);
    }
  }
  return [...columns].map(([path, { values, filled, all }]) => ({
    path,
    values,
    filled,
    isKey: filled >= count * nearlyAll && all.size === filled,
    isConstant: filled === count && count > 1 && all.size === 1,
  }));
}

/** The share of a column's values that are so; 0 where there are none. */
export function shareOf(column: SampledColumn | undefined, is: (value: string) => boolean): number {
  if (!column || column.values.length === 0) return 0;
  return column.values.filter((value) => is(String(value))).length / column.values.length;
}
