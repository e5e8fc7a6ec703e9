import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Mark } from './clusters.ts';
import { type PlaceName, tileExtent, tileLayer } from './tile-format.ts';

/** A cluster's kinds are told in this many parts. */
const mixParts = 12;

/** What a tile says of a row. */
export interface MarkedPlace extends Partial<Pick<PlaceName, 'name' | 'en'>> {
  readonly kind: string;
}

/**
 * Writes marks as a Mapbox Vector Tile (version 2) of points: places carry `row`, `kind` and, where they are known,
 * `name` and `en`; clusters carry `cluster`, `count` and `mix`, see `mixOf`.
 */
export function writeTile(marks: readonly Mark[], placeOf: (row: number) => MarkedPlace): Uint8Array {
  const features = marks.map((mark) => ({
    type: 1,
    geometry: [[mark.x, mark.y]],
    tags:
      'row' in mark
        ? { row: mark.row, ...placeOf(mark.row) }
        : { cluster: mark.cluster, count: mark.count, mix: mixOf(mark.tally) },
  }));
  const layers = { [tileLayer]: { features } } as unknown as Parameters<typeof fromGeojsonVt>[0];
  return fromGeojsonVt(layers, { version: 2, extent: tileExtent });
}

/** The share of each kind in twelfths, as one digit of base 13 each: few enough different ones to draw each once. */
export function mixOf(tally: readonly number[]): string {
  const total = tally.reduce((sum, count) => sum + count, 0);
  const exact = tally.map((count) => (count * mixParts) / total);
  const parts = exact.map(Math.floor);
  const left = mixParts - parts.reduce((sum, part) => sum + part, 0);
  const byRest = exact.map((share, kind) => ({ kind, rest: share % 1 })).sort((a, b) => b.rest - a.rest);
  for (const { kind } of byRest.slice(0, left)) parts[kind] = (parts[kind] as number) + 1;
  return parts.map((part) => part.toString(mixParts + 1)).join('');
}
