import { gzipSync } from 'node:zlib';
import type { PointsAnswer } from '../../server/http/contract.ts';
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
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const kinds = new Map<string, string>();
    const byKind: Record<string, number> = {};
    session.on('Network.responseReceived', ({ requestId, response }) => kinds.set(requestId, kindOf(response.url)));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const kind = kinds.get(requestId) ?? 'other';
      byKind[kind] = (byKind[kind] ?? 0) + encodedDataLength;
    });
    await page.goto(base, { waitUntil: 'networkidle' });
    await page.locator('[data-map-state="ready"]').waitFor({ state: 'attached', timeout: 60_000 });
    const points = (await (await fetch(`${base}/api/points`)).json()) as PointsAnswer;
    return {
      byKind,
      total: Object.values(byKind).reduce((sum, bytes) => sum + bytes, 0),
      geojson: gzipSync(JSON.stringify(asGeojson(points))).length,
      points: byKind['points'] ?? 0,
    };
  } finally {
    await browser.close();
  }
}

function kindOf(url: string): string {
  const { pathname } = new URL(url);
  if (pathname === '/') return 'page';
  if (pathname === '/api/points') return 'points';
  if (pathname.endsWith('.pmtiles')) return 'base map';
  if (/\.woff2$/.test(pathname)) return 'fonts';
  if (/\.js$|\.mjs$/.test(pathname)) return 'scripts';
  if (/\.css$/.test(pathname)) return 'styles';
  return 'other';
}

function asGeojson(points: PointsAnswer): object {
  let lon = 0;
  let lat = 0;
  return {
    type: 'FeatureCollection',
    features: points.key.map((key, i) => {
      lon += points.lon[i] ?? 0;
      lat += points.lat[i] ?? 0;
      return {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [lon / 1e5, lat / 1e5] },
        properties: {
          key,
          name: points.name[i],
          kinds: points.kinds[i]?.map((k) => points.concepts[k]?.key),
          practices: points.practices[i]?.map((k) => points.concepts[k]?.key),
          commune: points.communes[points.commune[i] ?? -1],
        },
      };
    }),
  };
}
