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

/** What a filter keeps, and what choosing otherwise would keep. */
export interface CountedRows {
  /** The rows kept, ascending; null for all of them. */
  readonly rows: Uint32Array | null;
  readonly total: number;
  /** By facet and value: how many rows would be kept if it were chosen in place of the facet's own choices. */
  readonly facets: readonly Uint32Array[];
}

/** A facet's column and how many values it has. */
export interface FacetColumn extends SetColumn {
  readonly size: number;
}

/**
 * Applies a filter. A row that fails one choice only still counts for the values of that facet, since choosing one of
 * them would take the choice away.
 */
export function countRows(count: number, columns: readonly FacetColumn[], filter: RowFilter): CountedRows {
  const { kept, missed } = partRows(count, columns, filter);
  const rows = kept.length === count ? null : kept;
  return {
    rows,
    total: kept.length,
    facets: columns.map((column, facet) => {
      const tally = new Uint32Array(column.sets.length);
      addTally(tally, column.ids, rows);
      const more = missed.get(facet);
      if (more) addTally(tally, column.ids, Uint32Array.from(more));
      return spread(column, tally);
    }),
  };
}

/** The rows that fit everything, and by facet those that only its choice keeps out. */
function partRows(count: number, columns: readonly FacetColumn[], { within, choices }: RowFilter) {
  const kept = new Uint32Array(count);
  const missed = new Map(choices.map(({ facet }) => [facet, [] as number[]]));
  const tests = choices.map(({ facet, values, also }) => {
    const column = columns[facet] as FacetColumn;
    return { ids: column.ids, fits: fitting(column, values), also, misses: missed.get(facet) as number[] };
  });
  let total = 0;
  for (let row = 0; row < count; row++) {
    if (within !== undefined && within[row] === 0) continue;
    let failures = 0;
    let last: number[] | undefined;
    for (const { ids, fits, also, misses } of tests) {
      if (fits[ids[row] as number] === 1 || (also !== undefined && also[row] === 1)) continue;
      failures++;
      if (failures > 1) break;
      last = misses;
    }
    if (failures === 0) kept[total++] = row;
    else if (failures === 1) last?.push(row);
  }
  return { kept: kept.subarray(0, total), missed };
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
