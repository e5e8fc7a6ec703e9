import type { DatabaseSync } from 'node:sqlite';
import { applyMapping } from '../../crosswalk/apply-mapping.ts';
import { mappingOfFormat } from '../../crosswalk/mapping.ts';
import type { Dereferencer } from '../../fetch/dereference.ts';
import type { RecordSet, Records } from '../../registry/records.ts';
import { inTransaction } from '../open-database.ts';
import { findMapping } from './find-mapping.ts';
import type { createImportSet } from './import-set.ts';
import { later, type SetDescription } from './import-set.ts';

/** The largest set that is read by itself; whoever has more gives the file to the command. */
const mostBytes = 100 * 1024 * 1024;

/** Prepares the daily reading of the sets that have a web address: what cannot be read, or would lose too much, changes nothing and is said. */
export function createRereadSets(parts: {
  readonly db: DatabaseSync;
  readonly records: Records;
  readonly dereferencer: Pick<Dereferencer, 'dereference'>;
  readonly importSet: ReturnType<typeof createImportSet>;
  readonly now: () => Date;
}): (signal?: AbortSignal) => Promise<void> {
  const { db, records, dereferencer, importSet, now } = parts;

  /** Gives what was wrong. */
  async function read({ key, target, description }: RecordSet): Promise<string | undefined> {
    const met = await dereferencer.dereference(target ?? '', { limitBytes: mostBytes });
    if (met.state !== 'document') return met.state;
    const { like, ...set } = JSON.parse(description) as SetDescription;
    const mapping = await (like ? mappingOfFormat(like, { key, ...set }) : findMapping(key));
    const applied = await applyMapping(mapping, met.document.body);
    if (applied.profiles.length === 0) return 'no-profiles';
    return importSet(mapping, applied, { target }).state === 'held' ? 'held' : undefined;
  }

  return async (signal) => {
    for (const set of records.due(now())) {
      if (signal?.aborted) return;
      const problem = await read(set).catch((error: unknown) =>
        error instanceof Error ? error.message : String(error),
      );
      if (problem === undefined) continue;
      const failures = set.failures + 1;
      inTransaction(db, () => records.plan(set.key, { nextAt: later(now(), failures), failures, problem }));
    }
  };
}
