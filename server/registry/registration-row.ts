import type { Registration, Status, Streak } from './registration.ts';
import type { Source } from './source.ts';

type Row = Record<string, unknown>;

/** A registration as its database row: snake_case columns, booleans as 0 and 1, lists as JSON. */
export function registrationRow(registration: Registration): Record<string, string | number | null> {
  return Object.fromEntries(
    Object.entries(registration).map(([name, value]) => [
      column(name),
      typeof value === 'boolean' ? Number(value) : Array.isArray(value) ? JSON.stringify(value) : value,
    ]),
  );
}

/** The registration that a database row holds. */
export function rowToRegistration(row: Row): Registration {
  const text = (name: string) => row[name] as string | null;
  return {
    id: row['id'] as string,
    url: row['url'] as string,
    status: row['status'] as Status,
    source: row['source'] as string,
    registeredAt: row['registered_at'] as string,
    nextVisitAt: text('next_visit_at'),
    lastVisitAt: text('last_visit_at'),
    readAt: text('read_at'),
    changedAt: text('changed_at'),
    withdrawnAt: text('withdrawn_at'),
    failingSince: text('failing_since'),
    failures: row['failures'] as number,
    streaks: JSON.parse(row['streaks'] as string) as Streak[],
    intervalMs: row['interval_ms'] as number,
    finalUrl: text('final_url'),
    mediaType: text('media_type'),
    sources: JSON.parse(row['sources'] as string) as Source[],
    graphHash: text('graph_hash'),
    shown: row['shown'] === 1,
    expiresAt: text('expires_at'),
  };
}

function column(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
