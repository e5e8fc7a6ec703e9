import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { applyMapping } from '../../crosswalk/apply-mapping.ts';
import { readInput } from '../read-input.ts';
import { findMapping, type SaidOfSet } from '../records/find-mapping.ts';
import { mostSetBytes } from '../records/reread-sets.ts';
import { tellLoss } from '../records/tell-loss.ts';

interface Options extends SaidOfSet {
  readonly to?: string;
  readonly json?: boolean;
}

/** `obsidienne convert MAPPING FILE`: somebody else's records as profiles, with what was lost on the way. */
export function convertCommand(): Command {
  return new Command('convert')
    .description(
      'turn somebody else’s records into profiles by a mapping, and tell what was guessed, dropped and refused',
    )
    .argument('<mapping>', 'a set or a format that comes with the server, or a mapping file (NAME.json)')
    .argument('<file-or-url>', 'the records')
    .option('--to <folder>', 'write each profile there as JSON-LD (ID.jsonld), and the loss report (loss-report.json)')
    .option('--as <name>', 'of a format: what the set is to be called in addresses')
    .option('--credit <text>', 'of a format: who made the data, as shown wherever they are')
    .option('--license <url>', 'of a format: the licence of the data; none where nobody has said')
    .option('--page <url>', 'of a format: a page that tells of the set')
    .option('--json', 'print the loss report as JSON')
    .action(async (name: string, target: string, { to, json, ...said }: Options) => {
      const mapping = await findMapping(name, target, said);
      const { body } = await readInput(target, mostSetBytes);
      const { profiles, report } = await applyMapping(mapping, body);
      if (to !== undefined) {
        await mkdir(to, { recursive: true });
        for (const { id, profile } of profiles)
          await writeFile(join(to, `${id}.jsonld`), `${JSON.stringify(profile, null, 2)}\n`);
        await writeFile(join(to, 'loss-report.json'), `${JSON.stringify(report, null, 2)}\n`);
      }
      const { records } = report;
      if (json) console.log(JSON.stringify(report, null, 2));
      else
        console.log(
          [
            `${profiles.length} profiles of ${records} records; credit: ${mapping.attribution}`,
            ...tellLoss(report),
          ].join('\n'),
        );
      if (profiles.length === 0) throw new Error(`not one of the ${records} records became a profile`);
    });
}
