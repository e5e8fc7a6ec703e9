import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedGraph } from '../../server/graph/embedded-graph.ts';
import { createExternalGraph } from '../../server/graph/external/external-graph.ts';
import { startVirtuoso } from '../external/virtuoso.ts';
import { type Asked, askWhole, percentile, readWorkload, timeWorkload } from './sparql-workload.ts';
import { syntheticGraphs } from './synthetic-graphs.ts';

/** One engine in a process of its own; prints its figures as JSON. Arguments: engine, places. */
const [engine = 'embedded', places = '5000'] = process.argv.slice(2);
const size = Number(places);
const deadlineMs = 30_000;
const clients = 32;
const loadMs = 10_000;
const startedAt = performance.now();
const load = () => syntheticGraphs(size);

const { ask, close } = await start();
const loadSeconds = (performance.now() - startedAt) / 1000;
const times = await timeWorkload(ask, {
  rounds: 3,
  deadlineMs,
  onQuery: (key, ms) => console.error(`${engine} ${key} ${ms.toFixed(1)} ms`),
});
const quick = readWorkload().filter(({ key }) => (times.get(key) ?? deadlineMs) < 1_000);
const latencies: number[] = [];
const until = performance.now() + loadMs;
await Promise.all(
  Array.from({ length: clients }, async (_, client) => {
    for (let n = client; performance.now() < until; n++) {
      const at = performance.now();
      // A comment of its own: nobody shares the answer of another.
      await ask(`# ${client} ${n}\n${quick[n % quick.length]?.query}`);
      latencies.push(performance.now() - at);
    }
  }),
);
const seconds = (performance.now() - until + loadMs) / 1000;
await close();
console.log(
  JSON.stringify({
    engine,
    size,
    loadSeconds,
    times: Object.fromEntries(times),
    p95: percentile(latencies, 0.95),
    perSecond: latencies.length / seconds,
    quick: quick.length,
  }),
);

async function start(): Promise<{ ask: (query: string) => Promise<Asked>; close: () => Promise<unknown> }> {
  if (engine === 'comunica') {
    const { loadComunica } = await import('./comunica-engine.ts');
    const ask = await loadComunica(load());
    const late = () => new Promise<'timeout'>((resolve) => setTimeout(resolve, deadlineMs, 'timeout').unref());
    return {
      ask: (query) =>
        Promise.race([
          ask(query).catch((error: unknown) => {
            console.error(String(error).slice(0, 200));
            return 'refused' as const;
          }),
          late(),
        ]),
      close: async () => undefined,
    };
  }
  if (engine === 'embedded') {
    const graph = createEmbeddedGraph({ replicas: 2, deadlineMs, cacheBytes: 0, load });
    await graph.settled();
    return { ask: (query) => askWhole(graph, query), close: graph.close };
  }
  const folder = mkdtempSync(join(tmpdir(), 'obsidienne-bench-'));
  const virtuoso = await startVirtuoso({ folder, buffers: 170_000 });
  const graph = createExternalGraph({ server: virtuoso.address, owner: 'bench', deadlineMs, cacheBytes: 0, load });
  await graph.settled();
  return {
    ask: (query) => askWhole(graph, query),
    async close() {
      await graph.close();
      await virtuoso.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
