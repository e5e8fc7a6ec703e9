import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { createProgress } from '../console/progress.ts';
import { FolderHeld } from '../state/hold-folder.ts';
import { openDatabase } from '../state/open-database.ts';

/** How often is looked at what a running observatory has read. */
const lookMs = 500;
/** Without any progress for so long, it is left to it. */
const patienceMs = 60_000;

/** Has the records under an address read and checked: by this process, or by the observatory that runs over the folder, until it has. */
export async function visitRecords(
  config: Config,
  { prefix, say }: { readonly prefix: string; readonly say: (line: string) => void },
): Promise<void> {
  const { openObservatory } = await import('../open-observatory.ts');
  try {
    const observatory = await openObservatory({ config: { ...config, sparqlReplicas: 1 } });
    try {
      const progress = createProgress('records', observatory.registry.countDue(new Date()));
      await observatory.round({ onVisited: ({ registration }) => progress.step(registration.url) });
      progress.stop();
    } finally {
      await observatory.close();
    }
  } catch (error) {
    if (!(error instanceof FolderHeld)) throw error;
    await followRunning(config, prefix, say);
  }
}

async function followRunning(config: Config, prefix: string, say: (line: string) => void): Promise<void> {
  const db = openDatabase(config.dataFolder);
  try {
    // An index on the address bounds this to the records of the set.
    const due = db.prepare(
      'SELECT count(*) AS n FROM registration WHERE url >= ?1 AND url < ?2 AND next_visit_at <= ?3',
    );
    const left = () => due.get(prefix, `${prefix}\uffff`, new Date().toISOString())?.['n'] as number;
    const total = left();
    say(`The running observatory reads them now (${total}).`);
    const progress = createProgress('records', total);
    let last = total;
    let movedAt = Date.now();
    for (let now = total; now > 0; now = left()) {
      if (now !== last) movedAt = Date.now();
      for (let step = now; step < last; step++) progress.step('');
      last = now;
      if (Date.now() - movedAt > patienceMs) break;
      await pause(lookMs);
    }
    progress.stop();
    say(last > 0 && left() > 0 ? `${left()} are still to be read: it goes on by itself.` : 'All of them are read.');
  } finally {
    db.close();
  }
}
