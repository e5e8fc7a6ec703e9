import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { mapRecords } from '../../crosswalk/apply-mapping.ts';
import { chooseMapping } from '../records/choose-mapping.ts';
import type { SaidOfSet } from '../records/find-mapping.ts';
import { openSource } from '../records/open-source.ts';
import { readThings } from '../records/read-things.ts';
import { mostSetBytes } from '../records/reread-sets.ts';
import { tellLoss } from '../records/tell-loss.ts';

interface Options extends SaidOfSet {
  readonly to?: string;
  readonly skipBadRows?: boolean;
  readonly json?: boolean;
}

/** `obsidienne convert MAPPING FILE`: somebody else's records as profiles, with what was lost on the way. */
export function convertCommand(): Command {
  return new Command('convert')
    .description(
      'turn somebody else’s records into profiles by a mapping, and tell what was guessed, dropped and refused',
    )
    .argument(
      '<mapping>',
      'a set or a format that comes with the server, a mapping file (NAME.json), or “auto”: by looking at the columns',
    )
    .argument('<file-or-url>', 'the records')
    .option('--to <folder>', 'write each profile there as JSON-LD (ID.jsonld), and the loss report (loss-report.json)')
    .option('--as <name>', 'of a format: what the set is to be called in addresses')
    .option('--credit <text>', 'of a format: who made the data, as shown wherever they are')
    .option('--license <url>', 'of a format: the licence of the data; none where nobody has said')
    .option('--page <url>', 'of a format: a page that tells of the set')
    .option('--inside <name>', 'of an archive or a spreadsheet: the file or the sheet that is meant')
    .option(
      '--skip-bad-rows',
      'leave out rows of a table that have more cells than its header, instead of refusing the file',
    )
    .option('--json', 'print the loss report as JSON')
    .action(async (name: string, target: string, { to, json, skipBadRows, ...said }: Options) => {
      const source = await openSource(target, mostSetBytes);
      const mapping = await chooseMapping(name, source, said);
      const set = () => mapRecords(mapping, source.pages(), { readThings, skipBadRows });
      // Read to its end before anything is written: a file that breaks off leaves no half of itself.
      const whole = set();
      let count = 0;
      for await (const _ of whole.profiles) count++;
      const report = whole.report();
      if (count === 0) throw new Error(`not one of the ${report.records} records became a profile`);
      if (to !== undefined) {
        await mkdir(to, { recursive: true });
        for await (const { id, profile } of set().profiles)
          await writeFile(join(to, `${id}.jsonld`), `${JSON.stringify(profile, null, 2)}\n`);
      }
      if (to !== undefined) await writeFile(join(to, 'loss-report.json'), `${JSON.stringify(report, null, 2)}\n`);
      if (json) console.log(JSON.stringify(report, null, 2));
      else
        console.log(
          [`${count} profiles of ${report.records} records; credit: ${mapping.attribution}`, ...tellLoss(report)].join(
            '\n',
          ),
        );
    });
}
