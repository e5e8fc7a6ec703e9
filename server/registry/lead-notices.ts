import type { DatabaseSync } from 'node:sqlite';

/** Remembers when a profile's inbox was last told of leads, so that nobody is written to often. */
export interface LeadNotices {
  /** ISO 8601 in UTC; undefined when it never was. */
  lastAt(registration: string): string | undefined;
  note(registration: string, at: Date): void;
}

/** Opens the table of notices of leads beside the registry's. */
export function createLeadNotices(db: DatabaseSync): LeadNotices {
  const last = db.prepare('SELECT at FROM lead_notice WHERE registration = ?');
  const note = db.prepare(
    'INSERT INTO lead_notice (registration, at) VALUES (?, ?) ON CONFLICT (registration) DO UPDATE SET at = excluded.at',
  );
  return {
    lastAt: (registration) => last.get(registration)?.['at'] as string | undefined,
    note: (registration, at) => void note.run(registration, at.toISOString()),
  };
}
