import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { Command } from 'commander';
import { readConfig } from '../config.ts';
import { holdFolder } from '../state/hold-folder.ts';
import { assertKnownVersion, openDatabase, stateFile } from '../state/open-database.ts';

/** `obsidienne backup`: copies the state with SQLite's own backup, while the observatory runs. */
export function backupCommand(): Command {
  return new Command('backup')
    .description('copy the whole state into one file, also while the observatory runs')
    .argument('<file>', 'where to write the copy')
    .option('--json', 'print what was written as JSON')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const pages = await backUp(readConfig(process.env).dataFolder, file);
      console.log(json ? JSON.stringify({ file, pages }) : `Saved to ${file}`);
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
      restore(dataFolder, file);
      console.log(json ? JSON.stringify({ file, dataFolder }) : `Restored ${file} into ${dataFolder}`);
    });
}

/** All pages in one step: between two steps a round would write, and the copy would begin again for ever. */
const allPages = 2 ** 31 - 1;

/**
 * Copies the state of one moment into `file`, which is replaced only by a copy that was checked; returns its pages.
 * Throws one line when it cannot.
 */
export async function backUp(dataFolder: string, file: string): Promise<number> {
  const state = join(dataFolder, stateFile);
  if (!existsSync(state)) throw new Error(`there is nothing to save in ${dataFolder}`);
  if (existsSync(file) && realpathSync(file) === realpathSync(state))
    throw new Error(`${file} is the state itself: choose another file`);
  const copy = `${file}.part`;
  const db = openDatabase(dataFolder);
  try {
    removeState(copy);
    const pages = await backup(db, copy, { rate: allPages });
    assertBackup(copy, file);
    renameSync(copy, file);
    return pages;
  } finally {
    db.close();
    removeState(copy);
  }
}

/** Puts a backup in place of the state once a copy of it was found whole; throws one line, and changes nothing, before. */
export function restore(dataFolder: string, file: string): void {
  if (!existsSync(file)) throw new Error(`there is no file ${file}`);
  const release = holdFolder(dataFolder);
  const state = join(dataFolder, stateFile);
  const copy = `${state}.restoring`;
  try {
    removeState(copy);
    copyFileSync(file, copy);
    assertBackup(copy, file);
    flush(copy);
    retire(state);
    renameSync(copy, state);
  } finally {
    removeState(copy);
    release();
  }
  openDatabase(dataFolder).close();
}

/**
 * Brings everything of the present state into its one file, so that no log of it is left that would be taken for one
 * of the state to come.
 */
function retire(state: string): void {
  if (existsSync(state)) {
    const db = new DatabaseSync(state);
    try {
      db.exec('PRAGMA busy_timeout = 5000; PRAGMA wal_checkpoint(TRUNCATE)');
    } catch (error) {
      // A damaged state is what many restore for: then there is nothing to bring in.
      console.error(`obsidienne: the present state could not be read: ${messageOf(error)}`);
    } finally {
      db.close();
    }
  }
  for (const leftover of ['-wal', '-shm']) rmSync(state + leftover, { force: true });
}

/** Throws one line naming `name` unless the file is a whole state that this code knows. */
function assertBackup(file: string, name: string): void {
  const db = new DatabaseSync(file);
  try {
    const damage = findDamage(db);
    if (damage) throw new Error(`${name} is not a whole backup of an observatory: ${damage}`);
    assertKnownVersion(db, name);
  } finally {
    db.close();
  }
}

function findDamage(db: DatabaseSync): string | undefined {
  try {
    db.prepare('SELECT count(*) FROM registration').get();
    const found = String(db.prepare('PRAGMA integrity_check').get()?.['integrity_check']);
    return found === 'ok' ? undefined : found;
  } catch (error) {
    return messageOf(error);
  }
}

/** A power cut must not leave the name without the bytes. */
function flush(file: string): void {
  const open = openSync(file, 'r+');
  try {
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}

function removeState(file: string): void {
  for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
