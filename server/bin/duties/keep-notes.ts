import type { DatabaseSync } from 'node:sqlite';
import type { SiteNotes as FetchNotes } from '../../fetch/site-notes.ts';
import type { SiteNotes } from '../../registry/site-notes.ts';
import { asStorageFailure } from '../../registry/storage-failure.ts';
import { inTransaction } from '../state/open-database.ts';

/** Gives the fetch room its memory in the state file. What the disk refuses costs a request after a restart, nothing else. */
export function keepNotes(db: DatabaseSync, notes: SiteNotes, now: () => Date): FetchNotes {
  return {
    read: notes.read,
    write(key, value) {
      try {
        inTransaction(db, () => notes.write(key, value, now()));
      } catch (error) {
        if (!asStorageFailure(error)) throw error;
      }
    },
  };
}
