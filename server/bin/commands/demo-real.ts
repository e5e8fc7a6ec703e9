import { existsSync } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { SmallWeb } from '../../../fixtures/small-web.ts';
import { startSmallWeb } from '../../../fixtures/small-web.ts';
import { applyMapping } from '../../crosswalk/apply-mapping.ts';
import { listMappings } from '../../crosswalk/list-mappings.ts';
import { readContexts } from '../bundled-data.ts';
import type { Config } from '../config.ts';
import { readConfig } from '../config.ts';
import { holdFolder } from '../state/hold-folder.ts';
import type { RealSet } from './demo-real-crawl.ts';
import { crawlSets } from './demo-real-crawl.ts';
import { tellFigures } from './demo-real-report.ts';
import type { Published } from './demo-real-sites.ts';
import { publishSet } from './demo-real-sites.ts';

interface Flags {
  readonly json?: boolean;
  readonly keep?: boolean;
  readonly serve?: boolean;
}

/** `obsidienne demo-real DIR`: public sets of places, published on a small web and read like anybody's profiles. */
export function demoRealCommand(): Command {
  return new Command('demo-real')
    .description('publish public sets of places on a loopback web, register and read them, and tell what was met')
    .argument('<folder>', 'the folder that holds the data files')
    .option('--json', 'print the figures as JSON')
    .option('--keep', 'keep the data folder (./data/demo-real) for the next run')
    .option('--serve', 'go on as the observatory at PORT, with the sets on the map')
    .action(async (folder: string, flags: Flags) => {
      const env = process.env['OBSIDIENNE_DATA'];
      const config = readConfig({ ...process.env, OBSIDIENNE_DATA: env ?? join('data', 'demo-real') });
      const isOurs = env === undefined && !flags.keep;
      const sets = await readSets(folder);
      if (isOurs) await clear(config.dataFolder);
      const { web, published } = await publish(sets);
      try {
        const figures = await crawlSets(sets, { config, web, published });
        console.log(flags.json ? JSON.stringify(figures, null, 2) : tellFigures(figures));
        if (flags.serve) await goOn(config, web);
      } finally {
        await web.close();
        if (isOurs) await clear(config.dataFolder);
      }
    });
}

/** Reads the sets that the mappings declare from a folder; throws one line that names what is missing or broken. */
export async function readSets(folder: string): Promise<readonly RealSet[]> {
  const at = resolve(folder);
  const found = await stat(at).catch(() => undefined);
  if (!found?.isDirectory()) throw new Error(`${folder} is not a folder; give the one that holds the data files`);
  const mappings = await listMappings();
  const there = mappings.filter(({ dataFile }) => existsSync(join(at, dataFile)));
  const missing = mappings.filter((mapping) => !there.includes(mapping)).map(({ dataFile }) => dataFile);
  if (there.length === 0) throw new Error(`${folder} lacks ${missing.join(' and ')}, which the mappings read`);
  if (missing.length > 0) console.error(`${folder} lacks ${missing.join(' and ')}: those sets are left out`);
  const sets: RealSet[] = [];
  for (const mapping of there)
    sets.push({ mapping, ...(await applyMapping(mapping, await readFile(join(at, mapping.dataFile)))) });
  return sets;
}

/** Serves every set on its own host of one small web. */
export async function publish(
  sets: readonly RealSet[],
): Promise<{ readonly web: SmallWeb; readonly published: readonly (readonly Published[])[] }> {
  const contexts = readContexts();
  const sites = await Promise.all(sets.map(({ mapping, profiles }) => publishSet(mapping, profiles, contexts)));
  return {
    web: await startSmallWeb(sites.map(({ site }) => site)),
    published: sites.map(({ published }) => published),
  };
}

/** Serves the observatory over the same data and the same small web until it is interrupted. */
async function goOn(config: Config, { hosts }: SmallWeb): Promise<void> {
  // Pages and map are loaded only by those who want to see them.
  const { serve } = await import('./serve.ts');
  const served = await serve({ ...config, fetchGapMs: 0, demo: false }, { say: (line) => console.error(line), hosts });
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  await served.stop();
}

/** Empties our own data folder, but never under a process that is using it. */
async function clear(dataFolder: string): Promise<void> {
  holdFolder(dataFolder)();
  await rm(dataFolder, { recursive: true, force: true });
}
