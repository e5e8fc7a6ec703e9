import type { DatabaseSync } from 'node:sqlite';

/**
 * What turns the tables of one version into those of the next, from version 1 on. A new file is made in its newest form
 * and needs none; the tables of the directory are made again from the graphs instead (`projectionVersion`).
 */
const migrations: readonly string[] = [
  // 2: a profile may be read from several documents, each with validators of its own.
  `ALTER TABLE registration ADD COLUMN sources TEXT NOT NULL DEFAULT '[]';
   ALTER TABLE registration DROP COLUMN etag;
   ALTER TABLE registration DROP COLUMN last_modified;
   ALTER TABLE registration DROP COLUMN byte_hash;`,
  // 3: a visit tells how long the sites took.
  'ALTER TABLE visit ADD COLUMN site_ms INTEGER',
  // 4: failures are counted kind by kind, and what says itself until when it holds is remembered.
  `ALTER TABLE registration ADD COLUMN streaks TEXT NOT NULL DEFAULT '[]';
   ALTER TABLE registration ADD COLUMN expires_at TEXT;`,
  // 5: a held change tells what it would take away, and a decision on it holds for some days.
  `ALTER TABLE held ADD COLUMN entries TEXT NOT NULL DEFAULT '[]';
   ALTER TABLE held ADD COLUMN decided_at TEXT;`,
  // 6: what was read while graphs still told of persons who do not ask to be listed is read again, changed or not.
  "UPDATE registration SET sources = '[]'",
  // 7: a set of records is written beside the one that readers see, and shown in one step.
  `CREATE TABLE IF NOT EXISTS record_set (key TEXT PRIMARY KEY, description TEXT NOT NULL, report TEXT NOT NULL,
     imported_at TEXT NOT NULL, target TEXT, next_at TEXT, failures INTEGER NOT NULL DEFAULT 0, problem TEXT) STRICT;
   CREATE TABLE IF NOT EXISTS record (set_key TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, hash TEXT NOT NULL,
     PRIMARY KEY (set_key, id)) STRICT, WITHOUT ROWID;
   ALTER TABLE record_set ADD COLUMN edition INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE record_set ADD COLUMN records INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE record_set ADD COLUMN settled TEXT;
   UPDATE record_set SET edition = 1, records = (SELECT count(*) FROM record WHERE set_key = key);
   ALTER TABLE record RENAME TO record_before;
   CREATE TABLE record (set_key TEXT NOT NULL REFERENCES record_set (key), id TEXT NOT NULL, since INTEGER NOT NULL,
     until INTEGER, document TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (set_key, id, since)) STRICT, WITHOUT ROWID;
   INSERT INTO record SELECT set_key, id, 1, NULL, document, hash FROM record_before;
   DROP TABLE record_before;`,
];

/** The version of the tables that this code writes. */
export const schemaVersion = 1 + migrations.length;

/** The version of the tables in a state file; 0 for a new one. */
export function versionOf(db: DatabaseSync): number {
  return db.prepare('PRAGMA user_version').get()?.['user_version'] as number;
}

/** Brings the tables of a state file up to this version, all or nothing; nothing to do for a new file. */
export function migrate(db: DatabaseSync): void {
  if (versionOf(db) === schemaVersion) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    // Asked again under the lock: two that open at once must not both do it.
    const version = versionOf(db);
    if (version > 0) for (const step of migrations.slice(version - 1)) db.exec(step);
    db.exec(`PRAGMA user_version = ${schemaVersion}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
