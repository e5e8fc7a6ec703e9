import type { Answer, Graph } from '../../server/graph/graph.ts';
import { readQueryGallery } from '../../server/http/sparql/query-gallery.ts';

/** Twenty questions of the gallery as researchers ask them: counts, lists, links, provenance, words; none needs functions on geometries, which not every engine has. */
const keys = [
  'places-by-kind',
  'places-by-audience',
  'practices-count',
  'practices-together',
  'places-by-year',
  'places-by-departement',
  'places-with-practice',
  'places-of-kind',
  'needs-by-resource',
  'offers-by-resource',
  'needs-by-place',
  'exchanges-ending',
  'sought-not-offered',
  'networks-by-size',
  'network-members',
  'places-without-network',
  'who-runs-what',
  'profiles-by-licence',
  'recently-changed',
  'word-in-descriptions',
];

export interface WorkloadQuery {
  readonly key: string;
  readonly query: string;
}

/** The workload; throws when the gallery lacks one of its queries. */
export function readWorkload(): readonly WorkloadQuery[] {
  const gallery = readQueryGallery();
  return keys.map((key) => {
    const found = gallery.find((one) => one.key === key);
    if (!found) throw new Error(`the gallery has no query ${key}`);
    return { key, query: found.query };
  });
}

/** What became of a query: its bytes when it was answered. */
export type Asked = number | 'timeout' | 'refused';

/** Asks and reads the whole answer. */
export async function askWhole(graph: Graph, query: string): Promise<Asked> {
  const answer: Answer = await graph.query(query, { accept: ['csv'] });
  if (answer.state === 'timeout') return 'timeout';
  if (answer.state !== 'answered') {
    console.error(JSON.stringify(answer).slice(0, 300));
    return 'refused';
  }
  let bytes = 0;
  for await (const chunk of answer.body) bytes += chunk.length;
  return bytes;
}

/** What one query takes, milliseconds: the deadline where it was met (`isLate`). */
export interface Timed {
  readonly ms: number;
  /** Of all processes, when they are counted. */
  readonly cpuMs: number;
  readonly isLate: boolean;
}

/**
 * What each query takes: the quickest of `rounds` (the machine may have other work) after one that does not count. A query that the engine cannot answer is
 * left out and told.
 */
export async function timeWorkload(
  ask: (query: string) => Promise<Asked>,
  {
    rounds,
    deadlineMs,
    cpuSeconds = () => 0,
    onQuery,
  }: {
    rounds: number;
    deadlineMs: number;
    /** CPU that the engine has used so far, all processes of it. */
    cpuSeconds?: () => number;
    onQuery?: (key: string, ms: number, asked: Asked) => void;
  },
): Promise<ReadonlyMap<string, Timed>> {
  const times = new Map<string, Timed>();
  for (const { key, query } of readWorkload()) {
    const runs: Timed[] = [];
    let asked: Asked = 0;
    for (let round = 0; round <= rounds; round++) {
      const [startedAt, cpuAt] = [performance.now(), cpuSeconds()];
      asked = await ask(query);
      if (asked === 'refused') break;
      const isLate = asked === 'timeout';
      const ms = isLate ? deadlineMs : performance.now() - startedAt;
      const run = { ms, cpuMs: (cpuSeconds() - cpuAt) * 1000, isLate };
      if (round > 0) runs.push(run);
      // Once more would tell no more.
      if (ms < deadlineMs / 6) continue;
      if (round === 0) runs.push(run);
      break;
    }
    if (asked === 'refused') {
      console.error(`${key} cannot be answered by this engine`);
      continue;
    }
    const [quickest] = runs.sort((a, b) => a.ms - b.ms);
    if (!quickest) continue;
    times.set(key, quickest);
    onQuery?.(key, quickest.ms, asked);
  }
  return times;
}

export function geometricMean(values: Iterable<number>): number {
  const all = [...values];
  return Math.exp(all.reduce((sum, value) => sum + Math.log(value), 0) / all.length);
}

export function percentile(values: Iterable<number>, part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}
