import type { DatabaseSync } from 'node:sqlite';
import { asStorageFailure } from '../registry/storage-failure.ts';
import { inTransaction } from './open-database.ts';

/** Runs a commit all or nothing: resolves once it is kept, rejects when it threw and nothing of it was kept. */
export type Committer = <T>(commit: () => T) => Promise<T>;

interface Waiting {
  run(): void;
  settle(): void;
  lose(error: unknown): void;
}

/** Long enough for the other visits under way to join, too short for anyone to notice. */
const gatherMs = 20;

/**
 * Lets commits that come close together share one SQLite transaction: writing the pages they touch costs more than what
 * is in them. Each runs in a savepoint of its own, so that one that throws takes nothing else with it; when the file
 * cannot be written, none of them is kept.
 */
export function createCommitter(db: DatabaseSync): Committer {
  let group: Waiting[] = [];

  function flush(): void {
    const commits = group;
    group = [];
    try {
      inTransaction(db, () => {
        for (const commit of commits) commit.run();
      });
    } catch (error) {
      for (const commit of commits) commit.lose(error);
      return;
    }
    for (const commit of commits) commit.settle();
  }

  return <T>(commit: () => T) =>
    new Promise<T>((resolve, reject) => {
      let settle = (): void => reject(new Error('settled before it ran'));
      group.push({
        run() {
          db.exec('SAVEPOINT one');
          try {
            const value = commit();
            settle = () => resolve(value);
          } catch (error) {
            // What the disk refuses to one it refuses to all, and it may have ended the transaction.
            if (asStorageFailure(error) || !db.isTransaction) throw error;
            db.exec('ROLLBACK TO one');
            settle = () => reject(error);
          }
          db.exec('RELEASE one');
        },
        settle: () => settle(),
        lose: reject,
      });
      if (group.length === 1) setTimeout(flush, gatherMs);
    });
}
