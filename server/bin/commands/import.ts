import { Command } from 'commander';
import { applyMapping } from '../../crosswalk/apply-mapping.ts';
import { createProgress } from '../progress.ts';
import { readInput } from '../read-input.ts';
import { findMapping, type SaidOfSet } from '../records/find-mapping.ts';
import type { Imported } from '../records/import-set.ts';
import { mostSetBytes } from '../records/reread-sets.ts';
import { tellLoss } from '../records/tell-loss.ts';
import { withObservatory } from '../with-observatory.ts';

interface Options extends SaidOfSet {
  readonly dryRun?: boolean;
  readonly acceptLosses?: boolean;
  readonly json?: boolean;
}

/** `obsidienne import MAPPING FILE`: somebody else's records into the observatory, by the path of everyone's profiles. */
export function importCommand(): Command {
  return new Command('import')
    .description(
      'take somebody else’s records in by a mapping: each becomes a document of its own under /sources, which is read and checked like any profile; a web address is read again each day; tells what was guessed, dropped and refused',
    )
    .argument('<mapping>', 'a set or a format that comes with the server, or a mapping file (NAME.json)')
    .argument('<file-or-url>', 'the records')
    .option('--dry-run', 'tell what would happen, and store nothing')
    .option('--accept-losses', 'take away what the file no longer has, however much that is')
    .option('--as <name>', 'of a format: what the set is to be called in addresses')
    .option('--credit <text>', 'of a format: who made the data, as shown wherever they are')
    .option('--license <url>', 'of a format: the licence of the data; none where nobody has said')
    .option('--page <url>', 'of a format: a page that tells of the set')
    .option('--json', 'print what was done and the loss report as JSON')
    .action(async (name: string, target: string, { dryRun = false, acceptLosses = false, json, ...said }: Options) => {
      const mapping = await findMapping(name, target, said);
      const { body } = await readInput(target, mostSetBytes);
      const applied = await applyMapping(mapping, body);
      const { profiles, report } = applied;
      if (profiles.length === 0) throw new Error(`not one of the ${report.records} records became a profile`);
      await withObservatory(async (observatory) => {
        // A mapping file may be elsewhere tomorrow; one that comes with the server is there.
        const isReadAgain = /^https?:/i.test(target) && !/\.json$/.test(name);
        const imported = observatory.importSet(mapping, applied, {
          isPreview: dryRun,
          mayLose: acceptLosses,
          target: isReadAgain ? target : null,
        });
        if (imported.state === 'stored') {
          const progress = createProgress('records', observatory.registry.countDue(new Date()));
          await observatory.round({ onVisited: ({ registration }) => progress.step(registration.url) });
          progress.stop();
        }
        if (json) console.log(JSON.stringify({ ...imported, report }, null, 2));
        else
          console.log(
            [tell(imported, profiles.length), `credit: ${mapping.attribution}`, ...tellLoss(report)].join('\n'),
          );
        if (imported.state === 'held')
          throw new Error(
            `${imported.removed.length} records would go: nothing was stored. Look at the file; if they are to go, say --accept-losses`,
          );
      });
    });
}

function tell({ state, added, changed, removed }: Imported, profiles: number): string {
  const done = { stored: 'taken in', previewed: 'would be taken in', held: 'not taken in' }[state];
  return `${profiles} records ${done}: ${added.length} new, ${changed.length} changed, ${removed.length} gone`;
}
