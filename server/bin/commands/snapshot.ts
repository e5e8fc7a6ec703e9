import { Command } from 'commander';
import { readConfig } from '../config.ts';
import { createProgress } from '../console/progress.ts';
import { makeSnapshot } from '../duties/make-snapshot.ts';

/** `obsidienne snapshot`: makes today's snapshot now; works beside a running observatory. */
export function snapshotCommand(): Command {
  return new Command('snapshot')
    .description('write the whole dataset of today as files to download and cite, also while the observatory runs')
    .option('--json', 'print what was written as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { dataFolder, sharedHosts, origin } = readConfig(process.env);
      const progress = createProgress('parts', 3);
      const options = { dataFolder, sharedHosts, ...(origin ? { origin } : {}) };
      const work = await makeSnapshot(options, { now: new Date(), onStep: (what) => progress.step(what) });
      progress.stop();
      const { made, forgotten, revised } = work;
      if (json) console.log(JSON.stringify({ snapshot: made, forgotten, revised }));
      else for (const part of made.parts) console.log(`${made.date} ${part.terms}: ${part.graphs} profiles`);
    });
}
