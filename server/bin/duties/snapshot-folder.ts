import { join } from 'node:path';

/** Where a data folder has its snapshots. */
export function snapshotFolder(dataFolder: string): string {
  return join(dataFolder, 'snapshots');
}
