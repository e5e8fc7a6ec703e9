import { readContexts } from '../../server/bin/bundled-data.ts';
import { readConfig } from '../../server/bin/config.ts';
import { openObservatory } from '../../server/bin/open-observatory.ts';
import { openDatabase } from '../../server/bin/state/open-database.ts';
import type { Dereferencer } from '../../server/fetch/dereference.ts';
import { createDereferencer } from '../../server/fetch/dereference.ts';
import { parseDocument } from '../../server/rdf/parse-document.ts';
import { dayMs, registrationId } from '../../server/registry/registration.ts';
import { createRegistry } from '../../server/registry/registry.ts';
import { costByScript, type ProcessCost } from './measure.ts';
import { openPlainPipeline } from './plain-pipeline.ts';
import { startSyntheticWeb } from './synthetic-web.ts';

/** What one way of reading the same web cost, from its first request to its last write; starting and stopping aside. */
export interface RoundFigures {
  readonly profiles: number;
  readonly seconds: number;
  /** CPU seconds of all our processes, the web that is read aside. */
  readonly cpu: number;
  /** The same by script, with the most memory that one process held. */
  readonly byScript: Readonly<Record<string, ProcessCost>>;
}

const [mode = 'cold', countText = '5000', folder = ''] = process.argv.slice(2);
const modes: Readonly<Record<string, () => Promise<RoundFigures>>> = {
  cold,
  again,
  parse: fetchAndParse,
  ask: askAgain,
  plain,
};
const web = await startSyntheticWeb(Number(countText));
console.log(JSON.stringify(await modes[mode]?.()));
web.stop();

async function measured(work: () => Promise<unknown>): Promise<RoundFigures> {
  const before = costByScript();
  const startedAt = performance.now();
  await work();
  const seconds = (performance.now() - startedAt) / 1000;
  const byScript = Object.fromEntries(
    Object.entries(costByScript())
      .filter(([script]) => script !== 'serve-web')
      .map(([script, { cpu, peakBytes }]) => [script, { cpu: cpu - (before[script]?.cpu ?? 0), peakBytes }]),
  );
  const cpu = Object.values(byScript).reduce((sum, cost) => sum + cost.cpu, 0);
  return { profiles: web.urls.length, seconds, cpu, byScript };
}

async function measureRound(outcome: 'changed' | 'unchanged', now: () => Date): Promise<RoundFigures> {
  const observatory = await openObservatory({
    config: readConfig({
      OBSIDIENNE_DATA: folder,
      OBSIDIENNE_FETCH_GAP_MS: '0',
      OBSIDIENNE_SPARQL_REPLICAS: '1',
    }),
    hosts: web.hosts,
    now,
  });
  for (const url of web.urls) observatory.register(url, 'bench');
  await observatory.graph.settled();
  const figures = await measured(async () => {
    const { outcomes } = await observatory.round();
    if (outcomes[outcome] !== web.urls.length) throw new Error(`not all ${outcome}: ${JSON.stringify(outcomes)}`);
  });
  await observatory.close();
  return figures;
}

/** The whole path on an empty folder: fetch, parse, check, hash, store, project, graph. */
function cold(): Promise<RoundFigures> {
  return measureRound('changed', () => new Date());
}

/** The round three days later on the same folder, when every site answers that nothing has changed. */
function again(): Promise<RoundFigures> {
  return measureRound('unchanged', () => new Date(Date.now() + 3 * dayMs));
}

/** The limit of a cold round: the same requests and the same parsing, and nothing else. */
function fetchAndParse(): Promise<RoundFigures> {
  const contexts = readContexts();
  return dereferenceAll(async (url, dereferencer) => {
    const met = await dereferencer.dereference(url);
    if (met.state !== 'document') throw new Error(`${url}: ${met.state}`);
    const { quads } = await parseDocument({ ...met.document, url: met.document.finalUrl }, contexts);
    if (quads.length === 0) throw new Error(`${url} is empty`);
  });
}

/** The limit of a round without changes: the same conditional requests, and nothing else. */
async function askAgain(): Promise<RoundFigures> {
  const db = openDatabase(folder);
  const registry = createRegistry(db);
  const etags = new Map(web.urls.map((url) => [url, registry.findByUrl(url)?.sources[0]?.etag ?? '']));
  db.close();
  return dereferenceAll(async (url, dereferencer) => {
    const met = await dereferencer.dereference(url, { validators: { etag: etags.get(url) ?? '' } });
    if (met.state !== 'not-modified') throw new Error(`${url}: ${met.state}`);
  });
}

/** The peer: the same libraries joined by the shortest code, cold and then with nothing changed. */
async function plain(): Promise<RoundFigures & { readonly again: RoundFigures }> {
  const pipeline = openPlainPipeline(web.hosts);
  const figures = await measured(() => inOrderOfARound((url) => pipeline.read(url)));
  const again = await measured(() => inOrderOfARound((url) => pipeline.askAgain(url)));
  await pipeline.close();
  return { ...figures, again };
}

async function dereferenceAll(ask: (url: string, dereferencer: Dereferencer) => Promise<void>): Promise<RoundFigures> {
  const dereferencer = createDereferencer({ userAgent: 'Bench/0', hosts: web.hosts, politeness: { gapMs: 0 } });
  const figures = await measured(() => inOrderOfARound((url) => ask(url, dereferencer)));
  await dereferencer.close();
  return figures;
}

/** Sixteen at once, from site to site as a round goes. */
async function inOrderOfARound(ask: (url: string) => Promise<void>): Promise<void> {
  const queue = [...web.urls].sort((a, b) => registrationId(a).localeCompare(registrationId(b))).values();
  const work = async () => {
    for (const url of queue) await ask(url);
  };
  await Promise.all(Array.from({ length: 16 }, work));
}
