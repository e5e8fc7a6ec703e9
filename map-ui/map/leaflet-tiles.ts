import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { PMTiles } from 'pmtiles';
import type { TileAddress } from '../../server/points/point-engine.ts';
import basemap from '../basemap/dist/basemap.pmtiles?url';

/** A tile of the base map, maybe of a coarser zoom than was asked for. */
export interface BaseTile extends TileAddress {
  readonly layers: VectorTile['layers'];
}

/** Tiles of the base map by address: the nearest coarser one where the archive goes no deeper. */
export interface BaseTiles {
  read(address: TileAddress): Promise<BaseTile | undefined>;
}

/** As deep as the archive goes. */
const deepest = 8;

/** Reads the layers of a Mapbox Vector Tile; none of no bytes. */
export function readLayers(bytes: Uint8Array): VectorTile['layers'] {
  return bytes.length > 0 ? new VectorTile(new PbfReader(bytes)).layers : {};
}

/** Opens the built-in base map, which is asked for no tile twice. */
export function openBaseTiles(): BaseTiles {
  const archive = new PMTiles(new URL(basemap, location.href).href);
  const held = new Map<string, Promise<BaseTile | undefined>>();

  async function find({ z, x, y }: TileAddress): Promise<BaseTile | undefined> {
    const found = await archive.getZxy(z, x, y);
    if (found) return { z, x, y, layers: readLayers(new Uint8Array(found.data)) };
    return z > 0 ? read({ z: z - 1, x: x >> 1, y: y >> 1 }) : undefined;
  }

  function read({ z, x, y }: TileAddress): Promise<BaseTile | undefined> {
    const above = Math.max(0, z - deepest);
    const address = { z: z - above, x: x >> above, y: y >> above };
    const key = `${address.z}/${address.x}/${address.y}`;
    const known = held.get(key);
    if (known) return known;
    const reading = find(address);
    held.set(key, reading);
    // What failed once may be there the next time.
    reading.catch(() => held.delete(key));
    return reading;
  }

  return { read };
}
