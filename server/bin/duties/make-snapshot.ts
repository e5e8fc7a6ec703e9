import { forgetSnapshots, listSnapshots, mendSnapshots } from '../../opendata/kept-snapshots.ts';
import { reviseSnapshot } from '../../opendata/revise-snapshot.ts';
import type { Snapshot } from '../../opendata/snapshot.ts';
import { writeSnapshot } from '../../opendata/write-snapshot.ts';
import { type ReadStateOptions, readState } from '../state/read-state.ts';
import { snapshotFolder } from './snapshot-folder.ts';

/** What was made, taken away and written anew. */
export interface SnapshotWork {
  readonly made: Snapshot;
  readonly revised: readonly string[];
  readonly forgotten: readonly string[];
}

/**
 * Makes the snapshot of today (UTC), takes away those that are too old, and takes out of the kept ones what was put on the
 * suppression list since.
 */
export async function makeSnapshot(
  options: ReadStateOptions,
  { now, onStep }: { readonly now: Date; readonly onStep?: (what: string) => void },
): Promise<SnapshotWork> {
  const folder = snapshotFolder(options.dataFolder);
  mendSnapshots(folder, now);
  const state = readState(options);
  try {
    const { suppressions, suppressionList, rowOf } = state;
    const frame = {
      date: now.toISOString().slice(0, 10),
      at: now.toISOString(),
      attributions: state.directory.attributions(),
      suppressions: suppressionList,
    };
    const made = await writeSnapshot(folder, state, { frame, ...(onStep ? { onStep } : {}) });
    const forgotten = forgetSnapshots(folder, now);
    const revised: string[] = [];
    for (const snapshot of listSnapshots(folder)) {
      if (snapshot.suppressions === suppressionList) continue;
      onStep?.(snapshot.date);
      await reviseSnapshot(folder, {
        snapshot,
        withholding: suppressions,
        rowOf,
        now,
        suppressions: suppressionList,
      });
      revised.push(snapshot.date);
    }
    return { made, revised, forgotten };
  } finally {
    state.close();
  }
}
