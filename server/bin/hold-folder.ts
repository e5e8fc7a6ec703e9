import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another process writes to this data folder; its message says which. */
export class FolderHeld extends Error {}

/**
 * Takes a data folder for this process and returns how to give it back; throws `FolderHeld` while another living
 * process has it. A holder that was killed leaves a note that counts for nothing.
 */
export function holdFolder(dataFolder: string): () => void {
  mkdirSync(dataFolder, { recursive: true });
  const note = join(dataFolder, 'holder.pid');
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(note, String(process.pid), { flag: 'wx' });
      return () => rmSync(note, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = Number(readFileSync(note, 'utf8'));
      if (pid !== process.pid && isAlive(pid)) throw new FolderHeld(`${dataFolder} is in use by process ${pid}`);
      rmSync(note, { force: true });
    }
  }
  throw new FolderHeld(`${dataFolder} is being taken by another process`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
