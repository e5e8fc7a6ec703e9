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
 * Applies a filter in one pass. A row that fails one choice only still counts for the values of that facet, since
 * choosing one of them would take the choice away.
 */
export function countRows(count: number, columns: readonly FacetColumn[], { within, choices }: RowFilter): CountedRows {
  const tallies = columns.map(({ sets }) => new Uint32Array(sets.length));
  const tests = choices.map((choice) => ({ ...choice, fits: fitting(columns[choice.facet], choice.values) }));
  const kept = new Uint32Array(count);
  let total = 0;
  for (let row = 0; row < count; row++) {
    if (within?.[row] === 0) continue;
    let failed = -1;
    let failures = 0;
    for (const { facet, fits, also } of tests)
      if (fits[columns[facet]?.ids[row] as number] === 0 && !also?.[row]) {
        failed = facet;
        if (++failures > 1) break;
      }
    if (failures === 0) {
      kept[total++] = row;
      for (let i = 0; i < tallies.length; i++) bump(tallies[i] as Uint32Array, columns[i]?.ids[row] as number);
    } else if (failures === 1) bump(tallies[failed] as Uint32Array, columns[failed]?.ids[row] as number);
  }
  return {
    rows: total === count ? null : kept.slice(0, total),
    total,
    facets: columns.map((column, i) => spread(column, tallies[i] as Uint32Array)),
  };
}

function bump(tally: Uint32Array, at: number): void {
  tally[at] = (tally[at] as number) + 1;
}

/** By set, whether it holds one of the values. */
function fitting(column: FacetColumn | undefined, values: readonly number[]): Uint8Array {
  const wanted = new Set(values);
  return Uint8Array.from(column?.sets ?? [], (set) => Number(set.some((value) => wanted.has(value))));
}

/** From how many rows hold each set to how many hold each value. */
function spread({ sets, size }: FacetColumn, tally: Uint32Array): Uint32Array {
  const counts = new Uint32Array(size);
  for (const [i, set] of sets.entries())
    for (const value of set) counts[value] = (counts[value] as number) + (tally[i] as number);
  return counts;
}
