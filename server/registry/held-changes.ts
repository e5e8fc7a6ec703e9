import type { DatabaseSync } from 'node:sqlite';
import type { Bilingual } from '../rdf/text.ts';

/** A change that was not carried out, because too much of one publisher would have gone with it. */
export interface HeldChange {
  readonly registration: string;
  readonly url: string;
  readonly publisher: string;
  /** Since when. */
  readonly at: string;
  /** What the visit met. */
  readonly detail: Bilingual;
}

/** What is held, and the entries of the directory that it would remove or empty. */
export interface Holding extends Pick<HeldChange, 'at' | 'detail'> {
  readonly entries: readonly string[];
}

/** Remembers the changes that wait for a human. */
export interface HeldChanges {
  hold(registration: string, holding: Holding): void;
  /** Whether the operator said, since then, that a registration may lose these entries. */
  isAccepted(registration: string, entries: readonly string[], since: Date): boolean;
  find(registration: string): HeldChange | undefined;
  /** Those that wait for a word, the oldest first. */
  list(): readonly HeldChange[];
  /** Entries that the held changes of a publisher would take away, those of some registrations aside. */
  entriesOf(publisher: string, except: ReadonlySet<string>): readonly string[];
  /** The source confirmed the profile: there is nothing to decide any more. */
  drop(registration: string): void;
  /** The operator's word on held changes: an accepted one is visited at once and may then be carried out. */
  decide(registrations: readonly string[], decision: 'accepted' | 'refused', at: Date): void;
}

/** Opens the table of held changes beside the registry's. */
export function createHeldChanges(db: DatabaseSync): HeldChanges {
  const select = `SELECT h.registration, r.url, p.name AS publisher, h.at, h.detail FROM held h
    JOIN registration r ON r.id = h.registration JOIN publisher p ON p.registration = h.registration
    WHERE h.decision IS NULL`;
  const sql = {
    // What was refused before begins anew; what still waits keeps its date.
    hold: db.prepare(
      `INSERT INTO held (registration, at, detail, entries) VALUES (?, ?, ?, ?)
       ON CONFLICT (registration) DO UPDATE SET at = CASE WHEN decision IS NULL THEN held.at ELSE excluded.at END,
         detail = excluded.detail, entries = excluded.entries, decision = NULL, decided_at = NULL`,
    ),
    accepted: db.prepare(
      "SELECT entries FROM held WHERE registration = ? AND decision = 'accepted' AND decided_at > ?",
    ),
    find: db.prepare(`${select} AND h.registration = ?`),
    list: db.prepare(`${select} ORDER BY h.at, r.url`),
    entries: db.prepare(
      `SELECT h.registration, h.entries FROM held h JOIN publisher p ON p.registration = h.registration
       WHERE p.name = ? AND h.decision IS NOT 'accepted'`,
    ),
    drop: db.prepare('DELETE FROM held WHERE registration = ?'),
    decide: db.prepare('UPDATE held SET decision = ?, decided_at = ? WHERE registration = ?'),
    visitNow: db.prepare('UPDATE registration SET next_visit_at = ? WHERE id = ?'),
  };
  const change = (row: Record<string, unknown>): HeldChange => ({
    registration: row['registration'] as string,
    url: row['url'] as string,
    publisher: row['publisher'] as string,
    at: row['at'] as string,
    detail: JSON.parse(row['detail'] as string) as Bilingual,
  });
  return {
    hold: (registration, { at, detail, entries }) =>
      void sql.hold.run(registration, at, JSON.stringify(detail), JSON.stringify(entries)),
    isAccepted(registration, entries, since) {
      const row = sql.accepted.get(registration, since.toISOString());
      const accepted = new Set(row ? entriesIn(row) : []);
      return row !== undefined && entries.every((entry) => accepted.has(entry));
    },
    find: (registration) => {
      const row = sql.find.get(registration);
      return row ? change(row) : undefined;
    },
    list: () => sql.list.all().map(change),
    entriesOf: (publisher, except) =>
      sql.entries
        .all(publisher)
        .filter((row) => !except.has(row['registration'] as string))
        .flatMap(entriesIn),
    drop: (registration) => void sql.drop.run(registration),
    decide(registrations, decision, at) {
      for (const registration of registrations) {
        sql.decide.run(decision, at.toISOString(), registration);
        if (decision === 'accepted') sql.visitNow.run(at.toISOString(), registration);
      }
    },
  };
}

function entriesIn(row: Record<string, unknown>): readonly string[] {
  return JSON.parse(row['entries'] as string) as string[];
}
