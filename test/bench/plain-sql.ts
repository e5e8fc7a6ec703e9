import { DatabaseSync } from 'node:sqlite';
import { lookedUp, matchExpression, searchWords } from '../../server/directory/search/search-words.ts';
import type { facetFilters } from './finding-questions.ts';

/** Milliseconds. */
export interface Latency {
  readonly median: number;
  readonly p95: number;
}

export function latencyOf(times: readonly number[]): Latency {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}

/**
 * What the same questions cost in the same file with SQL alone: the twenty best of a full-text search, and the counts of
 * kinds, practices, audiences and statuses under a filter, from a table of their own with covering indexes.
 */
export function measurePlainSql(
  file: string,
  { words, filters }: { readonly words: readonly string[]; readonly filters: ReturnType<typeof facetFilters> },
): { readonly search: Latency; readonly counts: Latency } {
  const db = new DatabaseSync(file);
  try {
    const search = db.prepare('SELECT rowid FROM entity_text WHERE entity_text MATCH ? ORDER BY rank LIMIT 20');
    const searched = words.map((q) => time(() => search.all(matchExpression(lookedUp(searchWords(q), 'last')))));
    db.exec(`CREATE TEMP TABLE value (facet TEXT, value TEXT, entity INTEGER, PRIMARY KEY (facet, value, entity)) WITHOUT ROWID;
      INSERT OR IGNORE INTO value SELECT f.key, replace(v.value, 'https://w3id.org/obsidienne/', ''), e.id
        FROM entity e, json_each(e.concepts) f, json_each(f.value) v WHERE e.type = 'place' AND e.lead = 1;
      CREATE INDEX temp.value_entity ON value (entity, facet, value);`);
    const counted = filters.map(({ concepts }) => {
      const [kinds, practices] = concepts.map((list) => list.split(','));
      const within = (facet: string, keys: readonly string[] = []) =>
        keys.length > 0
          ? `AND entity IN (SELECT entity FROM value WHERE facet = '${facet}' AND value IN (${keys.map((key) => `'${facet}s/${key}'`)}))`
          : '';
      const sql = db.prepare(
        `SELECT facet, value, count(*) FROM value WHERE 1 ${within('kind', kinds)} ${within('practice', practices)} GROUP BY facet, value`,
      );
      return time(() => sql.all());
    });
    return { search: latencyOf(searched), counts: latencyOf(counted) };
  } finally {
    db.close();
  }
}

function time(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}
