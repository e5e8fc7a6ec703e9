import type { DatabaseSync } from 'node:sqlite';

/** The licence that each document states, by registration; those that state none are left out. */
export function readLicenses(db: DatabaseSync): ReadonlyMap<string, string> {
  const rows = db.prepare('SELECT registration, license FROM document WHERE license IS NOT NULL').all();
  return new Map(rows.map((row) => [row['registration'] as string, row['license'] as string]));
}
