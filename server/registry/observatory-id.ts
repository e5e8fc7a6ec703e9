import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** The name by which this observatory is told from others where they might meet; drawn once, kept with its data and in its backups. */
export function readObservatoryId(db: DatabaseSync): string {
  const read = () => db.prepare('SELECT id FROM observatory').get()?.['id'] as string | undefined;
  const known = read();
  if (known) return known;
  // Two that open the file at once draw two, and the first is kept.
  db.prepare('INSERT OR IGNORE INTO observatory (only, id) VALUES (1, ?)').run(randomUUID());
  return read() ?? '';
}
