import { fromGeojsonVt } from '@maplibre/vt-pbf';
import Supercluster from 'supercluster';
import type { ReadPoints } from '../../server/directory/points/read-points.ts';
import { createPointEngine } from '../../server/points/point-engine.ts';
import { degreesOf, readPositions } from '../../server/points/positions.ts';
import { everything, type Selection } from '../../server/points/selection.ts';
import { tileExtent } from '../../server/points/tile-format.ts';

/** What the index of one version costs, beside a library that clusters the same places, in milliseconds. */
export interface EngineFigures {
  /** From the columns to the first tile. */
  readonly ready: number;
  /** From another selection to its first tile, and how many places it keeps. */
  readonly filter: number;
  readonly kept: number;
  /** All counts of all facets. */
  readonly counts: number;
  readonly tileP95: number;
  readonly library: { readonly ready: number; readonly filter: number; readonly tileP95: number };
}

const tiles = 1000;
const radius = 46;

/** Measures the engine and Supercluster with vt-pbf on the same places, selection and tiles. */
export async function measureEngine(
  { manifest, columns, names }: ReadPoints,
  practice: string,
): Promise<EngineFigures> {
  const positions = readPositions(columns.codes);
  const selection: Selection = { q: '', facets: { practice: [practice] } };
  const overview = { z: 5, x: 16, y: 11 };
  const open = () =>
    createPointEngine({
      manifest,
      columns,
      rowsOf: async () => [],
      namesOf: async (rows) => rows.map((row) => names[row]),
      now: () => new Date(manifest.day),
      keptRows: columns.count * 2,
    });
  let engine = open();
  const ready = await timed(async () => {
    engine = open();
    await engine.tile(everything, overview);
  });
  const filter = await timed(() => engine.tile(selection, overview));
  const counts = await timed(() => open().filter(everything));
  const { total } = await engine.filter(selection);
  const addresses = Array.from({ length: tiles }, (_, i) => {
    const z = 4 + (i % 11);
    const row = Math.floor((i * columns.codes.length) / tiles);
    return { z, x: (positions.x[row] ?? 0) >> (25 - z), y: (positions.y[row] ?? 0) >> (25 - z) };
  });
  const tileP95 = await p95(addresses, (address) => engine.tile(everything, address));

  const practices = columns.sets['practice'];
  const wanted = manifest.facets
    .find(({ name }) => name === 'practice')
    ?.values.findIndex(({ key }) => key === practice);
  const keeps = (row: number) => practices?.sets[practices.ids[row] ?? 0]?.includes(wanted ?? -1) === true;
  const features = Array.from(columns.codes, (_, row) => {
    const { lon, lat } = degreesOf(positions, row);
    return {
      type: 'Feature' as const,
      properties: { row },
      geometry: { type: 'Point' as const, coordinates: [lon, lat] },
    };
  });
  const cluster = (rows: typeof features) => new Supercluster({ radius, extent: 512, maxZoom: 17 }).load(rows);
  const write = (index: Supercluster, { z, x, y }: typeof overview) => {
    const tile = index.getTile(z, x, y);
    const layers = { places: tile ?? { features: [] } } as Parameters<typeof fromGeojsonVt>[0];
    return fromGeojsonVt(layers, { version: 2, extent: tileExtent });
  };
  let index = new Supercluster();
  const libraryReady = await timed(async () => {
    index = cluster(features);
    write(index, overview);
  });
  const libraryFilter = await timed(async () => void write(cluster(features.filter((_, row) => keeps(row))), overview));
  const libraryTile = await p95(addresses, async (address) => write(index, address));
  return {
    ready,
    filter,
    kept: total,
    counts,
    tileP95,
    library: { ready: libraryReady, filter: libraryFilter, tileP95: libraryTile },
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function p95<T>(addresses: readonly T[], work: (address: T) => Promise<unknown>): Promise<number> {
  // The first round is compiled; of the others the quickest counts, since a shared machine interrupts.
  const times = new Float64Array(addresses.length).fill(Number.POSITIVE_INFINITY);
  for (let round = 0; round < 4; round++)
    for (const [i, address] of addresses.entries()) {
      const took = await timed(() => work(address));
      if (round > 0) times[i] = Math.min(times[i] ?? took, took);
    }
  return times.sort()[Math.floor(times.length * 0.95)] ?? 0;
}
