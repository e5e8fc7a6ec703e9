import type { Map as Leaflet } from 'leaflet';
import { deepestTile, tileLayer } from '../../server/points/tile-format.ts';
import { pageLanguage } from '../texts/texts.ts';
import { tileSize } from './leaflet-base.ts';
import { readLayers } from './leaflet-tiles.ts';
import type { PlaceLayer, Position } from './map-view.ts';

/** One thing that a tile of places shows. */
export type PlaceMark = Position & { readonly id: string } & (
    | { readonly row: number; readonly kind: string; readonly name: string | undefined }
    | { readonly cluster: number; readonly count: number; readonly mix: string }
  );

/** Tiles of one layer are asked for once. */
export interface PlaceTiles {
  /** The marks in view, or undefined when another view or layer was asked for since. */
  inView(map: Leaflet, zoom: number): Promise<readonly PlaceMark[] | undefined>;
  show(layer: PlaceLayer): void;
  /** Asks for all tiles again. */
  forget(): void;
}

/** More tiles than any view has: those of views left long ago are let go. */
const mostHeld = 200;

/** Reads the marks of places from the tiles of the index. */
export function createPlaceTiles(): PlaceTiles {
  let layer: PlaceLayer | undefined;
  let stop = new AbortController();
  let asked = 0;
  const held = new Map<string, Promise<readonly PlaceMark[]>>();

  const forget = () => {
    stop.abort();
    stop = new AbortController();
    held.clear();
    asked++;
  };

  function read(from: PlaceLayer, z: number, x: number, y: number): Promise<readonly PlaceMark[]> {
    const key = `${z}/${x}/${y}`;
    const known = held.get(key);
    if (known) return known;
    const reading = from.tile({ z, x, y }, stop.signal).then((bytes) => marksOf(bytes, { z, x, y }));
    held.set(key, reading);
    reading.catch(() => held.delete(key));
    const [oldest] = held.keys();
    if (held.size > mostHeld && oldest !== undefined) held.delete(oldest);
    return reading;
  }

  return {
    forget,
    show(next) {
      forget();
      layer = next;
    },
    async inView(map, zoom) {
      const from = layer;
      const question = ++asked;
      if (!from) return undefined;
      const z = Math.min(deepestTile, Math.max(0, Math.floor(zoom + 1e-6)));
      const side = 2 ** z;
      const scale = 2 ** (zoom - z);
      const { min, max } = map.getPixelBounds();
      const square = (pixels: number) => Math.min(side - 1, Math.max(0, Math.floor(pixels / scale / tileSize)));
      const wanted: Promise<readonly PlaceMark[]>[] = [];
      // A mark whose middle is just outside still reaches into the view.
      const margin = 30;
      for (let x = square((min?.x ?? 0) - margin); x <= square((max?.x ?? 0) + margin); x++)
        for (let y = square((min?.y ?? 0) - margin); y <= square((max?.y ?? 0) + margin); y++)
          wanted.push(read(from, z, x, y));
      const marks = (await Promise.all(wanted)).flat();
      return question === asked ? marks : undefined;
    },
  };
}

function marksOf(bytes: Uint8Array, { z, x, y }: { z: number; x: number; y: number }): PlaceMark[] {
  const layer = readLayers(bytes)[tileLayer];
  return Array.from({ length: layer?.length ?? 0 }, (_, i) => layer?.feature(i)).flatMap((feature): PlaceMark[] => {
    const geometry = feature?.toGeoJSON(x, y, z).geometry;
    if (!feature || geometry?.type !== 'Point') return [];
    const [lon = 0, lat = 0] = geometry.coordinates;
    const { row, kind, name, en, cluster, count, mix } = feature.properties;
    if (row === undefined)
      return [
        {
          lon,
          lat,
          id: `cluster ${cluster} ${count}`,
          cluster: Number(cluster),
          count: Number(count),
          mix: String(mix),
        },
      ];
    const own = pageLanguage() === 'en' ? (en ?? name) : name;
    const told = own === undefined ? undefined : String(own);
    return [{ lon, lat, id: `row ${row} ${told ?? ''}`, row: Number(row), kind: String(kind), name: told }];
  });
}
