import type { DatabaseSync } from 'node:sqlite';

/** What registrations come from that a feed led to: they are other observatories' records, and are not told on. */
export const feedSource = 'feed';

/** The feed of another observatory, and how far it was read. */
export interface Feed {
  readonly url: string;
  readonly registeredAt: string;
  readonly nextVisitAt: string;
  readonly lastVisitAt: string | null;
  /** The moment of the last entry that was taken, and the entries of that moment. */
  readonly takenUntil: string;
  readonly taken: readonly string[];
  /** Visits in a row that could not read it. */
  readonly failures: number;
  /** Why the last visit could not, in a word; null when it could. */
  readonly problem: string | null;
  /** Profiles beyond what is taken of one feed. */
  readonly leftOut: number;
}

/** The feeds that the operator wants followed. Each call is part of the caller's transaction. */
export interface Feeds {
  /** Follows a feed from its first entry on; one that is followed is looked at again now. */
  add(url: string, at: Date): Feed;
  all(): readonly Feed[];
  due(now: Date): readonly Feed[];
  save(feed: Feed): void;
  /** Follows it no longer; tells whether it was followed. */
  remove(url: string): boolean;
}

/** Opens the table of feeds beside the registry's. */
export function createFeeds(db: DatabaseSync): Feeds {
  const sql = {
    all: db.prepare('SELECT * FROM feed ORDER BY registered_at, url'),
    add: db.prepare(
      `INSERT INTO feed (url, registered_at, next_visit_at) VALUES (?1, ?2, ?2)
       ON CONFLICT (url) DO UPDATE SET next_visit_at = excluded.next_visit_at RETURNING *`,
    ),
    save: db.prepare(
      `UPDATE feed SET next_visit_at = ?, last_visit_at = ?, taken_until = ?, taken = ?, failures = ?, problem = ?, left_out = ?
       WHERE url = ?`,
    ),
    remove: db.prepare('DELETE FROM feed WHERE url = ?'),
  };
  const all = () => sql.all.all().map(toFeed);
  return {
    add: (url, at) => toFeed(sql.add.get(url, at.toISOString()) ?? {}),
    all,
    due: (now) => all().filter(({ nextVisitAt }) => nextVisitAt <= now.toISOString()),
    save({ url, nextVisitAt, lastVisitAt, takenUntil, taken, failures, problem, leftOut }) {
      sql.save.run(nextVisitAt, lastVisitAt, takenUntil, JSON.stringify(taken), failures, problem, leftOut, url);
    },
    remove: (url) => sql.remove.run(url).changes > 0,
  };
}

function toFeed(row: Record<string, unknown>): Feed {
  return {
    url: row['url'] as string,
    registeredAt: row['registered_at'] as string,
    nextVisitAt: row['next_visit_at'] as string,
    lastVisitAt: row['last_visit_at'] as string | null,
    takenUntil: row['taken_until'] as string,
    taken: JSON.parse(row['taken'] as string) as string[],
    failures: row['failures'] as number,
    problem: row['problem'] as string | null,
    leftOut: row['left_out'] as number,
  };
}
