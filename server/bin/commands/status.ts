import { Command } from 'commander';
import { createRegistry } from '../../registry/registry.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../open-database.ts';

/** `obsidienne status`: what the data folder holds; works beside a running observatory. */
export function statusCommand(): Command {
  return new Command('status')
    .description('tell what the data folder holds: registrations by status, what is due, what fails')
    .option('--json', 'print it as JSON')
    .action(({ json }: { json?: boolean }) => {
      const { dataFolder } = readConfig(process.env);
      const db = openDatabase(dataFolder);
      try {
        const registry = createRegistry(db);
        const now = new Date();
        const failing = (['invalid', 'unreachable'] as const).flatMap(
          (status) => registry.list({ status, page: 1, size: 20 }).items,
        );
        const status = { dataFolder, registrations: registry.counts(), due: registry.countDue(now) };
        if (json) {
          console.log(JSON.stringify({ ...status, failing }, null, 2));
          return;
        }
        console.log(dataFolder);
        for (const [name, count] of Object.entries(status.registrations))
          console.log(`${String(count).padStart(8)}  ${name}`);
        console.log(`${String(status.due).padStart(8)}  due now`);
        for (const { url, status: word, failures, id } of failing)
          console.log(`  ${word} (${failures}×)  ${url}  ${registry.visits(id, 1)[0]?.detail.en ?? ''}`);
      } finally {
        db.close();
      }
    });
}
