import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { DatabaseSync, StatementSync } from 'node:sqlite';

/** What is a step: whatever changes the state file or the folder, and what begins and ends a transaction. */
const writingSql = /^\s*(?!SELECT|PRAGMA (?:user_version|page_count|data_version|table_info)\s*$)/i;
const fileSteps = ['copyFileSync', 'renameSync', 'rmSync', 'writeFileSync', 'fsyncSync', 'unlinkSync'] as const;

/**
 * Counts the steps of this process from now on and ends it as `kill -9` does right before the given one; gives back how
 * many there were so far. To be called in a process of its own.
 */
export function killAt(last: number | undefined): () => number {
  let steps = 0;

  function step<T>(work: () => T): T {
    steps++;
    if (steps === last) process.kill(process.pid, 'SIGKILL');
    return work();
  }

  const exec = DatabaseSync.prototype.exec;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    return step(() => exec.call(this, sql));
  };
  for (const method of ['run', 'get', 'all'] as const) {
    const original = StatementSync.prototype[method] as (...values: unknown[]) => unknown;
    (StatementSync.prototype as unknown as Record<string, unknown>)[method] = function (
      this: StatementSync,
      ...values: unknown[]
    ) {
      const work = () => original.apply(this, values);
      return writingSql.test(this.sourceSQL) ? step(work) : work();
    };
  }
  for (const name of fileSteps) {
    const original = fs[name] as (...values: unknown[]) => unknown;
    (fs as unknown as Record<string, unknown>)[name] = (...values: unknown[]) => step(() => original(...values));
  }
  syncBuiltinESMExports();
  return () => steps;
}
