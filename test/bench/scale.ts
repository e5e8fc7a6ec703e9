import { mkdtempSync, rmSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedGraph } from '../../server/graph/embedded-graph.ts';
import { createExternalGraph } from '../../server/graph/external/external-graph.ts';
import { writeDatasetFiles } from '../../server/graph/external/keeping/write-dataset-files.ts';
import type { GraphContent, RunningGraph } from '../../server/graph/graph.ts';
import { lackOfVirtuoso, startVirtuoso, type Virtuoso } from '../external/virtuoso.ts';
import { printTable, residentBytes } from './measure.ts';
import { askWhole, geometricMean, percentile, timeWorkload } from './sparql-workload.ts';
import { graphsOf, syntheticGraphs } from './synthetic-graphs.ts';
import { syntheticPlaces } from './synthetic-state.ts';

const usage = `From which size on an external engine is needed: loads invented places into the embedded engine and into Virtuoso, each
through the interface that an observatory uses, and asks both twenty questions of researchers.

  npm run scale [-- SIZE ... --only=embedded|virtuoso --minutes=N --updates]

  SIZE       places: 5000 50000 200000 1000000 when none is given
  --only     one of the two engines
  --minutes  after which a load is ended where it is; the figures are then of what was loaded
  --updates  fills Virtuoso by updates at any size; from 500,000 places on its own loader does, from what \`obsidienne graph-files\` writes`;
const [sizes, flags] = [process.argv.slice(2), process.argv.slice(2)].map((given, at) =>
  given.filter((one) => /^\d+$/.test(one) === (at === 0)),
) as [string[], string[]];
if (
  flags.includes('--help') ||
  flags.some((flag) => !/^--(?:only=(?:embedded|virtuoso)|minutes=\d+|updates)$/.test(flag))
) {
  console.log(usage);
  process.exit(flags.includes('--help') ? 0 : 1);
}
const byUpdates = flags.includes('--updates');
/** Beyond, filling by updates takes hours. */
const loaderFrom = 500_000;
const only = flags.find((flag) => flag.startsWith('--only='))?.slice(7);
const minutes = Number(flags.find((flag) => flag.startsWith('--minutes='))?.slice(10) ?? 240);
const deadlineMs = 60_000;

/** Above, its memory has no room in WebAssembly (4 GB); it is tried once at the first size beyond. */
const embeddedUpTo = 200_000;

/** What the indexes of a place take while it is loaded, in pages of Virtuoso's, with some to spare; its bytes with what it keeps of each. */
const buffersAPlace = 1.5;
const bufferBytes = 8_700;

interface Figures {
  readonly engine: string;
  readonly places: number;
  readonly quads: number;
  readonly loadSeconds: number;
  readonly residentBytes: number;
  readonly diskBytes?: number;
  readonly times: ReadonlyMap<string, number>;
  readonly changeMs: number;
  readonly failure?: string;
}

const lack = lackOfVirtuoso();
if (lack) throw new Error(lack);
const all: Figures[] = [];
for (const size of sizes.length > 0 ? sizes.map(Number) : [5_000, 50_000, 200_000, 1_000_000]) {
  if (size <= embeddedUpTo && only !== 'virtuoso') all.push(await measureEmbedded(size));
  if (only !== 'embedded') all.push(await measureVirtuoso(size));
  tell(all);
}

async function measureEmbedded(size: number): Promise<Figures> {
  const counted = countWhile(size);
  let failure: string | undefined;
  const graph = createEmbeddedGraph({
    replicas: 1,
    deadlineMs,
    cacheBytes: 0,
    maxChildBytes: 8e9,
    load: counted.load,
    log: {
      info: () => undefined,
      warn: (details, words) => (failure ??= `${words} ${JSON.stringify(details).slice(0, 200)}`),
    },
  });
  try {
    await Promise.race([graph.settled(), failed(() => failure)]);
    if (failure) return { ...empty('embedded', size), quads: counted.quads(), failure };
    const loadSeconds = counted.seconds();
    return {
      engine: 'embedded',
      places: counted.places(),
      quads: counted.quads(),
      loadSeconds,
      ...(await measure(graph, size)),
      residentBytes: graph.replicas.pids.reduce((sum, pid) => sum + (residentBytes(pid) ?? 0), 0),
    };
  } finally {
    await graph.close();
  }
}

