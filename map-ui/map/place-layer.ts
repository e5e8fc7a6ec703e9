import { addProtocol, type VectorTileSource } from 'maplibre-gl';
import type { PlaceLayer } from './map-view.ts';

const protocol = 'places';

/** Feeds the source `places` of a map. */
export interface PlaceFeed {
  /** Draws these places instead; what is drawn stays until the new tiles are there. */
  show(layer: PlaceLayer): void;
  /** Asks again for the tiles in view. */
  again(): void;
  nameOf(row: number): Promise<string>;
}

/** The address of the source's tiles; it changes with what they show, so that none is taken for another. */
export function placeTiles(generation = 0): string {
  return `${protocol}://${generation}/{z}/{x}/{y}`;
}

/** Answers the map's requests for tiles of places; those before the first layer wait for it. `failed` hears of tiles that could not be had. */
export function feedPlaces(sourceOf: () => VectorTileSource | undefined, failed: (error: unknown) => void): PlaceFeed {
  let generation = 0;
  let shown: PlaceLayer | undefined;
  let begin: (layer: PlaceLayer) => void = () => undefined;
  const first = new Promise<PlaceLayer>((resolve) => {
    begin = resolve;
  });
  addProtocol(protocol, async ({ url }, { signal }) => {
    const [, z, x, y] = url.slice(`${protocol}://`.length).split('/').map(Number);
    try {
      const layer = shown ?? (await first);
      const tile = await layer.tile({ z: z ?? 0, x: x ?? 0, y: y ?? 0 }, signal);
      return { data: tile.slice().buffer };
    } catch (error) {
      if (!signal.aborted) failed(error);
      throw error;
    }
  });
  const reload = () => sourceOf()?.setTiles([placeTiles(++generation)]);
  return {
    show(layer) {
      const isFirst = shown === undefined;
      shown = layer;
      if (isFirst) begin(layer);
      else reload();
    },
    again: reload,
    nameOf: async (row) => (shown ?? (await first)).nameOf(row),
  };
}
