import { type Coords, type DoneCallback, GridLayer } from 'leaflet';
import type { BaseTile, BaseTiles } from './leaflet-tiles.ts';
import type { Palette } from './palette.ts';

/** Pixels to the side of a tile, as the other view has them: so both mean the same by a zoom, but for one step. */
export const tileSize = 512;
/** Leaflet counts tiles of 256 pixels. */
export const zoomStep = 1;

/** The land with its borders as a layer of Leaflet; `redraw` takes the colours of the moment. */
export function createBaseLayer(tiles: BaseTiles, palette: () => Palette): GridLayer {
  const Base = GridLayer.extend({
    createTile(coords: Coords, done: DoneCallback): HTMLElement {
      const canvas = document.createElement('canvas');
      const ratio = Math.min(2, devicePixelRatio || 1);
      canvas.width = tileSize * ratio;
      canvas.height = tileSize * ratio;
      const context = canvas.getContext('2d');
      const address = { z: coords.z - zoomStep, x: coords.x, y: coords.y };
      const side = 2 ** address.z;
      const isOnEarth = address.z >= 0 && coords.x >= 0 && coords.y >= 0 && coords.x < side && coords.y < side;
      if (!context) throw new Error('This browser gives no 2D canvas');
      context.scale(ratio, ratio);
      (isOnEarth ? tiles.read(address) : Promise.resolve(undefined)).then(
        (tile) => {
          paint(context, tile, address, palette());
          done(undefined, canvas);
        },
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), canvas),
      );
      return canvas;
    },
  }) as unknown as new (
    options: object,
  ) => GridLayer;
  return new Base({ tileSize, minZoom: 0, maxZoom: 24, keepBuffer: 1, updateWhenZooming: false, noWrap: true });
}

type Context = CanvasRenderingContext2D;

function paint(
  context: Context,
  tile: BaseTile | undefined,
  { z, x, y }: { readonly z: number; readonly x: number; readonly y: number },
  palette: Palette,
): void {
  context.fillStyle = palette.water;
  context.fillRect(0, 0, tileSize, tileSize);
  if (!tile) return;
  const times = 2 ** (z - tile.z);
  const path = (layer: string, keep: (properties: Readonly<Record<string, unknown>>) => boolean = () => true) => {
    const found = tile.layers[layer];
    const drawn = new Path2D();
    for (let i = 0; i < (found?.length ?? 0); i++) {
      const feature = found?.feature(i);
      if (!feature || !keep(feature.properties)) continue;
      const scale = (tileSize * times) / feature.extent;
      const [left, top] = [(x - tile.x * times) * tileSize, (y - tile.y * times) * tileSize];
      for (const ring of feature.loadGeometry()) {
        for (const [at, point] of ring.entries())
          drawn[at === 0 ? 'moveTo' : 'lineTo'](point.x * scale - left, point.y * scale - top);
        if (feature.type === 3) drawn.closePath();
      }
    }
    return drawn;
  };
  context.fillStyle = palette.land;
  context.fill(path('land'), 'evenodd');
  context.fillStyle = palette.france;
  context.fill(path('france'), 'evenodd');
  context.strokeStyle = palette.border;
  context.lineJoin = 'round';
  const stroke = (kind: string, width: number, opacity: number) => {
    context.lineWidth = width;
    context.globalAlpha = opacity;
    context.stroke(path('borders', (properties) => properties['kind'] === kind));
  };
  const near = Math.min(1, Math.max(0, (z - 4) / 5));
  stroke('outline', 0.5 + 0.7 * near, 0.8);
  if (z >= 5) stroke('departement', 0.5 + 0.7 * near, 0.6);
  stroke('region', 0.7 + 1.3 * near, 1);
  context.globalAlpha = 1;
}
