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

/** Asks and reads the whole answer; gives its bytes, or undefined when there was none in time. */
export async function askWhole(graph: Graph, query: string): Promise<number | undefined> {
  const answer: Answer = await graph.query(query, { accept: ['csv'] });
  if (answer.state === 'timeout') return undefined;
  if (answer.state !== 'answered') throw new Error(`${JSON.stringify(answer)} on ${query}`);
  let bytes = 0;
  for await (const chunk of answer.body) bytes += chunk.length;
  return bytes;
}

/** How long each query takes, milliseconds: the median of `rounds` after one that does not count; the deadline where it was met. */
export async function timeWorkload(
  ask: (query: string) => Promise<number | undefined>,
  { rounds, deadlineMs, onQuery }: { rounds: number; deadlineMs: number; onQuery?: (key: string, ms: number) => void },
): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number>();
  for (const { key, query } of readWorkload()) {
    const runs: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const startedAt = performance.now();
      const bytes = await ask(query);
      const ms = bytes === undefined ? deadlineMs : performance.now() - startedAt;
      if (round > 0 || bytes === undefined) runs.push(ms);
      // Another try would only be stopped again.
      if (bytes === undefined || ms > deadlineMs / 3) {
        if (runs.length === 0) runs.push(ms);
        break;
      }
    }
    const median = runs.sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? deadlineMs;
    times.set(key, median);
    onQuery?.(key, median);
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
