import type { DatabaseSync } from 'node:sqlite';
import { asStorageFailure } from '../../registry/storage-failure.ts';
import { inTransaction } from './open-database.ts';

/** Runs a commit all or nothing: resolves once it is kept, rejects when it threw and nothing of it was kept. */
export type Committer = <T>(commit: () => T) => Promise<T>;

interface Waiting {
  run(): void;
  settle(): void;
  lose(error: unknown): void;
}

/** A commit waits so long for another to join it … */
const quietMs = 20;
/** … and no commit longer than this, too short for anyone to notice. */
const longestMs = 100;
/** Writing more at once would keep pages waiting. */
const mostTogether = 32;

/**
 * Lets commits that come close together share one SQLite transaction: writing the pages they touch costs more than what
 * is in them. When one throws, the transaction is taken back and each is run again in one of its own, so that it takes
 * nothing else with it: a savepoint for each would make the full-text index write itself out each time. When the file
 * cannot be written, none of them is kept.
 */
export function createCommitter(db: DatabaseSync, gather?: (flush: () => void) => unknown): Committer {
  let group: Waiting[] = [];
  let beganAt = 0;
  let timer: NodeJS.Timeout | undefined;

  /** Sees to it that the group is written, the last of it having just joined. */
  function schedule(): void {
    if (gather) {
      if (group.length === 1) gather(flush);
      return;
    }
    if (group.length === 1) beganAt = performance.now();
    clearTimeout(timer);
    const leftMs = Math.max(0, beganAt + longestMs - performance.now());
    timer = setTimeout(flush, group.length >= mostTogether ? 0 : Math.min(quietMs, leftMs));
  }

  function flush(): void {
    clearTimeout(timer);
    const commits = group;
    group = [];
    try {
      keep(commits);
    } catch (error) {
      const isRetried = commits.length > 1 && !asStorageFailure(error);
      for (const commit of commits) {
        if (isRetried) keepAlone(commit);
        else commit.lose(error);
      }
    }
  }

  function keepAlone(commit: Waiting): void {
    try {
      keep([commit]);
    } catch (error) {
      commit.lose(error);
    }
  }

  function keep(commits: readonly Waiting[]): void {
    inTransaction(db, () => {
      for (const commit of commits) commit.run();
    });
    for (const commit of commits) commit.settle();
  }

  return <T>(commit: () => T) =>
    new Promise<T>((resolve, reject) => {
      let value: T;
      group.push({
        run: () => {
          value = commit();
        },
        settle: () => resolve(value),
        lose: reject,
      });
      schedule();
    });
}
