import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { manifestName, type Snapshot } from './snapshot.ts';

const dated = /^\d{4}-\d{2}-\d{2}$/;
const dayMs = 86_400_000;
/** The old files of a date while the new ones take their place, and new ones that are not whole yet. */
export const oldSuffix = '.old';
export const begunSuffix = '.part';
/** Days that each has its snapshot; of months before, the first one stays for ever. */
export const keptDays = 30;

/** The snapshots in a folder, the newest first; an unreadable one is left out. */
export function listSnapshots(folder: string): readonly Snapshot[] {
  return datesIn(folder).flatMap((date) => readSnapshot(folder, date) ?? []);
}

/** The snapshot of a date (`2026-11-26`), undefined when there is none. */
export function readSnapshot(folder: string, date: string): Snapshot | undefined {
  if (!dated.test(date)) return undefined;
  try {
    return JSON.parse(readFileSync(join(folder, date, manifestName), 'utf8')) as Snapshot;
  } catch {
    // Not there, or being replaced at this moment.
    return undefined;
  }
}

/** Takes away what is neither of the last days nor the first of its month; returns the dates that went. */
export function forgetSnapshots(folder: string, now: Date): readonly string[] {
  const dates = datesIn(folder);
  const oldest = new Date(now.getTime() - keptDays * dayMs).toISOString().slice(0, 10);
  const firsts = new Set(
    [...dates].reverse().filter((date, index, all) => all[index - 1]?.slice(0, 7) !== date.slice(0, 7)),
  );
  const gone = dates.filter((date) => date < oldest && !firsts.has(date));
  for (const date of gone) rmSync(join(folder, date), { recursive: true, force: true });
  return gone;
}

/**
 * Puts back what a sudden end left between the old files of a date and the new ones, and takes away what was begun more than
 * a day ago and never became whole.
 */
export function mendSnapshots(folder: string, now: Date): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name.endsWith(oldSuffix)) {
      const place = path.slice(0, -oldSuffix.length);
      if (existsSync(place)) rmSync(path, { recursive: true, force: true });
      else renameSync(path, place);
    } else if (name.endsWith(begunSuffix) && now.getTime() - statSync(path).mtimeMs > dayMs)
      rmSync(path, { recursive: true, force: true });
  }
}

function datesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => dated.test(name))
    .sort()
    .reverse();
}
