import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { PMTiles, type Source } from 'pmtiles';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildBasemap } from '../../../map-ui/basemap/build.ts';
import { writePmtiles } from '../../../map-ui/basemap/write-pmtiles.ts';

function open(archive: Uint8Array<ArrayBuffer>): PMTiles {
  const source: Source = {
    getKey: () => 'memory',
    getBytes: async (offset, length) => ({ data: archive.slice(offset, offset + length).buffer }),
  };
  return new PMTiles(source);
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('writePmtiles', () => {
  const tiles = [
    { z: 1, x: 1, y: 0, data: bytes('sea') },
    { z: 0, x: 0, y: 0, data: bytes('world') },
    { z: 1, x: 0, y: 0, data: bytes('sea') },
    { z: 1, x: 0, y: 1, data: bytes('land') },
  ];

  it('writes an archive that the PMTiles reader reads', async () => {
    const archive = open(writePmtiles(tiles, [-5, 41, 10, 51], { name: 'test' }));
    expect(await archive.getHeader()).toMatchObject({ minZoom: 0, maxZoom: 1, minLon: -5, maxLat: 51, tileType: 1 });
    expect(await archive.getMetadata()).toEqual({ name: 'test' });
    for (const { z, x, y, data } of tiles) {
      const tile = await archive.getZxy(z, x, y);
      expect(new Uint8Array(tile?.data ?? new ArrayBuffer(0))).toEqual(data);
    }
    expect(await archive.getZxy(1, 1, 1)).toBeUndefined();
  });

  it('stores equal tiles once', async () => {
    const { numAddressedTiles, numTileContents } = await open(writePmtiles(tiles, [0, 0, 1, 1], {})).getHeader();
    expect([numAddressedTiles, numTileContents]).toEqual([4, 3]);
  });
});

describe('the built-in base map', () => {
  let archive: Uint8Array<ArrayBuffer>;
  beforeAll(() => {
    archive = buildBasemap();
  });

  async function layersAt(z: number, x: number, y: number): Promise<VectorTile['layers']> {
    const tile = await open(archive).getZxy(z, x, y);
    return new VectorTile(new PbfReader(new Uint8Array(tile?.data ?? new ArrayBuffer(0)))).layers;
  }

  it('stays below 450 kB', () => {
    expect(archive.length).toBeLessThan(450_000);
  });

  it('draws land, France and its borders, and names the towns', async () => {
    const layers = await layersAt(5, 16, 11);
    expect(Object.keys(layers).sort()).toEqual(['borders', 'france', 'labels', 'land']);
    const { labels } = layers;
    const names = Array.from({ length: labels?.length ?? 0 }, (_, i) => labels?.feature(i).properties['name']);
    expect(names).toContain('Paris');
    expect(names).not.toContain('Les Ponts-de-Cé');
  });

  it('names small communes at the last zoom', async () => {
    const { labels } = await layersAt(8, 127, 89);
    const names = Array.from({ length: labels?.length ?? 0 }, (_, i) => labels?.feature(i).properties['name']);
    expect(names).toContain('Les Ponts-de-Cé');
  });
});
