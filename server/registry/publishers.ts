import type { DatabaseSync } from 'node:sqlite';
import type { Registration } from './registration.ts';

/** Remembers who answers for which registration, so that limits count publishers and not addresses. */
export interface Publishers {
  /** The publisher of an address: its registrable domain, or its folder on a shared host. */
  of(url: string): string;
  /** Counts a registration among those of its publisher; harmless twice. */
  note(registration: Pick<Registration, 'id' | 'url'>): void;
  /** Names every registration's publisher again: the rules have changed. */
  renew(): void;
  /** How many registrations a publisher has; not those that are withdrawn or only found by links, which have limits of their own. */
  count(publisher: string): number;
  /** The registrations of a publisher whose graph is part of the answers now. */
  shown(publisher: string): readonly string[];
}

/** Opens the table of publishers beside the registry's; registrations that it lacks are added now. */
export function createPublishers(db: DatabaseSync, publisherOf: (url: string) => string): Publishers {
  const sql = {
    note: db.prepare('INSERT INTO publisher (registration, name) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    count: db.prepare(
      `SELECT count(*) AS n FROM publisher p JOIN registration r ON r.id = p.registration
       WHERE p.name = ? AND r.status NOT IN ('withdrawn', 'discovered')`,
    ),
    shown: db.prepare(
      'SELECT r.id FROM publisher p JOIN registration r ON r.id = p.registration WHERE p.name = ? AND r.shown = 1',
    ),
    all: db.prepare('SELECT r.id, r.url, p.name FROM publisher p JOIN registration r ON r.id = p.registration'),
    rename: db.prepare('UPDATE publisher SET name = ? WHERE registration = ?'),
    missing: db.prepare(
      'SELECT id, url FROM registration r WHERE NOT EXISTS (SELECT 1 FROM publisher p WHERE p.registration = r.id)',
    ),
  };
  const note = ({ id, url }: Pick<Registration, 'id' | 'url'>) => void sql.note.run(id, publisherOf(url));
  for (const row of sql.missing.all()) note({ id: row['id'] as string, url: row['url'] as string });
  return {
    of: publisherOf,
    note,
    renew() {
      for (const { id, url, name } of sql.all.all()) {
        const now = publisherOf(url as string);
        if (now !== name) sql.rename.run(now, id ?? '');
      }
    },
    count: (publisher) => sql.count.get(publisher)?.['n'] as number,
    shown: (publisher) => sql.shown.all(publisher).map((row) => row['id'] as string),
  };
}
