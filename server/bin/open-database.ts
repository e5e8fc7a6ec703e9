import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The name of the one state file in a data folder. */
export const stateFile = 'obsidienne.sqlite';

/** Grows when the tables change in a way that older code cannot read. */
const schemaVersion = 1;

/** Opens the one state file of a data folder, made on first use; throws when it was written by a newer version. */
export function openDatabase(dataFolder: string): DatabaseSync {
  mkdirSync(dataFolder, { recursive: true });
  const file = join(dataFolder, stateFile);
  const db = new DatabaseSync(file);
  // Write-ahead logging keeps the file whole through kill -9; NORMAL may lose the last moments on a power cut, never more.
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -16384',
  );
  const version = db.prepare('PRAGMA user_version').get()?.['user_version'] as number;
  if (version > schemaVersion) {
    db.close();
    throw new Error(`${file} was written by a newer version (${version}, this one knows ${schemaVersion})`);
  }
  db.exec(`PRAGMA user_version = ${schemaVersion}`);
  return db;
}

/** Runs `commit` in one transaction: all of it is kept, or nothing when it throws. */
export function inTransaction<T>(db: DatabaseSync, commit: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const value = commit();
    db.exec('COMMIT');
    return value;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
