import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { asStorageFailure } from '../../registry/storage-failure.ts';
import { migrate, schemaVersion, versionOf } from './migrations.ts';

/** The name of the one state file in a data folder. */
export const stateFile = 'obsidienne.sqlite';

/**
 * Opens the one state file of a data folder, made on first use; throws one line when it was written by a newer version,
 * is damaged, or cannot be written.
 */
export function openDatabase(dataFolder: string): DatabaseSync {
  mkdirSync(dataFolder, { recursive: true });
  const file = join(dataFolder, stateFile);
  const db = new DatabaseSync(file);
  try {
    // What was taken down must not stay readable in the file, hence the secure deletion.
    // Write-ahead logging keeps the file whole through kill -9; NORMAL may lose the last moments on a power cut, never
    // more. The wait comes first: two that open at once must not trip over each other.
    db.exec(
      'PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -16384',
    );
    assertKnownVersion(db, file);
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw asStorageFailure(error)
      ? new Error(`${file} cannot be opened: ${messageOf(error)}`, { cause: error })
      : error;
  }
}

/** The version of the tables in a state file; throws when it is newer than what this code knows. */
export function assertKnownVersion(db: DatabaseSync, file: string): number {
  const version = versionOf(db);
  if (version > schemaVersion)
    throw new Error(`${file} was written by a newer version (${version}, this one knows ${schemaVersion})`);
  return version;
}

/**
 * Runs `commit` in one transaction: all of it is kept, or nothing when it throws. What the disk refuses is thrown as a
 * `StorageFailure`.
 */
export function inTransaction<T>(db: DatabaseSync, commit: () => T): T {
  try {
    db.exec('BEGIN IMMEDIATE');
    const value = commit();
    db.exec('COMMIT');
    return value;
  } catch (error) {
    // A full disk ends the transaction by itself; a second end would hide the reason.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw asStorageFailure(error) ?? error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
