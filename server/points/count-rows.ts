import type { SetColumn } from './set-column.ts';

/** Rows by a flag each. */
export type RowFlags = Uint8Array;

/** What is chosen of one facet: the rows that hold one of the values, and rows that only the server could tell. */
export interface FacetChoice {
  /** Which facet, by its place in the manifest. */
  readonly facet: number;
  readonly values: readonly number[];
  readonly also?: RowFlags;
}

/** What narrows the rows. */
export interface RowFilter {
  /** Every row must be one of these. */
  readonly within?: RowFlags;
  readonly choices: readonly FacetChoice[];
}

/** What a filter keeps, and what it only just keeps out. */
export interface PartedRows {
  /** The rows kept, ascending; null for all of them. */
  readonly rows: Uint32Array | null;
  readonly total: number;
  /** By facet, the rows that only its choice keeps out. */
  readonly missed: ReadonlyMap<number, Uint32Array>;
}

/** A facet's column and how many values it has. */
export interface FacetColumn extends SetColumn {
  readonly size: number;
}

/** Applies a filter. */
export function partRows(count: number, columns: readonly FacetColumn[], { within, choices }: RowFilter): PartedRows {
  const kept = new Uint32Array(count);
  const tests = choices.map(({ facet, values, also }) => {
    const column = columns[facet] as FacetColumn;
    const misses = { facet, rows: new Uint32Array(count), length: 0 };
    return { ids: column.ids, fits: fitting(column, values), also, misses };
  });
  let total = 0;
  for (let row = 0; row < count; row++) {
    if (within !== undefined && within[row] === 0) continue;
    let failures = 0;
    let last = tests[0]?.misses;
    for (const { ids, fits, also, misses } of tests) {
      if (fits[ids[row] as number] === 1 || (also !== undefined && also[row] === 1)) continue;
      failures++;
      if (failures > 1) break;
      last = misses;
    }
    if (failures === 0) kept[total++] = row;
    else if (failures === 1 && last) last.rows[last.length++] = row;
  }
  return {
    rows: total === count ? null : kept.slice(0, total),
    total,
    missed: new Map(tests.map(({ misses: { facet, rows, length } }) => [facet, rows.slice(0, length)])),
  };
}

/**
 * By facet and value: how many rows would be kept if it were chosen in place of the facet's own choices. A row that only
 * this facet keeps out counts for its values, since choosing one of them would take the choice away.
 */
export function countValues(columns: readonly FacetColumn[], { rows, missed }: PartedRows): Uint32Array[] {
  return columns.map((column, facet) => {
    const tally = new Uint32Array(column.sets.length);
    addTally(tally, column.ids, rows);
    const more = missed.get(facet);
    if (more) addTally(tally, column.ids, more);
    return spread(column, tally);
  });
}

/** By set, whether it holds one of the values. */
function fitting({ sets }: FacetColumn, values: readonly number[]): Uint8Array {
  const wanted = new Set(values);
  return Uint8Array.from(sets, (set) => Number(set.some((value) => wanted.has(value))));
}

/** Counts the sets that rows (all for null) hold: one loop without a branch for each column. */
function addTally(tally: Uint32Array, ids: Uint32Array, rows: Uint32Array | null): void {
  if (rows === null)
    for (let row = 0; row < ids.length; row++) {
      const id = ids[row] as number;
      tally[id] = (tally[id] as number) + 1;
    }
  else
    for (let i = 0; i < rows.length; i++) {
      const id = ids[rows[i] as number] as number;
      tally[id] = (tally[id] as number) + 1;
    }
}

/** From how many rows hold each set to how many hold each value. */
function spread({ sets, size }: FacetColumn, tally: Uint32Array): Uint32Array {
  const counts = new Uint32Array(size);
  for (const [i, set] of sets.entries())
    for (const value of set) counts[value] = (counts[value] as number) + (tally[i] as number);
  return counts;
}
