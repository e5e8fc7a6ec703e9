import type { DatabaseSync } from 'node:sqlite';
import type { Bilingual } from '../rdf/text.ts';

/** A withdrawal or hiding that was not carried out, because too much of one publisher would have gone with it. */
export interface HeldChange {
  readonly registration: string;
  readonly url: string;
  readonly publisher: string;
  /** Since when. */
  readonly at: string;
  /** What the visit met. */
  readonly detail: Bilingual;
}

/** What a publisher has on show, and what of it is leaving or has just left. */
export interface Leaving {
  readonly shown: number;
  /** Withdrawn lately without anybody's word. */
  readonly left: number;
  /** Registrations whose leaving is held. */
  readonly held: ReadonlySet<string>;
}

/** Remembers the changes that wait for a human. */
export interface HeldChanges {
  hold(registration: string, change: Pick<HeldChange, 'at' | 'detail'>): void;
  /** Whether the operator said that this registration may go. */
  isAccepted(registration: string): boolean;
  find(registration: string): HeldChange | undefined;
  /** Those that wait for a word, the oldest first. */
  list(): readonly HeldChange[];
  leaving(publisher: string, since: Date): Leaving;
  /** The source confirmed the profile: there is nothing to decide any more. */
  drop(registration: string): void;
  /** The operator's word on held changes: an accepted one is visited at once and may then go. */
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
      `INSERT INTO held (registration, at, detail) VALUES (?, ?, ?) ON CONFLICT (registration) DO UPDATE SET
       at = CASE WHEN decision IS NULL THEN held.at ELSE excluded.at END, detail = excluded.detail, decision = NULL`,
    ),
    isAccepted: db.prepare("SELECT 1 FROM held WHERE registration = ? AND decision = 'accepted'"),
    find: db.prepare(`${select} AND h.registration = ?`),
    list: db.prepare(`${select} ORDER BY h.at, r.url`),
    shown: db.prepare(
      'SELECT count(*) AS n FROM publisher p JOIN registration r ON r.id = p.registration WHERE p.name = ? AND r.shown = 1',
    ),
    left: db.prepare(
      `SELECT count(*) AS n FROM publisher p JOIN registration r ON r.id = p.registration
       WHERE p.name = ? AND r.withdrawn_at > ?
         AND NOT EXISTS (SELECT 1 FROM held h WHERE h.registration = r.id AND h.decision = 'accepted')`,
    ),
    held: db.prepare(
      `SELECT h.registration FROM held h JOIN publisher p ON p.registration = h.registration
       WHERE p.name = ? AND h.decision IS NOT 'accepted'`,
    ),
    drop: db.prepare('DELETE FROM held WHERE registration = ?'),
    decide: db.prepare('UPDATE held SET decision = ? WHERE registration = ?'),
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
    hold: (registration, { at, detail }) => void sql.hold.run(registration, at, JSON.stringify(detail)),
    isAccepted: (registration) => sql.isAccepted.get(registration) !== undefined,
    find: (registration) => {
      const row = sql.find.get(registration);
      return row ? change(row) : undefined;
    },
    list: () => sql.list.all().map(change),
    leaving: (publisher, since) => ({
      shown: sql.shown.get(publisher)?.['n'] as number,
      left: sql.left.get(publisher, since.toISOString())?.['n'] as number,
      held: new Set(sql.held.all(publisher).map((row) => row['registration'] as string)),
    }),
    drop: (registration) => void sql.drop.run(registration),
    decide(registrations, decision, at) {
      for (const registration of registrations) {
        sql.decide.run(decision, registration);
        if (decision === 'accepted') sql.visitNow.run(at.toISOString(), registration);
      }
    },
  };
}
