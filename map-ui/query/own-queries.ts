/** A query that was run here. */
export interface OwnQuery {
  readonly query: string;
  /** ISO 8601. */
  readonly at: string;
}

const key = 'sparql-queries';
const most = 30;

/** The queries that were run in this browser, the latest first. */
export function ownQueries(): readonly OwnQuery[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isOwnQuery) : [];
  } catch (error) {
    console.info('The browser keeps no queries.', error);
    return [];
  }
}

/** Keeps a query in this browser only; the same one is kept once. */
export function keepQuery(query: string, now: Date): void {
  if (query.trim() === '') return;
  const others = ownQueries().filter((one) => one.query !== query);
  store([{ query, at: now.toISOString() }, ...others].slice(0, most));
}

export function forgetQueries(): void {
  store([]);
}

function store(queries: readonly OwnQuery[]): void {
  try {
    if (queries.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(queries));
  } catch (error) {
    console.info('The browser keeps no queries.', error);
  }
}

function isOwnQuery(value: unknown): value is OwnQuery {
  return (
    typeof value === 'object' &&
    value !== null &&
    'query' in value &&
    typeof value.query === 'string' &&
    'at' in value &&
    typeof value.at === 'string'
  );
}
