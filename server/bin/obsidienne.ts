#!/usr/bin/env node
import { Command } from 'commander';
import { acceptCommand } from './commands/accept.ts';
import { backupCommand, restoreCommand } from './commands/backup.ts';
import { checkCommand } from './commands/check.ts';
import { crawlCommand } from './commands/crawl.ts';
import { demoRealCommand } from './commands/demo-real.ts';
import { parseCommand } from './commands/parse.ts';
import { queryCommand } from './commands/query.ts';
import { registerCommand } from './commands/register.ts';
import { serveCommand } from './commands/serve.ts';
import { statusCommand } from './commands/status.ts';

const program = new Command('obsidienne')
  .description('A federated linked-data directory and ecosystem map of tiers-lieux')
  .version('0.1.0')
  .showHelpAfterError('(obsidienne --help lists the commands)')
  .addCommand(serveCommand())
  .addCommand(crawlCommand())
  .addCommand(registerCommand())
  .addCommand(checkCommand())
  .addCommand(parseCommand())
  .addCommand(queryCommand())
  .addCommand(statusCommand())
  .addCommand(acceptCommand())
  .addCommand(backupCommand())
  .addCommand(restoreCommand())
  .addCommand(demoRealCommand());

try {
  await program.parseAsync();
} catch (error) {
  // One clear line for whoever typed the command; the stack is for those who ask.
  console.error(`obsidienne: ${error instanceof Error ? error.message : String(error)}`);
  if (process.env['OBSIDIENNE_LOG'] === 'debug') console.error(error);
  process.exitCode = 1;
}
