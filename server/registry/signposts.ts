import type { DatabaseSync } from 'node:sqlite';

/** Where an address leads, as its last reading said. */
export interface Signpost {
  /** What lists the profiles: `type-index`, `container`, `description`, `sitemap`, `dump`; `site` where a robots.txt does. */
  readonly kind: string;
  /** Addresses of profiles. */
  readonly profiles: readonly string[];
  /** Addresses of documents that name more of them. */
  readonly lists: readonly string[];
  /** Addresses that were too many. */
  readonly leftOut: number;
}

/** Remembers which registrations lead to profiles, and where to. Each call is part of the caller's transaction. */
export interface Signposts {
  find(id: string): Signpost | undefined;
  save(id: string, signpost: Signpost): void;
  /** It leads nowhere any more. */
  drop(id: string): void;
  /** How many lists of these kinds were found at a publisher. */
  countAt(publisher: string, kinds: readonly string[]): number;
}

/** Opens the table of sign-posts beside the registry's. */
export function createSignposts(db: DatabaseSync): Signposts {
  const sql = {
    find: db.prepare('SELECT kind, profiles, lists, left_out FROM signpost WHERE registration = ?'),
    save: db.prepare(
      `INSERT INTO signpost (registration, kind, profiles, lists, left_out) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (registration) DO UPDATE SET kind = excluded.kind, profiles = excluded.profiles,
         lists = excluded.lists, left_out = excluded.left_out`,
    ),
    drop: db.prepare('DELETE FROM signpost WHERE registration = ?'),
    countAt: db.prepare(
      `SELECT count(*) AS n FROM signpost s JOIN publisher p ON p.registration = s.registration
       JOIN discovery d ON d.registration = s.registration
       WHERE p.name = ? AND s.kind IN (SELECT value FROM json_each(?))`,
    ),
  };
  return {
    find(id) {
      const row = sql.find.get(id);
      return row
        ? {
            kind: row['kind'] as string,
            profiles: JSON.parse(row['profiles'] as string) as string[],
            lists: JSON.parse(row['lists'] as string) as string[],
            leftOut: row['left_out'] as number,
          }
        : undefined;
    },
    save: (id, { kind, profiles, lists, leftOut }) =>
      void sql.save.run(id, kind, JSON.stringify(profiles), JSON.stringify(lists), leftOut),
    drop: (id) => void sql.drop.run(id),
    countAt: (publisher, kinds) => sql.countAt.get(publisher, JSON.stringify(kinds))?.['n'] as number,
  };
}
