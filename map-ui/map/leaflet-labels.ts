import type { Bounds } from '../../server/points/manifest.ts';
import { pageLanguage } from '../texts/texts.ts';
import type { BaseTile, BaseTiles } from './leaflet-tiles.ts';
import type { Position } from './map-view.ts';

/** The name of a town where it is. */
export interface TownLabel extends Position {
  readonly name: string;
  /** Ten times the decimal logarithm of the population. */
  readonly rank: number;
}

/** Least rank that is named at a zoom: hamlets come last. */
function leastRank(zoom: number): number {
  if (zoom < 9) return 39;
  return zoom < 10 ? 34 : 0;
}

/** The towns of the base map in a box at a zoom, the largest first. */
export async function readLabels(
  tiles: BaseTiles,
  zoom: number,
  [west, south, east, north]: Bounds,
): Promise<TownLabel[]> {
  const z = Math.min(8, Math.max(0, Math.round(zoom)));
  const side = 2 ** z;
  const column = (lon: number) => Math.min(side - 1, Math.max(0, Math.floor(((lon + 180) / 360) * side)));
  const row = (lat: number) => {
    const sin = Math.sin((Math.min(85, Math.max(-85, lat)) * Math.PI) / 180);
    return Math.min(side - 1, Math.max(0, Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * side)));
  };
  const wanted: Promise<BaseTile | undefined>[] = [];
  for (let x = column(west); x <= column(east); x++)
    for (let y = row(north); y <= row(south); y++) wanted.push(tiles.read({ z, x, y }));
  const found = new Set((await Promise.all(wanted)).filter((tile) => tile !== undefined));
  return [...found]
    .flatMap(labelsOf)
    .filter(({ rank, lon, lat }) => rank >= leastRank(zoom) && lon > west && lon < east && lat > south && lat < north)
    .sort((a, b) => b.rank - a.rank);
}

function labelsOf({ layers, z, x, y }: BaseTile): TownLabel[] {
  const layer = layers['labels'];
  return Array.from({ length: layer?.length ?? 0 }, (_, i) => layer?.feature(i)).flatMap((feature) => {
    const [at] = feature?.loadGeometry()[0] ?? [];
    // A tile repeats what lies just beyond its edge: there its neighbour has it too.
    if (!feature || !at || at.x < 0 || at.y < 0 || at.x >= feature.extent || at.y >= feature.extent) return [];
    const geometry = feature.toGeoJSON(x, y, z).geometry;
    if (geometry.type !== 'Point') return [];
    const { name, en, rank } = feature.properties;
    const [lon = 0, lat = 0] = geometry.coordinates;
    return [{ name: String(pageLanguage() === 'en' ? (en ?? name) : name), rank: Number(rank), lon, lat }];
  });
}
