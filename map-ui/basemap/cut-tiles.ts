import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { FeatureCollection } from 'geojson';
import GeoJSONVT from 'geojson-vt';
import type { Tile } from './write-pmtiles.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

/** The whole world is cut, coarsely, down to this zoom; what lies outside the boxes is stretched from it. */
const worldZoom = 2;
export const maxZoom = 8;

/** Where tiles go down to `maxZoom`: France with its neighbours, then the overseas départements and collectivities. */
const detailed: readonly Box[] = [
  [-8, 40, 12, 52.5],
  [-63.3, 14.2, -60.7, 18.3],
  [-54.7, 2, -51.5, 6],
  [55.1, -21.5, 55.9, -20.8],
  [44.9, -13.1, 45.4, -12.6],
  [-56.5, 46.7, -56.1, 47.2],
  [163, -23, 168.5, -19.5],
  [-152, -18, -149, -16],
];

/** Cuts GeoJSON layers into vector tiles, `world` standing in for `land` down to `worldZoom`; a layer's features with a `from` property appear from that zoom on. */
export function* cutTiles(layers: Readonly<Record<string, FeatureCollection>>): Generator<Tile> {
  const indexes = Object.entries(layers).map(([name, data]) => {
    const options = { maxZoom, indexMaxZoom: 5, indexMaxPoints: 0, tolerance: 6, buffer: 32, extent: 4096 };
    return [name, new GeoJSONVT(data, options)] as const;
  });
  for (let z = 0; z <= maxZoom; z++) {
    for (const [x, y] of tilesOf(z)) {
      const coarse = z <= worldZoom;
      const filled = indexes.flatMap(([layer, index]) => {
        if (layer === (coarse ? 'land' : 'world')) return [];
        const name = layer === 'world' ? 'land' : layer;
        const tile = index.getTile(z, x, y);
        const features = tile?.features.filter(({ tags }) => Number(tags?.['from'] ?? 0) <= z) ?? [];
        const shown = features.map((feature) => ({ ...feature, tags: withoutFrom(feature.tags) }));
        return shown.length > 0 ? [[name, { ...tile, features: shown }] as const] : [];
      });
      const data = fromGeojsonVt(Object.fromEntries(filled) as Parameters<typeof fromGeojsonVt>[0], {
        version: 2,
        extent: 4096,
      });
      yield { z, x, y, data };
    }
  }
}

function withoutFrom(tags: Readonly<Record<string, unknown>> | null | undefined): Record<string, unknown> {
  const { from: _from, ...rest } = tags ?? {};
  return rest;
}

function* tilesOf(z: number): Generator<readonly [number, number]> {
  const side = 2 ** z;
  const boxes: readonly Box[] = z <= worldZoom ? [[-180, -85, 180, 85]] : detailed;
  const seen = new Set<number>();
  for (const [west, south, east, north] of boxes) {
    const last = side - 1;
    for (let x = column(west, side); x <= Math.min(last, column(east, side)); x++) {
      for (let y = row(north, side); y <= Math.min(last, row(south, side)); y++) {
        if (seen.has(y * side + x)) continue;
        seen.add(y * side + x);
        yield [x, y];
      }
    }
  }
}

function column(lon: number, side: number): number {
  return Math.floor(((lon + 180) / 360) * side);
}

function row(lat: number, side: number): number {
  const sin = Math.sin((lat * Math.PI) / 180);
  return Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * side);
}
