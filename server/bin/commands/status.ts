import { Command } from 'commander';
import { createPublisherRules } from '../../fetch/publisher.ts';
import { openRegistry } from '../../registry/open-registry.ts';
import { readOperation } from '../../registry/operation.ts';
import { readConfig } from '../config.ts';
import { demoSharedHosts } from '../demo-web.ts';
import { openDatabase } from '../open-database.ts';

/** `obsidienne status`: what the data folder holds; works beside a running observatory. */
export function statusCommand(): Command {
  return new Command('status')
    .description('tell what the data folder holds: by status, due, failing, held, found by links')
    .option('--json', 'print it as JSON')
    .action(({ json }: { json?: boolean }) => {
      const { dataFolder, sharedHosts } = readConfig(process.env);
      const db = openDatabase(dataFolder);
      try {
        const rules = createPublisherRules([...sharedHosts, ...demoSharedHosts]);
        const operation = readOperation(db, openRegistry(db, rules.of), new Date());
        if (json) {
          console.log(JSON.stringify({ dataFolder, ...operation }, null, 2));
          return;
        }
        console.log(dataFolder);
        for (const [name, count] of Object.entries(operation.registrations))
          console.log(`${String(count).padStart(8)}  ${name}`);
        console.log(`${String(operation.due).padStart(8)}  due now`);
        for (const { url, status, failures, failingSince, detail } of operation.failing)
          console.log(`  ${status} since ${failingSince.slice(0, 10)} (${failures}×)  ${url}  ${detail.en}`);
        for (const { publisher, registration, url, at, detail } of operation.held)
          console.log(`  held since ${at.slice(0, 10)}  ${publisher}  ${registration}  ${url}  ${detail.en}`);
        for (const { id, url, linkedBy } of operation.discovered)
          console.log(`  found by a link  ${id}  ${url}  (from ${linkedBy})`);
      } finally {
        db.close();
      }
    });
}
