import type { DatabaseSync } from 'node:sqlite';
import { asStorageFailure, type StorageFailure } from '../../registry/storage-failure.ts';
import { inTransaction } from '../state/open-database.ts';

/** Tells what keeps the state file from being written just now; undefined while it can be. */
export type StorageWatch = () => StorageFailure | undefined;

/** An answer holds for so long: anyone may ask for the health, and each trial writes. */
const freshMs = 2000;
/** More than what is left over in pages that are already there, as a profile needs. */
const trialBytes = 128 * 1024;

/** Makes the watch over a state file: it really writes, and takes away what it wrote. */
export function createStorageWatch(db: DatabaseSync, now: () => Date): StorageWatch {
  let last: { readonly at: number; readonly failure: StorageFailure | undefined } | undefined;

  function tryWriting(): StorageFailure | undefined {
    try {
      inTransaction(db, () =>
        db.exec(
          `CREATE TABLE IF NOT EXISTS trial (room BLOB) STRICT; INSERT INTO trial VALUES (zeroblob(${trialBytes}))`,
        ),
      );
      inTransaction(db, () => db.exec('DELETE FROM trial'));
      return undefined;
    } catch (error) {
      const failure = asStorageFailure(error);
      if (!failure) throw error;
      return failure;
    }
  }

  return () => {
    const at = now().getTime();
    // A clock that was set back must not make an old answer look fresh.
    if (!last || Math.abs(at - last.at) >= freshMs) last = { at, failure: tryWriting() };
    return last.failure;
  };
}
