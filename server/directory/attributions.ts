import type { DatabaseSync } from 'node:sqlite';

/** The credits that documents ask to be shown with what they say, each once. */
export function readAttributions(db: DatabaseSync): string[] {
  const rows = db
    .prepare('SELECT DISTINCT attribution FROM document WHERE attribution IS NOT NULL ORDER BY attribution')
    .all();
  return rows.map((row) => row['attribution'] as string);
}
