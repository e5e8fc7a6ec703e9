import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readContexts } from '../../server/bin/bundled-data.ts';
import { openObservatory } from '../../server/bin/observatory.ts';
import { createDereferencer } from '../../server/fetch/dereference.ts';
import { parseDocument } from '../../server/rdf/parse-document.ts';
import { registrationId } from '../../server/registry/registration.ts';
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

const [mode, countText = '5000', keep] = process.argv.slice(2);
const web = await startSyntheticWeb(Number(countText));
const folder = keep ?? mkdtempSync(join(tmpdir(), 'obsidienne-bench-'));
const startedAt = performance.now();
const ownBefore = process.cpuUsage();
const cpuBefore = cpuSecondsWithChildren() ?? 0;
await (mode === 'limit' ? fetchAndParse() : coldRound());
const { user, system } = process.cpuUsage(ownBefore);
const figures: RoundFigures = {
  profiles: web.urls.length,
  seconds: (performance.now() - startedAt) / 1000,
  ownCpu: (user + system) / 1e6,
  cpu: (cpuSecondsWithChildren() ?? 0) - cpuBefore,
};
web.stop();
if (!keep) rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify(figures));

/** The whole path: fetch, parse, check, hash, store, project, graph. */
async function coldRound(): Promise<void> {
  const observatory = await openObservatory({
    config: {
      dataFolder: folder,
      crawlConcurrency: 16,
      readers: 2,
      fetchTimeoutMs: 30_000,
      fetchGapMs: 0,
      sharedHosts: [],
      sparqlReplicas: 1,
      sparqlDeadlineMs: 10_000,
    },
    hosts: web.hosts,
  });
  for (const url of web.urls) observatory.register(url, 'bench');
  const tally = await observatory.round();
  if (tally.outcomes['changed'] !== web.urls.length) throw new Error(`not all were read: ${JSON.stringify(tally)}`);
  await observatory.close();
}

/** The limit: the same requests and the same parsing, and nothing else. */
async function fetchAndParse(): Promise<void> {
  const dereferencer = createDereferencer({ userAgent: 'Bench/0', hosts: web.hosts, politeness: { gapMs: 0 } });
  const contexts = readContexts();
  // In the order of a round, which goes from site to site.
  const queue = [...web.urls].sort((a, b) => registrationId(a).localeCompare(registrationId(b))).values();
  const work = async () => {
    for (const url of queue) {
      const met = await dereferencer.dereference(url);
      if (met.state !== 'document') throw new Error(`${url}: ${met.state}`);
      const { quads } = await parseDocument({ ...met.document, url: met.document.finalUrl }, contexts);
      if (quads.length === 0) throw new Error(`${url} is empty`);
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  await dereferencer.close();
}
