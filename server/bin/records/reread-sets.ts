import type { DatabaseSync } from 'node:sqlite';
import type { Applied } from '../../crosswalk/apply-mapping.ts';
import { createAskedThread } from '../../directory/asked-thread.ts';
import type { Dereferencer } from '../../fetch/dereference.ts';
import type { RecordSet, Records } from '../../registry/records.ts';
import { inTransaction } from '../open-database.ts';
import type { createImportSet } from './import-set.ts';
import { later } from './import-set.ts';
import { mappingOfSet, type SetOrder } from './mapping-of-set.ts';

/** The largest set that is read from an address; whoever has more gives the file to the command. */
export const mostSetBytes = 100 * 1024 * 1024;
/** What mapping one may take. */
const heapMb = 1024;

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
    const met = await dereferencer.dereference(target ?? '', { limitBytes: mostSetBytes });
    if (met.state !== 'document') return met.state;
    const order: SetOrder = { key, description: JSON.parse(description) };
    const applied = await applyApart(order, met.document.body);
    if (applied.profiles.length === 0) return 'no-profiles';
    return importSet(await mappingOfSet(order), applied, { target }).state === 'held' ? 'held' : undefined;
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

async function applyApart(data: SetOrder, body: Uint8Array): Promise<Applied> {
  const thread = createAskedThread<Uint8Array>({ file: new URL('apply-apart.ts', import.meta.url), data, heapMb });
  try {
    return (await thread.ask(body)) as Applied;
  } finally {
    await thread.close();
  }
}
