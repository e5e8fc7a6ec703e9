/** What answers and maps say beside their records. */
const besides =
  /^(?:fields|columns|schema|schemas?|links?|facets?|facet_groups|parameters|licen[cs]es?|layers|style\w*|included|errors|metadata)$/i;
/** What folders and layers are called by. */
const called = /^(?:name|title|nom|titre|label|libelle)$/i;
const mostLists = 100;
const mostFolders = 20;
/** One thing alone is no list. */
const fewest = 2;

/** Whether a list of this name says something of the file rather than of places. */
export function isBeside(name: string | undefined): boolean {
  return name !== undefined && besides.test(name);
}

/** Counts the things of a file that stand in other lists than the one that is read, and the names of the folders that hold the records: they are lost, which is to be said. */
export class UnreadLists {
  readonly #counts = new Map<string, number>();
  readonly #folders = new Map<string, Set<string>>();

  add(names: readonly string[]): void {
    const path = names.join('.');
    if (this.#counts.size < mostLists || this.#counts.has(path))
      this.#counts.set(path, (this.#counts.get(path) ?? 0) + 1);
  }

  /** Hears of a text outside the records, and whether it stands in what leads to them. */
  addText(names: readonly string[], text: string, isOnTheWay: boolean): void {
    const known = this.#folders.get(names.join('.')) ?? new Set();
    if (!isOnTheWay || !called.test(names.at(-1) ?? '') || known.size >= mostFolders) return;
    this.#folders.set(names.join('.'), known.add(text));
  }

  /** The names of folders, where there are several. */
  folders(): readonly string[] {
    return [...this.#folders.values()].filter(({ size }) => size >= fewest).flatMap((names) => [...names]);
  }

  /** Each with its count; not those that stand in others, nor what is no list of things. */
  lists(): readonly { readonly path: string; readonly count: number }[] {
    const all = [...this.#counts]
      .map(([path, count]) => ({ path, count }))
      .filter(({ path, count }) => count >= fewest && !path.split('.').some(isBeside));
    return all.filter(({ path }) => !all.some((other) => path.startsWith(`${other.path}.`)));
  }
}
