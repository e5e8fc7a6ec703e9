import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { readAssets } from '../../server/bin/app-deps.ts';
import { packPoints } from '../../server/directory/points/pack-points.ts';
import type { BuiltVersion } from '../../server/directory/points/point-messages.ts';
import { createPointStore } from '../../server/directory/points/point-store.ts';
import type { ReadPoints } from '../../server/directory/points/read-points.ts';
import { launchBrowser } from '../browser.ts';
import { serve } from '../http/serve.ts';
import { inventPoints } from '../points/invented-points.ts';
import { asGeojson } from './first-view.ts';
import { type EngineFigures, measureEngine } from './map-engine.ts';
import { barePage, type Feed } from './map-pages.ts';
import { printTable } from './measure.ts';

/** What a browser needs for the places, from an empty cache: bytes on the wire, and milliseconds (medians). */
interface PageFigures {
  readonly bytes: number;
  readonly firstDots: number;
  readonly filter: number;
}

const runs = 3;
const practice = 'practice-3';
/** As the server decides: beyond, there is no file of columns. */
const maxColumns = 200_000;
const require = createRequire(import.meta.url);
const maplibre = require.resolve('maplibre-gl/package.json').replace('package.json', 'dist/');

/** The map at scale, in one run: bytes and first dots beside plain clustered GeoJSON in the same browser, the index beside a library. */
export async function benchMap(counts: readonly number[]): Promise<void> {
  const browser = await launchBrowser();
  try {
    for (const count of counts) {
      const read = inventPoints(count);
      const built = packPoints(read, maxColumns);
      const engine = await measureEngine(read, practice);
      const site = await openSite(read, built);
      const measure = (feed: Feed) => measureBare(browser, site, feed);
      const ours = await measure(built.manifest.hasColumns ? 'columns' : 'tiles');
      const geojson = await measure('geojson');
      const whole = await measureWhole(browser, site.url);
      await site.close();
      print(count, { ours, geojson, whole, engine, hasColumns: built.manifest.hasColumns });
    }
  } finally {
    await browser.close();
  }
}

interface Site {
  readonly url: string;
  /** What was sent for the places so far, as compressed. */
  bytes(): number;
  close(): Promise<void>;
}

/** The real app over invented places, and the bare maps beside it. */
async function openSite(read: ReadPoints, built: BuiltVersion): Promise<Site> {
  const { manifest, columns, names } = read;
  const geojson = gzipSync(JSON.stringify(asGeojson({ ...manifest, version: '', hasColumns: true }, columns, names)));
  const points = createPointStore({
    build: () => ({ version: Promise.resolve(built), stop: async () => undefined }),
    directory: { version: 1, idsOf: () => [] },
    now: () => new Date(`${manifest.day}T12:00:00Z`),
  });
  const assets = readAssets();
  const worker = `/assets/${workerFile(assets.folder)}`;
  let sent = 0;
  const before = (request: IncomingMessage, response: ServerResponse): boolean => {
    if (/^\/(api\/points|tiles\/|bench\/places)/.test(request.url ?? ''))
      countSent(response, (bytes) => (sent += bytes));
    const name = /^\/bench\/([\w.-]+)$/.exec(request.url ?? '')?.[1];
    if (!name) return false;
    const send = (type: string, body: Uint8Array) => {
      response.setHeader('content-encoding', 'gzip');
      response.setHeader('content-type', type).end(body);
    };
    if (name === 'places.geojson') send('application/geo+json', geojson);
    else if (/^maplibre-gl.*\.(mjs|css)$/.test(name))
      send(name.endsWith('css') ? 'text/css' : 'text/javascript', zipped(name));
    else {
      const page = barePage({ feed: name as Feed, bounds: manifest.bounds ?? [-5, 41, 10, 51], worker, practice });
      send('text/html', gzipSync(page));
    }
    return true;
  };
  const served = await serve({ points, assets, before });
  return { url: served.url, bytes: () => sent, close: served.close };
}

