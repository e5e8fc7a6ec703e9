import { benchEngines } from './bench-engines.ts';
import { cpuSecondsOfTree } from './measure.ts';
import { percentile, readWorkload, timeWorkload } from './sparql-workload.ts';
import { graphsOf } from './synthetic-graphs.ts';
import { syntheticPlaces } from './synthetic-state.ts';

/** One engine in a process of its own; prints its figures as JSON. Arguments: engine, places, limit of a query in seconds. */
const [name = 'embedded', places = '5000', limit = '30'] = process.argv.slice(2);
const size = Number(places);
const deadlineMs = Number(limit) * 1000;
const clients = 32;
const loadMs = 20_000;
/** An engine that is slow has so long to give two answers a client. */
const longestLoadMs = 90_000;
const replaceMs = 5_000;

const startedAt = performance.now();
const engine = await (benchEngines[name] ?? unknown(name))({ size, deadlineMs });
const startSeconds = (performance.now() - startedAt) / 1000;
const workload = await timeWorkload(engine.ask, {
  rounds: 5,
  deadlineMs,
  cpuSeconds: cpuSecondsOfTree,
  onQuery: (key, ms) => console.error(`${name} ${key} ${ms.toFixed(1)} ms`),
});
const together = await askTogether();
const changesPerSecond = await replaceProfiles();
const backAt = performance.now();
await engine.comeBack?.();
const backSeconds = engine.comeBack ? (performance.now() - backAt) / 1000 : undefined;
// Comunica may still be at work on what nobody waits for.
const closed = engine.close();
if (name !== 'comunica') await closed;
console.log(
  JSON.stringify({
    startSeconds,
    times: Object.fromEntries([...workload].map(([key, { ms }]) => [key, ms])),
    cpuMs: Object.fromEntries([...workload].map(([key, one]) => [key, one.cpuMs])),
    late: [...workload].filter(([, { isLate }]) => isLate).map(([key]) => key),
    ...together,
    changesPerSecond,
    backSeconds,
  }),
);
process.exit(0);

/** All clients ask all queries in turn, each beginning elsewhere; what is under way at the end counts with the time it has waited. */
async function askTogether(): Promise<{ p95: number; perSecond: number; cpuMsAnAnswer: number; unanswered: number }> {
  const queries = readWorkload();
  const latencies: number[] = [];
  const under = new Map<number, number>();
  const cpuAt = cpuSecondsOfTree();
  const begunAt = performance.now();
  let isOver = false;
  let unanswered = 0;
  const work = Array.from({ length: clients }, async (_, client) => {
    for (let n = client; !isOver; n++) {
      const at = performance.now();
      under.set(client, at);
      // A comment of its own: nobody shares the answer of another.
      const asked = await engine.ask(`# ${client} ${n}\n${queries[n % queries.length]?.query}`);
      if (isOver) return;
      under.delete(client);
      if (typeof asked !== 'number') unanswered++;
      else latencies.push(performance.now() - at);
    }
  });
  const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
  const elapsed = () => performance.now() - begunAt;
  while (elapsed() < loadMs || (latencies.length < 2 * clients && elapsed() < longestLoadMs)) await pause();
  isOver = true;
  const now = performance.now();
  const cpuSeconds = cpuSecondsOfTree() - cpuAt;
  const waited = [...under.values()].map((at) => now - at);
  const figures = {
    p95: percentile([...latencies, ...waited], 0.95),
    perSecond: latencies.length / ((now - begunAt) / 1000),
    cpuMsAnAnswer: (cpuSeconds * 1000) / latencies.length,
    unanswered,
  };
  if (name !== 'comunica') await Promise.all(work);
  return figures;
}

/** Profiles replaced by a second, one after the other, each until all of the engine answers from it. */
async function replaceProfiles(): Promise<number> {
  const at = performance.now();
  let count = 0;
  for (const place of syntheticPlaces(size)) {
    const [profile] = graphsOf(place, size);
    const triples = `${profile.triples}<${place.url}#lieu> <https://schema.org/slogan> "autrement" .\n`;
    await engine.replace({ ...profile, triples });
    count++;
    if (performance.now() - at > replaceMs) break;
  }
  return count / ((performance.now() - at) / 1000);
}

function unknown(engine: string): never {
  throw new Error(`no engine is called ${engine}: ${Object.keys(benchEngines).join(', ')}`);
}
