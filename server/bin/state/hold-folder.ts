import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { asStorageFailure } from '../../registry/storage-failure.ts';

/** Another process writes to this data folder; its message says which. */
export class FolderHeld extends Error {}

/** SQLITE_BUSY: somebody else has the lock. */
const busy = 5;

/** Referenced from here for as long as they are held: a connection that is collected as garbage gives its lock back. */
const held = new Set<DatabaseSync>();

/**
 * Takes a data folder for this process and returns how to give it back; throws `FolderHeld` while another one has it.
 * What holds is the system's lock on a file of its own, which the kernel takes back from a process that was killed: no
 * leftover can refuse a start, and of two that start at once only one gets it. The note beside it only tells who. `name`
 * tells apart what may be held at once: the folder as a whole, or the right to import into it.
 */
export function holdFolder(dataFolder: string, name = 'holder'): () => void {
  mkdirSync(dataFolder, { recursive: true });
  const note = join(dataFolder, `${name}.txt`);
  const lock = new DatabaseSync(join(dataFolder, `${name}.lock`));
  try {
    lock.exec('BEGIN EXCLUSIVE');
    writeFileSync(note, `process ${process.pid} on ${hostname()} since ${new Date().toISOString()}\n`);
  } catch (error) {
    lock.close();
    if (isBusy(error)) throw new FolderHeld(`${dataFolder} is in use by ${readHolder(note)}`);
    const reason = error instanceof Error ? error.message : String(error);
    throw asStorageFailure(error) ? new Error(`${dataFolder} cannot be written: ${reason}`, { cause: error }) : error;
  }
  held.add(lock);
  return () => {
    // The note stays: removing it could remove that of the next holder.
    if (held.delete(lock)) lock.close();
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === busy;
}

/** The holder writes its note just after it took the lock: for that moment there may be none. */
function readHolder(note: string): string {
  try {
    return readFileSync(note, 'utf8').trim() || 'another process';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return 'another process';
  }
}
