#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import type { Command as CommandType } from 'commander';
import { calmConsole } from './console/calm-console.ts';

// Before anything else is loaded: a command that is run on a thousand files compiles itself once.
enableCompileCache();
calmConsole();
const { Command } = await import('commander');

/** Each command with what it needs: `parse` is to be quick, and does not load the observatory. */
const commands: Readonly<Record<string, () => Promise<CommandType>>> = {
  serve: async () => (await import('./commands/serve.ts')).serveCommand(),
  crawl: async () => (await import('./commands/crawl.ts')).crawlCommand(),
  register: async () => (await import('./commands/register.ts')).registerCommand(),
  check: async () => (await import('./commands/check.ts')).checkCommand(),
  parse: async () => (await import('./commands/parse.ts')).parseCommand(),
  query: async () => (await import('./commands/query.ts')).queryCommand(),
  status: async () => (await import('./commands/status.ts')).statusCommand(),
  accept: async () => (await import('./commands/accept.ts')).acceptCommand(),
  suppress: async () => (await import('./commands/suppress.ts')).suppressCommand(),
  identity: async () => (await import('./commands/identity.ts')).identityCommand(),
  export: async () => (await import('./commands/export.ts')).exportCommand(),
  'graph-files': async () => (await import('./commands/graph-files.ts')).graphFilesCommand(),
  import: async () => (await import('./commands/import.ts')).importCommand(),
  sketch: async () => (await import('./commands/sketch.ts')).sketchCommand(),
  convert: async () => (await import('./commands/convert.ts')).convertCommand(),
  snapshot: async () => (await import('./commands/snapshot.ts')).snapshotCommand(),
  backup: async () => (await import('./commands/backup.ts')).backupCommand(),
  restore: async () => (await import('./commands/backup.ts')).restoreCommand(),
  'demo-real': async () => (await import('./commands/demo-real.ts')).demoRealCommand(),
};

const program = new Command('obsidienne')
  .description('A federated linked-data directory and ecosystem map of tiers-lieux')
  .version('0.1.0')
  .showHelpAfterError('(obsidienne --help lists the commands)');

// Help and misspelt names want them all.
const asked = Object.keys(commands).filter((name) => name === process.argv[2]);
for (const name of asked.length > 0 ? asked : Object.keys(commands)) {
  const command = await commands[name]?.();
  if (command) program.addCommand(command);
}

try {
  await program.parseAsync();
} catch (error) {
  // One clear line for whoever typed the command; the stack is for those who ask.
  console.error(`obsidienne: ${error instanceof Error ? error.message : String(error)}`);
  if (process.env['OBSIDIENNE_LOG'] === 'debug') console.error(error);
  process.exitCode = 1;
}
