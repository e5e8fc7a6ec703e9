import type { DatabaseSync } from 'node:sqlite';
import { dayMs } from './registration.ts';

/** Keeps what sites ask of robots (their robots.txt, their rests) as JSON by its key. Writes are part of the caller's transaction. */
export interface SiteNotes {
  read(key: string): unknown;
  write(key: string, value: unknown, at: Date): void;
  /** Forgets what was noted more than 60 days ago. */
  forget(now: Date): void;
}

const keptMs = 60 * dayMs;

/** Opens the table of notes beside the registry's. */
export function createSiteNotes(db: DatabaseSync): SiteNotes {
  const sql = {
    read: db.prepare('SELECT value FROM site_note WHERE key = ?'),
    write: db.prepare(
      'INSERT INTO site_note (key, value, at) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, at = excluded.at',
    ),
    forget: db.prepare('DELETE FROM site_note WHERE at < ?'),
  };
  return {
    read(key) {
      const row = sql.read.get(key);
      return row && JSON.parse(row['value'] as string);
    },
    write: (key, value, at) => void sql.write.run(key, JSON.stringify(value), at.toISOString()),
    forget: (now) => void sql.forget.run(new Date(now.getTime() - keptMs).toISOString()),
  };
}
