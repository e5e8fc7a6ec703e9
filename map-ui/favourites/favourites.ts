/** A place as the reader keeps it: what its line needs, also when its profile is gone one day. */
export interface Favourite {
  readonly key: string;
  readonly name: string;
  readonly kinds: readonly string[];
}

const storageKey = 'favourites';

/** What this browser keeps, the newest first; empty where it keeps nothing or something we did not write. */
export function readFavourites(): readonly Favourite[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(kept) ? kept.flatMap(readFavourite) : [];
  } catch (error) {
    console.info('The favourites could not be read.', error);
    return [];
  }
}

function readFavourite(value: unknown): Favourite[] {
  if (typeof value !== 'object' || value === null) return [];
  const { key, name, kinds } = value as Partial<Record<string, unknown>>;
  if (typeof key !== 'string' || key === '' || typeof name !== 'string') return [];
  return [{ key, name, kinds: Array.isArray(kinds) ? kinds.filter((kind) => typeof kind === 'string') : [] }];
}

/** Keeps places, in front of those kept before; false where the browser keeps nothing. */
export function keep(places: readonly Favourite[]): boolean {
  const keys = new Set(places.map(({ key }) => key));
  return write([...places, ...readFavourites().filter(({ key }) => !keys.has(key))]);
}

/** Keeps a place no longer; false where the browser keeps nothing. */
export function drop(key: string): boolean {
  return write(readFavourites().filter((one) => one.key !== key));
}

function write(favourites: readonly Favourite[]): boolean {
  try {
    const kept = favourites.map(({ key, name, kinds }) => ({ key, name, kinds }));
    localStorage.setItem(storageKey, JSON.stringify(kept));
    for (const listener of listeners) listener();
    return true;
  } catch (error) {
    console.info('The browser keeps nothing.', error);
    return false;
  }
}

const listeners = new Set<() => void>();

/** Calls back when the favourites change, here or in another tab; returns what ends it. */
export function onFavouritesChange(listener: () => void): () => void {
  const elsewhere = ({ key }: StorageEvent) => {
    if (key === storageKey || key === null) listener();
  };
  listeners.add(listener);
  addEventListener('storage', elsewhere);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', elsewhere);
  };
}
