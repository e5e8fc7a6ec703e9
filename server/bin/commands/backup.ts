import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { Command } from 'commander';
import { readConfig } from '../config.ts';
import { holdFolder } from '../hold-folder.ts';
import { openDatabase, stateFile } from '../open-database.ts';

/** `obsidienne backup`: copies the state with SQLite's own backup, while the observatory runs. */
export function backupCommand(): Command {
  return new Command('backup')
    .description('copy the whole state into one file, also while the observatory runs')
    .argument('<file>', 'where to write the copy')
    .option('--json', 'print what was written as JSON')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const db = openDatabase(readConfig(process.env).dataFolder);
      try {
        const pages = await backup(db, file);
        console.log(json ? JSON.stringify({ file, pages }) : `Saved to ${file}`);
      } finally {
        db.close();
      }
    });
}

/** `obsidienne restore`: puts a backup in place of the state; the observatory must be stopped. */
export function restoreCommand(): Command {
  return new Command('restore')
    .description('put a backup in place of the state; stop the observatory first')
    .argument('<file>', 'a file written by backup')
    .option('--json', 'print what was restored as JSON')
    .action((file: string, { json }: { json?: boolean }) => {
      const { dataFolder } = readConfig(process.env);
      assertBackup(file);
      const release = holdFolder(dataFolder);
      try {
        const state = join(dataFolder, stateFile);
        for (const leftover of ['-wal', '-shm']) rmSync(state + leftover, { force: true });
        copyFileSync(file, state);
        openDatabase(dataFolder).close();
        console.log(json ? JSON.stringify({ file, dataFolder }) : `Restored ${file} into ${dataFolder}`);
      } finally {
        release();
      }
    });
}

function assertBackup(file: string): void {
  if (!existsSync(file)) throw new Error(`there is no file ${file}`);
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    db.prepare('SELECT count(*) FROM registration').get();
  } catch {
    throw new Error(`${file} is not a backup of an observatory`);
  } finally {
    db.close();
  }
}
