import type { DatabaseSync } from 'node:sqlite';
import { createAskedThread } from '../../directory/asked-thread.ts';
import type { Dereferencer } from '../../fetch/dereference.ts';
import { given } from '../../rdf/given.ts';
import type { RecordSet, Records } from '../../registry/records.ts';
import { inTransaction } from '../state/open-database.ts';
import type { ApartOrder, Reread, RereadOutcome } from './apply-apart.ts';
import { later } from './import-set.ts';
import { readPages } from './read-pages.ts';

/** The largest set that is read from an address; whoever has more gives the file to the command. */
export const mostSetBytes = 100 * 1024 * 1024;
/** What mapping one may take. */
const heapMb = 1024;
const longestMs = 30 * 60_000;

/** Prepares the daily reading of the sets that have a web address: what cannot be read, or would lose too much, changes nothing and is said. */
export function createRereadSets(parts: {
  readonly db: DatabaseSync;
  readonly records: Records;
  readonly dereferencer: Pick<Dereferencer, 'dereference'>;
  readonly config: ApartOrder['config'];
  readonly now: () => Date;
}): (signal?: AbortSignal) => Promise<void> {
  const { db, records, dereferencer, config, now } = parts;

  /** Gives what was wrong. */
  async function read({ key, target, description }: RecordSet): Promise<string | undefined> {
    if (target === null) return undefined;
    const pages = await readPages(
      target,
      (url, limitBytes) => dereferencer.dereference(url, { limitBytes }),
      mostSetBytes,
    );
    if (pages.state !== 'read') return pages.state;
    const { dataFolder, sharedHosts, origin } = config;
    const order = { key, description: JSON.parse(description), target };
    const folder = { dataFolder, sharedHosts, ...given('origin', origin) };
    const done = await importApart({ ...order, config: folder }, { pages: pages.bodies, at: now() });
    if (done.state === 'failed') return done.problem;
    return done.state === 'held' ? 'held' : undefined;
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

async function importApart(data: ApartOrder, read: Reread): Promise<RereadOutcome> {
  const thread = createAskedThread<Reread>({ file: new URL('apply-apart.ts', import.meta.url), data, heapMb });
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('reading it took too long')), longestMs);
  try {
    return await Promise.race([thread.ask(read) as Promise<RereadOutcome>, late.promise]);
  } finally {
    clearTimeout(timer);
    // What a thread that is ended had begun is invisible, and is taken back by the next import.
    await thread.close();
  }
}
