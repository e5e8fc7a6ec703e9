import type { Command } from 'commander';
import type { SaidOfSet } from './find-mapping.ts';

/** What is said of somebody else's records on the command line, whatever is done with them. */
export interface SetOptions extends SaidOfSet {
  readonly skipBadRows?: boolean;
}

/** Gives a command the records and their mapping as arguments, and what can be said of them as options. */
export function withSetOptions(command: Command): Command {
  return command
    .argument(
      '<mapping>',
      'a set or a format that comes with the server, a mapping file (NAME.json), or “auto”: by looking at the columns',
    )
    .argument('<file-or-url>', 'the records')
    .option('--as <name>', 'of a format: what the set is to be called in addresses')
    .option('--credit <text>', 'of a format: who made the data, as shown wherever they are')
    .option('--license <url>', 'of a format: the licence of the data; none where nobody has said')
    .option('--page <url>', 'of a format: a page that tells of the set')
    .option('--inside <name>', 'of an archive or a spreadsheet: the file or the sheet that is meant')
    .option(
      '--skip-bad-rows',
      'leave out rows of a table that have more cells than its header, instead of refusing the file',
    );
}
