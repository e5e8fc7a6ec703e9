/** A column with a set of whole numbers in each row, each different set written once; no limit to what a set may hold. */
export interface SetColumn {
  /** By row, which of `sets` it holds. */
  readonly ids: Uint32Array;
  readonly sets: readonly (readonly number[])[];
}

/** Gathers the sets of all rows, the most frequent first: small numbers compress well. The order within a set is kept. */
export function createSetColumn(rows: readonly (readonly number[])[]): SetColumn {
  const known = new Map<string, { readonly set: readonly number[]; count: number; id: number }>();
  const found = rows.map((set) => {
    const key = set.join();
    const entry = known.get(key) ?? { set, count: 0, id: 0 };
    entry.count++;
    known.set(key, entry);
    return entry;
  });
  const sorted = [...known.values()].sort((a, b) => b.count - a.count);
  for (const [id, entry] of sorted.entries()) entry.id = id;
  return { ids: Uint32Array.from(found, ({ id }) => id), sets: sorted.map(({ set }) => set) };
}
