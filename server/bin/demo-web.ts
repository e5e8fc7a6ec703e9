import type { SmallWeb } from '../../fixtures/small-web.ts';
import { fixtureSites, seeds, startSmallWeb } from '../../fixtures/small-web.ts';
import { createRegistry } from '../registry/registry.ts';
import type { Config } from './config.ts';
import { openDatabase } from './state/open-database.ts';

/** How a registration of the demonstration is marked, so that a restart brings its small web back. */
export const demoSource = 'demo';

/**
 * Starts the small web of example profiles on loopback when the data folder is empty or holds the demonstration;
 * undefined when the observatory has profiles of its own or the demonstration is switched off.
 */
export async function startDemoWeb(
  config: Pick<Config, 'demo' | 'demoPort' | 'dataFolder'>,
): Promise<SmallWeb | undefined> {
  if (!config.demo || !wantsDemo(config.dataFolder)) return undefined;
  return startSmallWeb(fixtureSites(), { port: config.demoPort });
}

/** The addresses to register on an empty data folder. */
export const demoUrls: readonly string[] = seeds;

function wantsDemo(dataFolder: string): boolean {
  const db = openDatabase(dataFolder);
  try {
    const { total, items } = createRegistry(db).list({ page: 1, size: 1 });
    return total === 0 || items[0]?.source === demoSource;
  } finally {
    db.close();
  }
}

/** The publisher of the demonstration that is vouched for: its sitemap is followed. */
export const demoPublishers = ['fabriques-du-littoral.localhost'];

/** The address under which a browser finds a page of the demonstration: `*.localhost` is this machine, at the small web's port. */
export function reachDemo(url: string, hosts: SmallWeb['hosts']): string {
  const parsed = URL.parse(url);
  const found = parsed ? hosts[parsed.hostname] : undefined;
  if (!parsed || !found) return url;
  parsed.port = String(found.port);
  return parsed.href;
}
