import { parentPort, workerData } from 'node:worker_threads';
import { mapRecords } from '../../crosswalk/apply-mapping.ts';
import { type Asked, answerAsked } from '../../directory/asked-thread.ts';
import type { Config } from '../config.ts';
import type { Imported } from './import-set.ts';
import { mappingOfSet, type SetOrder } from './mapping-of-set.ts';
import { openImports } from './open-imports.ts';
import { readThings } from './read-things.ts';

/** What a thread is to read again, and into which folder. */
export interface ApartOrder extends SetOrder {
  readonly config: Pick<Config, 'dataFolder' | 'sharedHosts' | 'origin'>;
  readonly target: string;
}

/** What was read of it, and when. */
export interface Reread {
  readonly pages: readonly Uint8Array[];
  readonly at: Date;
}

/** Imports the records of a set in a thread of its own: a large file, or one that was made to be slow, holds up no page. */
const { config, target, ...set } = workerData as ApartOrder;

parentPort?.on('message', async ({ id, question }: Asked<Reread>) => {
  parentPort?.postMessage(await answerAsked(id, () => importPages(question)));
});

/** What reading a set again came to; a problem is one line, which anybody may read. */
export type RereadOutcome =
  | { readonly state: Imported['state'] }
  | { readonly state: 'failed'; readonly problem: string };

async function importPages({ pages, at }: Reread): Promise<RereadOutcome> {
  const { db, importSet } = openImports(config, () => at);
  try {
    const mapping = await mappingOfSet(set);
    const { state } = await importSet(
      mapping,
      mapRecords(
        mapping,
        pages.map((page) => [page]),
        { readThings },
      ),
      { target },
    );
    return { state };
  } catch (error) {
    return { state: 'failed', problem: error instanceof Error ? error.message : String(error) };
  } finally {
    db.close();
  }
}
