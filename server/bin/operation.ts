import { readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { OperationAnswer } from '../http/contract.ts';
import type { Memory } from '../registry/open-registry.ts';
import { readOperation } from '../registry/operation.ts';

/** The operator's view of a data folder: what the registry tells, the disk, and the replicas where they are ours. */
export function tellOperation(
  { db, memory, dataFolder }: { readonly db: DatabaseSync; readonly memory: Memory; readonly dataFolder: string },
  state: Pick<OperationAnswer, 'replicas'> & {
    readonly writable: boolean;
    readonly now: Date;
    /** Lines of each list. */
    readonly limit?: number;
  },
): OperationAnswer {
  const { replicas, writable, ...at } = state;
  const disk = statfsSync(dataFolder);
  return {
    ...readOperation(db, memory, at),
    storage: { writable, usedBytes: sizeOf(dataFolder), freeBytes: disk.bavail * disk.bsize },
    replicas,
  };
}

/** Bytes of the files directly in a folder. */
function sizeOf(folder: string): number {
  return readdirSync(folder)
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false }))
    .reduce((sum, found) => sum + (found?.isFile() ? found.size : 0), 0);
}
