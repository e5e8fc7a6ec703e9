import type { DatabaseSync } from 'node:sqlite';
import type { Publishers } from './publishers.ts';
import type { Registration } from './registration.ts';
import { newRegistration } from './registration.ts';
import type { Registry } from './registry.ts';

/** How a registration was found: which profile links to it, and how many links away from one that somebody registered. */
export interface Discovery {
  readonly linkedBy: string;
  readonly depth: number;
  readonly at: string;
}

/** Remembers which registrations were found by a link, and by whose. */
export interface Discoveries {
  /** Whether a registration already stands for this document, by its address or by where that address leads. */
  isCovered(url: string): boolean;
  /** Registers a found address as `discovered`; it waits, or is due at once when `isDue`. */
  add(url: string, found: Discovery & { readonly isDue: boolean }): Registration;
  find(id: string): Discovery | undefined;
  /** How many registrations one profile led to. */
  countBy(id: string): number;
  /** How many were found at a publisher. */
  countAt(publisher: string): number;
  /** How many were found by the profiles and sign-posts of a publisher. */
  countFrom(publisher: string): number;
  /** Somebody vouched for it: links from it count from zero again. */
  adopt(id: string): void;
  /** The operator admits it: it is due now. */
  admit(id: string, at: Date): void;
  /** Those that wait for the operator, the oldest first. */
  waiting(limit: number): readonly (Registration & Discovery)[];
}

/** Opens the table of discoveries beside the registry's. */
export function createDiscoveries(
  db: DatabaseSync,
  { registry, publishers }: { readonly registry: Registry; readonly publishers: Publishers },
): Discoveries {
  const sql = {
    covered: db.prepare('SELECT 1 FROM registration WHERE url = ? OR final_url = ?'),
    add: db.prepare('INSERT INTO discovery (registration, linked_by, depth, at) VALUES (?, ?, ?, ?)'),
    find: db.prepare('SELECT linked_by, depth, at FROM discovery WHERE registration = ?'),
    countBy: db.prepare('SELECT count(*) AS n FROM discovery WHERE linked_by = ?'),
    countAt: db.prepare(
      'SELECT count(*) AS n FROM discovery d JOIN publisher p ON p.registration = d.registration WHERE p.name = ?',
    ),
    countFrom: db.prepare(
      'SELECT count(*) AS n FROM discovery d JOIN publisher p ON p.registration = d.linked_by WHERE p.name = ?',
    ),
    admit: db.prepare("UPDATE registration SET next_visit_at = ? WHERE id = ? AND status = 'discovered'"),
    adopt: db.prepare('UPDATE discovery SET depth = 0 WHERE registration = ?'),
    waiting: db.prepare(
      `SELECT r.id FROM discovery d JOIN registration r ON r.id = d.registration
       WHERE r.status = 'discovered' AND r.last_visit_at IS NULL AND r.next_visit_at IS NULL ORDER BY d.at, r.id LIMIT ?`,
    ),
  };
  const find = (id: string): Discovery | undefined => {
    const row = sql.find.get(id);
    return row
      ? { linkedBy: row['linked_by'] as string, depth: row['depth'] as number, at: row['at'] as string }
      : undefined;
  };
  return {
    isCovered: (url) => sql.covered.get(url, url) !== undefined,
    add(url, { linkedBy, depth, at, isDue }) {
      const made = newRegistration(url, 'link', new Date(at));
      const registration: Registration = { ...made, status: 'discovered', nextVisitAt: isDue ? at : null };
      registry.save(registration);
      publishers.note(registration);
      sql.add.run(registration.id, linkedBy, depth, at);
      return registration;
    },
    find,
    countBy: (id) => sql.countBy.get(id)?.['n'] as number,
    countAt: (publisher) => sql.countAt.get(publisher)?.['n'] as number,
    countFrom: (publisher) => sql.countFrom.get(publisher)?.['n'] as number,
    admit: (id, at) => void sql.admit.run(at.toISOString(), id),
    adopt: (id) => void sql.adopt.run(id),
    waiting: (limit) =>
      sql.waiting.all(limit).flatMap((row) => {
        const id = row['id'] as string;
        const registration = registry.find(id);
        const discovery = find(id);
        return registration && discovery ? [{ ...registration, ...discovery }] : [];
      }),
  };
}
