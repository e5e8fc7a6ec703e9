import type { DatabaseSync } from 'node:sqlite';
import { given } from '../rdf/given.ts';
import { dayMs } from './registration.ts';

/** A profile that could not be confirmed for so long is marked as stale, and its publisher is the operator's business. */
export const staleAfterMs = 7 * dayMs;

/** How the reading of a profile stands, in so few words that every list can tell it; times are ISO 8601 in UTC. */
export interface Standing {
  readonly status: string;
  readonly visitedAt?: string;
  readonly nextVisitAt?: string;
  /** Start of the present series of failures. */
  readonly failingSince?: string;
  /** Since when its withdrawal waits for a human. */
  readonly heldSince?: string;
}

export type StandingOf = (registration: string) => Standing | undefined;

/** Opens the reader of standings: one look at an index for each. */
export function createStandingOf(db: DatabaseSync): StandingOf {
  const find = db.prepare(
    `SELECT r.status, r.last_visit_at, r.next_visit_at, r.failing_since, h.at AS held_at FROM registration r
     LEFT JOIN held h ON h.registration = r.id AND h.decision IS NULL WHERE r.id = ?`,
  );
  return (registration) => {
    const row = find.get(registration);
    if (!row) return undefined;
    const time = (name: string) => (row[name] as string | null) ?? undefined;
    return {
      status: row['status'] as string,
      ...given('visitedAt', time('last_visit_at')),
      ...given('nextVisitAt', time('next_visit_at')),
      ...given('failingSince', time('failing_since')),
      ...given('heldSince', time('held_at')),
    };
  };
}
