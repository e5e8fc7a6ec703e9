import type { SmallWeb } from '../../fixtures/small-web.ts';
import { fixtureSites, seeds, startSmallWeb } from '../../fixtures/small-web.ts';
import type { Config } from './config.ts';

/** How a registration of the demonstration is marked, so that a restart brings its small web back. */
export const demoSource = 'demo';

/** Starts the small web of example profiles on loopback and tells the addresses to register. */
export async function startDemoWeb(config: Pick<Config, 'demoPort'>): Promise<{ web: SmallWeb; urls: readonly string[] }> {
  return { web: await startSmallWeb(fixtureSites(), { port: config.demoPort }), urls: seeds };
}

/** Hosts of the demonstration where several publishers live side by side, each below its own folder. */
export const demoSharedHosts = ['pods.localhost'];