/** Counts what is written last, below the compression. */
function countSent(response: ServerResponse, add: (bytes: number) => void): void {
  const { write, end } = response;
  const count = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) add(Buffer.byteLength(chunk));
  };
  response.write = ((...given: Parameters<typeof write>) => {
    count(given[0]);
    return write.apply(response, given);
  }) as typeof write;
  response.end = ((...given: Parameters<typeof end>) => {
    count(given[0]);
    return end.apply(response, given);
  }) as typeof end;
}

function workerFile(folder: string): string {
  const manifest = JSON.parse(readFileSync(`${folder}/.vite/manifest.json`, 'utf8')) as Record<
    string,
    { assets?: string[] }
  >;
  return manifest['map.tsx']?.assets?.find((file) => /worker.*\.js$/.test(file)) ?? '';
}

const kept = new Map<string, Buffer>();
function zipped(name: string): Buffer {
  const body = kept.get(name) ?? gzipSync(readFileSync(maplibre + name));
  kept.set(name, body);
  return body;
}

async function measureBare(browser: Browser, site: Site, feed: Feed): Promise<PageFigures> {
  const found: PageFigures[] = [];
  for (let run = 0; run < runs; run++) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    const before = site.bytes();
    await page.goto(`${site.url}/bench/${feed}`);
    await page.waitForFunction('window.firstDots !== undefined', undefined, { timeout: 180_000 });
    const firstDots = (await page.evaluate('window.firstDots')) as number;
    const bytes = site.bytes() - before;
    const filter = (await page.evaluate('window.filter()')) as number;
    found.push({ bytes, firstDots, filter });
    await context.close();
  }
  const middle = (pick: (one: PageFigures) => number) => median(found.map(pick));
  return {
    bytes: middle(({ bytes }) => bytes),
    firstDots: middle((one) => one.firstDots),
    filter: middle((one) => one.filter),
  };
}

/** The whole page of the map, panel, list and base map included, until all of it stands. */
async function measureWhole(browser: Browser, url: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(url);
    await page.locator('[data-map-state="ready"]').waitFor({ state: 'attached', timeout: 180_000 });
    times.push((await page.evaluate('performance.now()')) as number);
    await page.close();
  }
  return median(times);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

interface Figures {
  readonly ours: PageFigures;
  readonly geojson: PageFigures;
  readonly whole: number;
  readonly engine: EngineFigures;
  readonly hasColumns: boolean;
}

function print(count: number, { ours, geojson, whole, engine, hasColumns }: Figures): void {
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;
  const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
  const row = (
    name: string,
    [own, other]: readonly [number, number],
    write: (value: number) => string,
    peer: string,
  ) => [name, write(own), `${write(other)} ${peer}`, `${(own / other).toFixed(2)} ×`];
  const { library } = engine;
  console.log(
    `\n${count} places, ${hasColumns ? 'one file of columns' : 'tiles of the server'}; a bare map in both cases\n`,
  );
  printTable(
    ['figure', 'ours', 'beside', 'ratio'],
    [
      row('places on the wire until the first dots', [ours.bytes, geojson.bytes], kilobytes, 'GeoJSON'),
      row('first dots', [ours.firstDots, geojson.firstDots], ms, 'GeoJSON'),
      row(`another filter (${engine.kept} places)`, [ours.filter, geojson.filter], ms, 'GeoJSON'),
      ['the whole page, panel and base map included', ms(whole), '', ''],
      row('index ready', [engine.ready, library.ready], ms, 'Supercluster'),
      row('index of another filter', [engine.filter, library.filter], ms, 'Supercluster'),
      row('tile, p95', [engine.tileP95, library.tileP95], ms, 'Supercluster and vt-pbf'),
      ['all counts of all facets', ms(engine.counts), '', ''],
    ],
  );
}

if (import.meta.main) {
  const counts = process.argv.slice(2).map(Number);
  await benchMap(counts.length > 0 ? counts : [5000, 50_000]);
}
