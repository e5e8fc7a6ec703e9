import { gzipSync } from 'node:zlib';
import { createNamePages } from '../../map-ui/places/name-pages.ts';
import type { PointsAnswer } from '../../server/http/contract.ts';
import { decodeColumns, type PointColumns } from '../../server/points/columns-file.ts';
import { degreesOf, readPositions } from '../../server/points/positions.ts';
import type { PlaceName } from '../../server/points/tile-format.ts';
import { launchBrowser } from '../browser.ts';

/** What a browser downloads before the map stands, by kind, in bytes on the wire. */
export interface FirstView {
  readonly total: number;
  readonly byKind: Readonly<Record<string, number>>;
  /** The same places as plain GeoJSON, gzipped: what a map usually sends. */
  readonly geojson: number;
  readonly points: number;
}

/** Opens the map in a real browser and adds up what came over the wire. */
export async function measureFirstView(base: string): Promise<FirstView> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const byKind: Record<string, number> = {};
    // What workers ask for is told here too.
    page.on('requestfinished', async (request) => {
      const { responseHeadersSize, responseBodySize } = await request.sizes();
      const kind = kindOf(request.url());
      byKind[kind] = (byKind[kind] ?? 0) + responseHeadersSize + responseBodySize;
    });
    await page.goto(base, { waitUntil: 'networkidle' });
    await page.locator('[data-map-state="ready"]').waitFor({ state: 'attached', timeout: 60_000 });
    const geojson = await readAsGeojson(base);
    return {
      byKind,
      total: Object.values(byKind).reduce((sum, bytes) => sum + bytes, 0),
      geojson: gzipSync(JSON.stringify(geojson)).length,
      points: byKind['points'] ?? 0,
    };
  } finally {
    await browser.close();
  }
}

function kindOf(url: string): string {
  const { pathname } = new URL(url);
  if (pathname === '/') return 'page';
  if (/^\/(api\/points|tiles)\b/.test(pathname)) return 'points';
  if (pathname.endsWith('.pmtiles')) return 'base map';
  if (/\.woff2$/.test(pathname)) return 'fonts';
  if (/\.js$|\.mjs$/.test(pathname)) return 'scripts';
  if (/\.css$/.test(pathname)) return 'styles';
  return 'other';
}

/** The same places, with the same names, kinds and practices, as anybody's map would send them. */
async function readAsGeojson(base: string): Promise<object> {
  const manifest = (await (await fetch(`${base}/api/points`)).json()) as PointsAnswer;
  const file = await fetch(`${base}/api/points/${manifest.version}.bin`);
  const columns = decodeColumns(new Uint8Array(await file.arrayBuffer()));
  const rows = Array.from(columns.codes, (_, row) => row);
  const names = await createNamePages(manifest.version, base)(rows);
  return asGeojson(manifest, columns, names);
}

export function asGeojson({ facets }: PointsAnswer, columns: PointColumns, names: readonly PlaceName[]): object {
  const keysOf = (name: string, row: number) => {
    const values = facets.find((facet) => facet.name === name)?.values ?? [];
    const column = columns.sets[name];
    return (column?.sets[column.ids[row] ?? 0] ?? []).map((value) => values[value]?.key);
  };
  const positions = readPositions(columns.codes);
  const fiveDecimals = (degrees: number) => Number(degrees.toFixed(5));
  return {
    type: 'FeatureCollection',
    features: Array.from(columns.codes, (_, row) => ({
      type: 'Feature',
      geometry: {
        type: 'Point',
        coordinates: [fiveDecimals(degreesOf(positions, row).lon), fiveDecimals(degreesOf(positions, row).lat)],
      },
      properties: {
        key: names[row]?.key,
        name: names[row]?.name,
        kinds: keysOf('kind', row),
        practices: keysOf('practice', row),
      },
    })),
  };
}
