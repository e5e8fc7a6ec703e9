import type { DatabaseSync } from 'node:sqlite';
import { dayMs } from './registration.ts';

/** A profile that nobody changed for a year, as it was last read. */
export interface Unchanged {
  readonly registration: string;
  readonly url: string;
  /** ISO 8601 in UTC. */
  readonly changedAt: string;
  readonly graphHash: string;
}

/** Remembers whom we have reminded, so that nobody is asked twice in a year. */
export interface Reminders {
  /** Listed profiles that have not changed for a year and were not reminded in it, the longest unchanged first. */
  due(now: Date, limit: number): readonly Unchanged[];
  /** Notes that a profile's turn has come, whatever came of it. */
  note(registration: string, at: Date): void;
}

const yearMs = 365.25 * dayMs;

/** Opens the table of reminders beside the registry's. */
export function createReminders(db: DatabaseSync): Reminders {
  const due = db.prepare(
    `SELECT r.id, r.url, r.changed_at, r.graph_hash FROM registration r LEFT JOIN reminder m ON m.registration = r.id
     WHERE r.shown = 1 AND r.graph_hash IS NOT NULL AND r.status = 'listed' AND r.changed_at <= ?1 AND (m.at IS NULL OR m.at <= ?1)
     ORDER BY r.changed_at LIMIT ?2`,
  );
  const note = db.prepare(
    'INSERT INTO reminder (registration, at) VALUES (?, ?) ON CONFLICT (registration) DO UPDATE SET at = excluded.at',
  );
  return {
    due: (now, limit) =>
      due.all(new Date(now.getTime() - yearMs).toISOString(), limit).map((row) => ({
        registration: row['id'] as string,
        url: row['url'] as string,
        changedAt: row['changed_at'] as string,
        graphHash: row['graph_hash'] as string,
      })),
    note: (registration, at) => void note.run(registration, at.toISOString()),
  };
}
