import { type GridLayer, type Map as Leaflet, TileLayer } from 'leaflet';
import type { BaseMap } from './base-map.ts';
import { patienceMs, templateOf } from './operator-address.ts';

/**
 * Lays an operator's tiles of pictures over the built-in base map; `covers` hears whether they are drawn. When none
 * comes, what was there stays and `failed` hears of it. Undefined for base maps that only WebGL can draw.
 */
export function addOperatorTiles(
  map: Leaflet,
  baseMap: BaseMap | undefined,
  {
    covers,
    failed,
    signal,
  }: { readonly covers: (isDrawn: boolean) => void; readonly failed: () => void; readonly signal: AbortSignal },
): GridLayer | undefined {
  if (baseMap?.kind !== 'raster') return undefined;
  const layer = new TileLayer(templateOf(baseMap), {
    maxZoom: 24,
    maxNativeZoom: 19,
    noWrap: true,
    zIndex: 2,
    // Pictures of the map can only be saved with tiles that their host lets be read.
    crossOrigin: 'anonymous',
  });
  let hasTiles = false;
  const giveUp = () => {
    if (hasTiles || signal.aborted || !map.hasLayer(layer)) return;
    layer.remove();
    failed();
  };
  layer.on('tileload', () => {
    if (hasTiles) return;
    hasTiles = true;
    covers(true);
  });
  // A tile may be missing where the map ends: that none is there shows when all of a view were asked for.
  layer.on('load', () => queueMicrotask(giveUp));
  setTimeout(giveUp, patienceMs);
  return layer.addTo(map);
}
