import { readContexts } from '../../server/bin/bundled-data.ts';
import { readConfig } from '../../server/bin/config.ts';
import { openObservatory } from '../../server/bin/observatory.ts';
import { openDatabase } from '../../server/bin/open-database.ts';
import type { Dereferencer } from '../../server/fetch/dereference.ts';
import { createDereferencer } from '../../server/fetch/dereference.ts';
import { parseDocument } from '../../server/rdf/parse-document.ts';
import { dayMs, registrationId } from '../../server/registry/registration.ts';
import { createRegistry } from '../../server/registry/registry.ts';
import { cpuSecondsWithChildren } from './measure.ts';
import { startSyntheticWeb } from './synthetic-web.ts';

/** What one way of reading the same web cost. */
export interface RoundFigures {
  readonly profiles: number;
  readonly seconds: number;
  /** CPU of this process alone. */
  readonly ownCpu: number;
  /** CPU of this process and of the graph's replicas. */
  readonly cpu: number;
}

const [mode = 'cold', countText = '5000', folder = ''] = process.argv.slice(2);
const modes: Readonly<Record<string, () => Promise<void>>> = { cold, again, parse: fetchAndParse, ask: askAgain };
const web = await startSyntheticWeb(Number(countText));
const startedAt = performance.now();
const ownBefore = process.cpuUsage();
const cpuBefore = cpuSecondsWithChildren() ?? 0;
await modes[mode]?.();
const { user, system } = process.cpuUsage(ownBefore);
const figures: RoundFigures = {
  profiles: web.urls.length,
  seconds: (performance.now() - startedAt) / 1000,
  ownCpu: (user + system) / 1e6,
  cpu: (cpuSecondsWithChildren() ?? 0) - cpuBefore,
};
web.stop();
console.log(JSON.stringify(figures));

function open(now: () => Date) {
  return openObservatory({
    config: readConfig({ OBSIDIENNE_DATA: folder, OBSIDIENNE_FETCH_GAP_MS: '0', OBSIDIENNE_SPARQL_REPLICAS: '1' }),
    hosts: web.hosts,
    now,
  });
}

/** The whole path on an empty folder: fetch, parse, check, hash, store, project, graph. */
async function cold(): Promise<void> {
  const observatory = await open(() => new Date());
  for (const url of web.urls) observatory.register(url, 'bench');
  const { outcomes } = await observatory.round();
  await observatory.close();
  if (outcomes['changed'] !== web.urls.length) throw new Error(`not all were read: ${JSON.stringify(outcomes)}`);
}

/** The round three days later on the same folder, when every site answers that nothing has changed. */
async function again(): Promise<void> {
  const observatory = await open(() => new Date(Date.now() + 3 * dayMs));
  const { outcomes } = await observatory.round();
  await observatory.close();
  if (outcomes['unchanged'] !== web.urls.length) throw new Error(`not all were unchanged: ${JSON.stringify(outcomes)}`);
}

/** The limit of a cold round: the same requests and the same parsing, and nothing else. */
async function fetchAndParse(): Promise<void> {
  const contexts = readContexts();
  await dereferenceAll(web.urls, async (url, dereferencer) => {
    const met = await dereferencer.dereference(url);
    if (met.state !== 'document') throw new Error(`${url}: ${met.state}`);
    const { quads } = await parseDocument({ ...met.document, url: met.document.finalUrl }, contexts);
    if (quads.length === 0) throw new Error(`${url} is empty`);
  });
}

/** The limit of a round without changes: the same conditional requests, and nothing else. */
async function askAgain(): Promise<void> {
  const db = openDatabase(folder);
  const registry = createRegistry(db);
  await dereferenceAll(web.urls, async (url, dereferencer) => {
    const met = await dereferencer.dereference(url, {
      validators: { etag: registry.findByUrl(url)?.sources[0]?.etag ?? '' },
    });
    if (met.state !== 'not-modified') throw new Error(`${url}: ${met.state}`);
  });
  db.close();
}

async function dereferenceAll(
  urls: readonly string[],
  ask: (url: string, dereferencer: Dereferencer) => Promise<void>,
): Promise<void> {
  const dereferencer = createDereferencer({ userAgent: 'Bench/0', hosts: web.hosts, politeness: { gapMs: 0 } });
  // In the order of a round, which goes from site to site.
  const queue = [...urls].sort((a, b) => registrationId(a).localeCompare(registrationId(b))).values();
  const work = async () => {
    for (const url of queue) await ask(url, dereferencer);
  };
  await Promise.all(Array.from({ length: 16 }, work));
  await dereferencer.close();
}
