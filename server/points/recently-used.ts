/** What was made lately, by key: the least lately used is forgotten when all together weighs too much. */
export interface RecentlyUsed<T> {
  /** What was made for a key; made now when it is not kept. What fails is not kept. */
  take(key: string, make: () => Promise<T>): Promise<T>;
}

/** Keeps what weighs no more than `limit` together, and always the last. */
export function createRecentlyUsed<T>({
  limit,
  weigh,
}: {
  readonly limit: number;
  readonly weigh: (made: T) => number;
}): RecentlyUsed<T> {
  const kept = new Map<string, { readonly made: Promise<T>; weight: number }>();
  const forget = () => {
    let weight = [...kept.values()].reduce((sum, entry) => sum + entry.weight, 0);
    for (const [key, entry] of kept) {
      if (weight <= limit || kept.size === 1) return;
      kept.delete(key);
      weight -= entry.weight;
    }
  };
  return {
    take(key, make) {
      const entry = kept.get(key) ?? { made: make(), weight: 0 };
      const isNew = kept.get(key) === undefined;
      // Last in the order of the map means lately used.
      kept.delete(key);
      kept.set(key, entry);
      if (isNew)
        entry.made.then(
          (made) => {
            entry.weight = weigh(made);
            forget();
          },
          () => kept.get(key) === entry && kept.delete(key),
        );
      return entry.made;
    },
  };
}
