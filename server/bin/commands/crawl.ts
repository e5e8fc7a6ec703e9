import { setTimeout } from 'node:timers/promises';
import { Command } from 'commander';
import { tellOutcome } from '../../crawl/visit/visit-words.ts';
import { createProgress } from '../console/progress.ts';
import { withObservatory } from '../console/with-observatory.ts';
import { startCrawler } from '../crawler.ts';

/** `obsidienne crawl`: reads what is due, once or until interrupted. */
export function crawlCommand(): Command {
  return new Command('crawl')
    .description('read every profile that is due; goes on until interrupted, or with --once stops after one round')
    .option('--once', 'one round only')
    .option('--json', 'print the tally as JSON')
    .action(({ once, json }: { once?: boolean; json?: boolean }) =>
      withObservatory(async (observatory) => {
        if (once) {
          const progress = createProgress('profiles', observatory.registry.countDue(new Date()));
          const tally = await observatory.round({ onVisited: ({ registration }) => progress.step(registration.url) });
          progress.stop();
          if (json) console.log(JSON.stringify(tally));
          else
            console.log(
              `${tally.visited} visited${[...Object.entries(tally.outcomes)].map(([k, n]) => `, ${n} ${k}`).join('')}`,
            );
          return;
        }
        const interrupted = new AbortController();
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
        const crawler = startCrawler(observatory, {
          onVisited: ({ registration, outcome }) =>
            console.log(
              json
                ? JSON.stringify({ url: registration.url, outcome: outcome.state })
                : `${registration.url}  ${tellOutcome(outcome).en}`,
            ),
          onFailure: (error) => console.error(`obsidienne: ${error instanceof Error ? error.message : String(error)}`),
        });
        // The crawler's timers do not keep the process alive; this one does, until a signal.
        await setTimeout(2 ** 31 - 1, undefined, { signal: interrupted.signal }).catch(() => undefined);
        await crawler.stop();
      }),
    );
}
