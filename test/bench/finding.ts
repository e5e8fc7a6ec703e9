import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { stateFile } from '../../server/bin/state/open-database.ts';
import type { ListAnswer } from '../../server/http/contract.ts';
import { facetFilters, searches } from './finding-questions.ts';
import { printTable, residentBytes } from './measure.ts';
import { type Latency, latencyOf, measurePlainSql } from './plain-sql.ts';
import { writeSyntheticState } from './synthetic-state.ts';
import { withServer } from './with-server.ts';

/**
 * How fast places are found in a real server over 5,000 and 50,000 invented places (other counts as arguments; a million
 * takes some twenty minutes to make), each figure beside a limit or a peer of the same run.
 */
const port = 3911;
const readers = 10;
const loadSeconds = 8;
const [words, filters] = [searches(300), facetFilters(200)];

interface Served {
  readonly firstMs: number;
  readonly suggestions: Latency;
  readonly searched: Latency;
  readonly counted: Latency;
  readonly pages: Latency;
  readonly flows: Latency;
  readonly marks: Latency;
  readonly textPage: Latency;
  readonly memoryBytes: number;
}

const counts = process.argv.slice(2).map(Number);
for (const count of counts.length > 0 ? counts : [5000, 50_000]) {
  const folder = mkdtempSync(join(tmpdir(), 'obsidienne-finding-'));
  try {
    writeSyntheticState(folder, count);
    const plain = measurePlainSql(join(folder, stateFile), { words, filters });
    tell(
      count,
      await withServer({ dataFolder: folder, port }, (base, pid) => measureServed(base, { pid, count })),
      plain,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureServed(base: string, { pid, count }: { pid: number; count: number }): Promise<Served> {
  const firstMs = (await latencies([`${base}/api/places?size=1`])).median;
  const { total } = (await (await fetch(`${base}/api/places?size=1`)).json()) as ListAnswer;
  if (total !== count) throw new Error(`the server lists ${total} places of ${count}`);
  const query = (q: string) => encodeURIComponent(q);
  const addresses = (from: readonly string[], write: (one: string) => string) => from.map((one) => base + write(one));
  return {
    firstMs,
    suggestions: await latencies(addresses(words, (q) => `/api/search?q=${query(q)}`)),
    searched: await latencies(addresses(words, (q) => `/api/places?size=20&q=${query(q)}`)),
    counted: await latencies(filters.map(({ api }) => `${base}/api/places?size=20&${api}`)),
    pages: await underLoad(
      base,
      filters.map(({ page }, at) => `/lieux?${page}&page=${1 + (at % 3)}`),
    ),
    flows: await latencies(overviewPaths('flows?level=departement').map((path) => base + path)),
    marks: await latencies(overviewPaths('marks?layer=exchanges&zoom=6').map((path) => base + path)),
    textPage: await underLoad(base, ['/a-propos']),
    memoryBytes: residentBytes(pid) ?? 0,
  };
}

/** The questions of the map's layers under the same filters as the lists. */
function overviewPaths(asked: string): readonly string[] {
  return filters.slice(0, 50).map(({ api }) => `/api/${asked}&${api}`);
}

function tell(count: number, served: Served, plain: ReturnType<typeof measurePlainSql>): void {
  const ms = ({ median, p95 }: Latency) => `${median.toFixed(1)} / ${p95.toFixed(1)} ms`;
  const row = (figure: string, ours: Latency, [beside, name]: readonly [Latency, string]) =>
    [figure, ms(ours), `${ms(beside)} ${name}`, `${(ours.p95 / beside.p95).toFixed(2)} ×`] as const;
  console.log(`\n${count.toLocaleString('en')} invented places; median / p95\n`);
  printTable(
    ['figure', 'ours', 'beside', 'ratio of p95'],
    [
      row('suggestions of a search', served.suggestions, [plain.search, 'best 20 of the full text alone']),
      row('list of a search, all facets counted', served.searched, [plain.search, 'best 20 of the full text alone']),
      row('list under 1 to 3 filters, all facets counted', served.counted, [plain.counts, 'the counts alone in SQL']),
      row('links between départements, of a filter', served.flows, [plain.counts, 'the counts alone in SQL']),
      row('needs and offers gathered for a map, of a filter', served.marks, [plain.counts, 'the counts alone in SQL']),
      row(`list page, ${readers} readers at once`, served.pages, [served.textPage, 'a page of text alone']),
    ],
  );
  const [first, memory] = [served.firstMs.toFixed(0), (served.memoryBytes / 1e6).toFixed(0)];
  console.log(`first list after the start ${first} ms; memory then ${memory} MB`);
}

/** One after the other, the whole answer each. */
async function latencies(urls: readonly string[]): Promise<Latency> {
  const times: number[] = [];
  for (const url of urls) {
    const startedAt = performance.now();
    const response = await fetch(url);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    times.push(performance.now() - startedAt);
  }
  return latencyOf(times);
}

async function underLoad(base: string, paths: readonly string[]): Promise<Latency> {
  const times: number[] = [];
  const failed: number[] = [];
  await new Promise<void>((resolve, reject) => {
    const load = autocannon(
      { url: base, connections: readers, duration: loadSeconds, requests: paths.map((path) => ({ path })) },
      (error) => (error ? reject(error) : resolve()),
    );
    load.on('response', (_client, status, _bytes, ms) => {
      times.push(ms);
      if (status !== 200 && status !== 303) failed.push(status);
    });
  });
  if (failed.length > 0) throw new Error(`${failed.length} pages failed, the first with ${failed[0]}`);
  return latencyOf(times);
}
