import { Command } from 'commander';
import { writeDatasetFiles } from '../../graph/external/keeping/write-dataset-files.ts';
import { readConfig } from '../config.ts';
import { readState } from '../state/read-state.ts';

/** `obsidienne graph-files`: what an external engine is to hold, for its own loader; works beside a running observatory. */
export function graphFilesCommand(): Command {
  return new Command('graph-files')
    .description(
      'write what an external SPARQL server is to hold as N-Quads, for the loader of a server that is still empty (docs/external-engine.md); also while the observatory runs',
    )
    .argument('<folder>', 'where to; new, or empty')
    .option('--json', 'print what was written as JSON')
    .action(async (folder: string, { json }: { json?: boolean }) => {
      const { dataFolder, sharedHosts, origin } = readConfig(process.env);
      const state = readState({ dataFolder, sharedHosts, ...(origin ? { origin } : {}) });
      try {
        const written = await writeDatasetFiles(state.dataset(), folder);
        if (json) console.log(JSON.stringify({ folder, ...written }, null, 2));
        else
          console.log(
            `${written.graphs} graphs, ${written.statements} statements in ${written.files.length} ${written.files.length === 1 ? 'file' : 'files'} of ${folder}; load ${written.held} when all of them are in`,
          );
      } finally {
        state.close();
      }
    });
}
