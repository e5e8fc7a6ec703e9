/** What answers and maps say beside their records. */
const besides =
  /^(?:fields|columns|schema|schemas?|links?|facets?|facet_groups|parameters|licen[cs]es?|layers|style\w*|included|errors|metadata)$/i;
const mostLists = 100;
/** One thing alone is no list. */
const fewest = 2;

/** Whether a list of this name says something of the file rather than of places. */
export function isBeside(name: string | undefined): boolean {
  return name !== undefined && besides.test(name);
}

/** Counts the things of a file that stand in other lists than the one that is read: they are lost, which is to be said. */
export class UnreadLists {
  readonly #counts = new Map<string, number>();

  add(names: readonly string[]): void {
    const path = names.join('.');
    if (this.#counts.size < mostLists || this.#counts.has(path))
      this.#counts.set(path, (this.#counts.get(path) ?? 0) + 1);
  }

  /** Each with its count; not those that stand in others, nor what is no list of things. */
  lists(): readonly { readonly path: string; readonly count: number }[] {
    const all = [...this.#counts]
      .map(([path, count]) => ({ path, count }))
      .filter(({ path, count }) => count >= fewest && !path.split('.').some(isBeside));
    return all.filter(({ path }) => !all.some((other) => path.startsWith(`${other.path}.`)));
  }
}
