import type { DatabaseSync } from 'node:sqlite';
import { dayMs } from './registration.ts';

/** What a publisher takes away within this counts as one change: its pages are visited one by one, over days. */
export const lossWindowMs = 7 * dayMs;

/** An entry of the directory of which a document came to say less, or nothing. */
export interface LostEntry {
  /** Its IRI. */
  readonly entry: string;
  /** How many facts were told of it before. */
  readonly facts: number;
}

/** Remembers what publishers took away lately, so that many small losses count as the large one that they are. */
export interface Losses {
  /** Notes what the document of a registration took away; of an entry that was noted lately the larger number of facts stays. */
  note(registration: string, lost: readonly LostEntry[], at: Date): void;
  /** What the documents of a publisher took away lately. */
  of(publisher: string, now: Date): readonly LostEntry[];
  /** The operator knows of what the document of a registration took away. */
  forget(registration: string): void;
}

/** Opens the table of losses beside the registry's. */
export function createLosses(db: DatabaseSync): Losses {
  const sql = {
    note: db.prepare(
      `INSERT INTO loss (registration, entry, facts, at) VALUES (?, ?, ?, ?)
       ON CONFLICT (registration, entry) DO UPDATE SET facts = max(facts, excluded.facts), at = excluded.at`,
    ),
    of: db.prepare(
      `SELECT l.entry, max(l.facts) AS facts FROM loss l JOIN publisher p ON p.registration = l.registration
       WHERE p.name = ? AND l.at > ? AND l.at <= ? GROUP BY l.entry`,
    ),
    forget: db.prepare('DELETE FROM loss WHERE registration = ?'),
    forgetOld: db.prepare('DELETE FROM loss WHERE registration = ? AND at <= ?'),
  };
  return {
    note(registration, lost, at) {
      sql.forgetOld.run(registration, new Date(at.getTime() - lossWindowMs).toISOString());
      for (const { entry, facts } of lost) sql.note.run(registration, entry, facts, at.toISOString());
    },
    of: (publisher, now) =>
      sql.of
        .all(publisher, new Date(now.getTime() - lossWindowMs).toISOString(), now.toISOString())
        .map((row) => ({ entry: row['entry'] as string, facts: row['facts'] as number })),
    forget: (registration) => void sql.forget.run(registration),
  };
}
