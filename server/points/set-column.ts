/** A column with a set of whole numbers in each row, each different set written once; no limit to what a set may hold. */
export interface SetColumn {
  /** By row, which of `sets` it holds. */
  readonly ids: Uint32Array;
  readonly sets: readonly (readonly number[])[];
}

/** Gathers a column, value by value. */
export interface SetCollector {
  /** Puts a value into a row's set, behind those it has. */
  add(row: number, value: number): void;
  /** The column, its most frequent sets first: small numbers compress well. */
  finish(): SetColumn;
}

/** Starts a column of empty sets; equal sets are the same only when their values were added in the same order. */
export function collectSets(count: number): SetCollector {
  const ids = new Uint32Array(count);
  const sets: (readonly number[])[] = [[]];
  /** By set, which set it becomes with one more value. */
  const longer: Map<number, number>[] = [new Map()];
  return {
    add(row, value) {
      const from = ids[row] as number;
      const next = longer[from] as Map<number, number>;
      let to = next.get(value);
      if (to === undefined) {
        to = sets.push([...(sets[from] as readonly number[]), value]) - 1;
        longer.push(new Map());
        next.set(value, to);
      }
      ids[row] = to;
    },
    finish() {
      const counts = new Uint32Array(sets.length);
      for (const id of ids) counts[id] = (counts[id] as number) + 1;
      const used = [...counts.keys()].filter((id) => counts[id] !== 0);
      used.sort((a, b) => (counts[b] as number) - (counts[a] as number));
      const renumbered = new Uint32Array(sets.length);
      for (const [id, old] of used.entries()) renumbered[old] = id;
      return { ids: ids.map((id) => renumbered[id] as number), sets: used.map((id) => sets[id] as readonly number[]) };
    },
  };
}

/** The column of whole rows. */
export function createSetColumn(rows: readonly (readonly number[])[]): SetColumn {
  const collector = collectSets(rows.length);
  for (const [row, values] of rows.entries()) for (const value of values) collector.add(row, value);
  return collector.finish();
}
