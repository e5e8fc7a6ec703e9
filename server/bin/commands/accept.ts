import { Command } from 'commander';
import { createPublisherRules } from '../../fetch/publisher.ts';
import { openRegistry } from '../../registry/open-registry.ts';
import { readConfig } from '../config.ts';
import { inTransaction, openDatabase } from '../state/open-database.ts';

/** `obsidienne accept`: the operator's word on what waits for it; works beside a running observatory. */
export function acceptCommand(): Command {
  return new Command('accept')
    .description('let held changes of a site or registration go, and have what links led to read, at the next round')
    .argument('<site-or-id>', 'a site as obsidienne status names it, or the id of a registration')
    .option('--refuse', 'keep the held profiles as they are until their next visit')
    .option('--json', 'print what was decided as JSON')
    .action((target: string, { refuse = false, json }: { refuse?: boolean; json?: boolean }) => {
      const { dataFolder, sharedHosts } = readConfig(process.env);
      const db = openDatabase(dataFolder);
      try {
        const rules = createPublisherRules(sharedHosts);
        const { publishers, discoveries, heldChanges } = openRegistry(db, rules.of);
        const isMeant = (id: string, publisher: string) => id === target || publisher === target;
        const held = heldChanges.list().filter((change) => isMeant(change.registration, change.publisher));
        const found = refuse
          ? []
          : discoveries.waiting(100_000).filter(({ id, url }) => isMeant(id, publishers.of(url)));
        if (held.length + found.length === 0)
          throw new Error(`nothing of ${target} waits for a decision (obsidienne status lists what does)`);
        const now = new Date();
        inTransaction(db, () => {
          const ids = held.map(({ registration }) => registration);
          heldChanges.decide(ids, refuse ? 'refused' : 'accepted', now);
          for (const { id } of found) discoveries.admit(id, now);
        });
        const decided = [...held, ...found].map(({ url }) => url);
        if (json) console.log(JSON.stringify({ decision: refuse ? 'refused' : 'accepted', urls: decided }, null, 2));
        else {
          for (const url of decided) console.log(url);
          console.log(refuse ? 'Kept as they are until their next visit.' : 'Accepted: the next round carries it out.');
        }
      } finally {
        db.close();
      }
    });
}