async function measureVirtuoso(size: number): Promise<Figures> {
  const buffers = Math.round(buffersAPlace * Math.max(size, 100_000));
  if (buffers * bufferBytes > freemem())
    throw new Error(
      `${size} places want ${((buffers * bufferBytes) / 1e9).toFixed(1)} GB of buffers, and ${(freemem() / 1e9).toFixed(1)} GB are free: with less, loading all but stops`,
    );
  const folder = mkdtempSync(join(tmpdir(), 'obsidienne-scale-'));
  const virtuoso = await startVirtuoso({ folder, buffers });
  const isLoaded = size >= loaderFrom && !byUpdates;
  const fillSeconds = isLoaded ? await fill(virtuoso, folder, size) : 0;
  const counted = countWhile(size);
  const graph = createExternalGraph({
    server: virtuoso.address,
    owner: 'bench',
    deadlineMs,
    cacheBytes: 0,
    load: counted.load,
    log: { info: () => undefined, warn: (...said) => console.error(...said) },
  });
  try {
    await graph.settled();
    const loadSeconds = fillSeconds + counted.seconds();
    console.error(
      `filled after ${loadSeconds.toFixed(0)} s, ${counted.seconds()} s of them compared by the observatory`,
    );
    const measured = await measure(graph, size);
    return {
      engine: isLoaded ? 'Virtuoso, its loader' : 'Virtuoso',
      places: counted.places(),
      quads: counted.quads(),
      loadSeconds,
      ...measured,
      residentBytes: virtuoso.residentBytes(),
      diskBytes: virtuoso.diskBytes(),
    };
  } finally {
    await graph.close();
    await virtuoso.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the files that a server's own loader reads, and has it read them. Seconds. */
async function fill(virtuoso: Virtuoso, folder: string, size: number): Promise<number> {
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  const files = join(folder, 'files');
  const { statements } = await writeDatasetFiles(countWhile(size).load(), files);
  console.error(`${statements} statements written after ${seconds().toFixed(0)} s`);
  await virtuoso.loadFiles(files, 'graphs-*.nq.gz');
  console.error(`loaded after ${seconds().toFixed(0)} s`);
  await virtuoso.loadFiles(files, 'held.nq.gz');
  console.error(`marks loaded after ${seconds().toFixed(0)} s`);
  rmSync(files, { recursive: true });
  return seconds();
}

/** A dataset that counts what is taken of it, and ends early when time is over. */
function countWhile(size: number) {
  const startedAt = performance.now();
  let [graphs, quads] = [0, 0];
  async function* load(): AsyncIterable<GraphContent> {
    let told = startedAt;
    for await (const graph of syntheticGraphs(size)) {
      if (performance.now() - startedAt > minutes * 60_000) return;
      graphs++;
      quads += (graph.role === 'profile' ? 2 : 1) * (graph.triples?.match(/\n/g)?.length ?? 0);
      if (performance.now() - told > 15_000) {
        told = performance.now();
        console.error(`${Math.floor(graphs / 2)} of ${size} places after ${seconds()} s`);
      }
      yield graph;
    }
  }
  const seconds = () => Math.round((performance.now() - startedAt) / 100) / 10;
  return { load, seconds, quads: () => quads, places: () => Math.floor(graphs / 2) };
}

async function measure(
  graph: RunningGraph,
  size: number,
): Promise<{ times: ReadonlyMap<string, number>; changeMs: number }> {
  const times = await timeWorkload((query) => askWhole(graph, query), {
    rounds: 3,
    deadlineMs,
    onQuery: (key, ms) => console.error(`${key} ${ms.toFixed(0)} ms`),
  });
  const changes: number[] = [];
  for (const place of syntheticPlaces(30)) {
    const [profile] = graphsOf(place, size);
    const changed = `${profile.triples}<${place.url}#lieu> <https://schema.org/slogan> "autrement" .\n`;
    const at = performance.now();
    await graph.change([{ ...profile, triples: changed }]);
    changes.push(performance.now() - at);
  }
  return { times: new Map([...times].map(([key, { ms }]) => [key, ms])), changeMs: percentile(changes, 0.5) };
}

async function failed(failure: () => string | undefined): Promise<void> {
  while (!failure()) await new Promise((resolve) => setTimeout(resolve, 200).unref());
}

function empty(engine: string, places: number): Figures {
  return { engine, places, quads: 0, loadSeconds: 0, residentBytes: 0, times: new Map(), changeMs: 0 };
}

function tell(figures: readonly Figures[]): void {
  const mega = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  printTable(
    [
      'engine',
      'places',
      'quads',
      'load',
      'quads/s',
      'memory',
      'disk',
      'geometric mean',
      'median',
      'slowest',
      'over 60 s',
      'a change',
    ],
    figures.map((one) =>
      one.failure
        ? [one.engine, String(one.places), '', one.failure, '', '', '', '', '', '', '', '']
        : [
            one.engine,
            one.places.toLocaleString('en'),
            one.quads.toLocaleString('en'),
            `${one.loadSeconds.toFixed(0)} s`,
            Math.round(one.quads / one.loadSeconds).toLocaleString('en'),
            mega(one.residentBytes),
            one.diskBytes === undefined ? '–' : mega(one.diskBytes),
            `${geometricMean(one.times.values()).toFixed(0)} ms`,
            `${percentile(one.times.values(), 0.5).toFixed(0)} ms`,
            `${Math.max(...one.times.values()).toFixed(0)} ms`,
            String([...one.times.values()].filter((ms) => ms >= deadlineMs).length),
            `${one.changeMs.toFixed(1)} ms`,
          ],
    ),
  );
}
