import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** How many records an import adds, changes and takes away, and the first ids of each. */
export interface RecordChanges {
  readonly added: Changed;
  readonly changed: Changed;
  readonly removed: Changed;
}
export interface Changed {
  readonly count: number;
  readonly first: readonly string[];
}

/** What a document is to the edition that readers see. */
export type Standing = 'added' | 'changed' | 'same';

/** What an edition tells of its set. */
export interface EditionOf {
  /** Title, credit, licence and where the set comes from, as JSON. */
  readonly description: string;
  /** What the import lost, as JSON. */
  readonly report: string;
  readonly importedAt: string;
  /** The web address that the set is read at again; null for one that came as a file. */
  readonly target: string | null;
}

/**
 * New editions of sets: written beside what readers see, in as many transactions as one likes, then shown in one. What was
 * begun and never shown is invisible, and is taken away when the next edition of its set is begun.
 */
export interface Editions {
  /** Makes room for the next edition of a set; what was left of one that was not finished is still to be undone. */
  begin(set: string): void;
  /** Takes back what was begun of the next edition among so many records after an id; gives the last of them, undefined at the end. */
  undo(set: string, after: string, limit: number): string | undefined;
  /** How a document stands to what readers see of the set. */
  standing(set: string, id: string, document: string): Standing;
  /** Writes a document that is new or changed into the edition that was begun. */
  write(set: string, id: string, document: string): void;
  /** Notes the ids that an import met, on this connection only; undefined forgets them. */
  meet(ids: readonly string[] | undefined): void;
  /** The records that readers see of a set and that the import did not meet, by id, so many after one. */
  unmet(set: string, after: string, limit: number): readonly string[];
  /** Leaves a record out of the edition that was begun. */
  leaveOut(set: string, id: string): void;
  /** Shows the edition that was begun, in place of the one before. */
  show(set: string, records: number, told: EditionOf): void;
  /** Sets of which something that was shown is still to be made due. */
  unsettled(): readonly string[];
  /** So many ids of what the shown edition of a set brought, changed or took away, and that nobody has made due yet. */
  toSettle(set: string, limit: number): readonly string[];
  /** Everything up to this id was made due, and what it replaced is forgotten; null: all of it. */
  settle(set: string, id: string | null): void;
}

/** Opens the editions over the tables of records. */
export function createEditions(db: DatabaseSync): Editions {
  // Of this connection, and in a file of its own that goes with it: the ids of a large set need no memory.
  db.exec('CREATE TEMP TABLE IF NOT EXISTS record_met (id TEXT PRIMARY KEY) WITHOUT ROWID');
  const sql = {
    make: db.prepare(
      `INSERT INTO record_set (key, description, report, imported_at) VALUES (?, '{}', '{}', '') ON CONFLICT DO NOTHING`,
    ),
    edition: db.prepare('SELECT edition FROM record_set WHERE key = ?'),
    after: db.prepare('SELECT DISTINCT id FROM record WHERE set_key = ? AND id > ? ORDER BY id LIMIT ?'),
    dropBegun: db.prepare('DELETE FROM record WHERE set_key = ? AND id > ? AND id <= ? AND since > ?'),
    keepEnded: db.prepare('UPDATE record SET until = NULL WHERE set_key = ? AND id > ? AND id <= ? AND until > ?'),
    meet: db.prepare('INSERT OR IGNORE INTO temp.record_met VALUES (?)'),
    forget: db.prepare('DELETE FROM temp.record_met'),
    hash: db.prepare(
      'SELECT hash FROM record WHERE set_key = ? AND id = ?2 AND since <= ?3 AND (until IS NULL OR until > ?3)',
    ),
    end: db.prepare(
      'UPDATE record SET until = ?3 + 1 WHERE set_key = ?1 AND id = ?2 AND since <= ?3 AND until IS NULL',
    ),
    write: db.prepare(
      `INSERT INTO record (set_key, id, since, document, hash) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (set_key, id, since) DO UPDATE SET document = excluded.document, hash = excluded.hash`,
    ),
    unmet: db.prepare(
      `SELECT id FROM record WHERE set_key = ?1 AND id > ?2 AND since <= ?3 AND (until IS NULL OR until > ?3)
         AND id NOT IN (SELECT id FROM temp.record_met) ORDER BY id LIMIT ?4`,
    ),
    show: db.prepare(
      `UPDATE record_set SET edition = edition + 1, records = ?, description = ?, report = ?, imported_at = ?, target = ?,
         next_at = NULL, failures = 0, problem = NULL, settled = '' WHERE key = ?`,
    ),
    unsettled: db.prepare('SELECT key FROM record_set WHERE settled IS NOT NULL ORDER BY key'),
    toSettle: db.prepare(
      `SELECT DISTINCT id FROM record r JOIN record_set s ON s.key = r.set_key
       WHERE r.set_key = ?1 AND id > s.settled AND (since = s.edition OR until = s.edition) ORDER BY id LIMIT ?2`,
    ),
    settle: db.prepare('UPDATE record_set SET settled = ? WHERE key = ?'),
    settled: db.prepare('SELECT settled FROM record_set WHERE key = ?'),
    dropEnded: db.prepare('DELETE FROM record WHERE set_key = ? AND id > ? AND id <= ? AND until <= ?'),
  };
  const editionOf = (set: string) => (sql.edition.get(set)?.['edition'] as number | undefined) ?? 0;
  return {
    begin: (set) => void sql.make.run(set),
    undo(set, after, limit) {
      const last = sql.after.all(set, after, limit).at(-1)?.['id'] as string | undefined;
      if (last === undefined) return undefined;
      const edition = editionOf(set);
      sql.dropBegun.run(set, after, last, edition);
      sql.keepEnded.run(set, after, last, edition);
      return last;
    },
    meet(ids) {
      if (!ids) sql.forget.run();
      for (const id of ids ?? []) sql.meet.run(id);
    },
    standing(set, id, document) {
      const known = sql.hash.get(set, id, editionOf(set));
      if (!known) return 'added';
      return known['hash'] === hashOf(document) ? 'same' : 'changed';
    },
    write(set, id, document) {
      const edition = editionOf(set);
      sql.end.run(set, id, edition);
      sql.write.run(set, id, edition + 1, document, hashOf(document));
    },
    unmet: (set, after, limit) => sql.unmet.all(set, after, editionOf(set), limit).map((row) => row['id'] as string),
    leaveOut: (set, id) => {
      sql.end.run(set, id, editionOf(set));
    },
    show(set, records, { description, report, importedAt, target }) {
      sql.show.run(records, description, report, importedAt, target, set);
    },
    unsettled: () => sql.unsettled.all().map((row) => row['key'] as string),
    toSettle: (set, limit) => sql.toSettle.all(set, limit).map((row) => row['id'] as string),
    settle(set, id) {
      const before = sql.settled.get(set)?.['settled'] as string | null | undefined;
      if (id !== null) sql.dropEnded.run(set, before ?? '', id, editionOf(set));
      sql.settle.run(id, set);
    },
  };
}

function hashOf(document: string): string {
  return hash('sha256', document);
}
