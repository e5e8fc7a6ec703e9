import type { Registration, Status, Streak } from './registration.ts';
import { newRegistration } from './registration.ts';
import type { Source } from './source.ts';

type Row = Record<string, unknown>;

/** The columns of a registration, snake_case, and what each holds of it: booleans as 0 and 1, lists as JSON. */
export const registrationColumns: readonly {
  readonly name: string;
  readonly of: (registration: Registration) => string | number | null;
}[] = Object.entries(newRegistration('x', 'x', new Date(0))).map(([field, example]) => {
  const fieldOf = (registration: Registration) => registration[field as keyof Registration];
  return {
    name: field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    of:
      typeof example === 'boolean'
        ? (registration) => Number(fieldOf(registration))
        : Array.isArray(example)
          ? (registration) => JSON.stringify(fieldOf(registration))
          : (registration) => fieldOf(registration) as string | number | null,
  };
});

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
