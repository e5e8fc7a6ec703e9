import { mkdir, writeFile } from 'node:fs/promises';
import { cutTiles, maxZoom } from './cut-tiles.ts';
import { baseLayers } from './layers.ts';
import { territories } from './territories.ts';
import { writePmtiles } from './write-pmtiles.ts';

/** Credits that the map must show for the data in the file. */
const attribution = 'MapSVG (CC BY 4.0) · Natural Earth · GeoNames (CC BY 4.0) · INSEE';

/** Makes the built-in base map as one PMTiles archive. */
export function buildBasemap(): Uint8Array<ArrayBuffer> {
  const layers = baseLayers();
  const metadata = {
    name: 'Obsidienne base map',
    attribution,
    vector_layers: Object.keys(layers)
      .filter((id) => id !== 'world')
      .map((id) => ({ id, fields: {}, minzoom: 0, maxzoom: maxZoom })),
  };
  return writePmtiles(cutTiles(layers), [-180, -85, 180, 85], metadata);
}

if (import.meta.main) {
  const file = new URL('dist/basemap.pmtiles', import.meta.url);
  await mkdir(new URL('.', file), { recursive: true });
  const archive = buildBasemap();
  await writeFile(file, archive);
  await writeFile(new URL('territories.json', file), JSON.stringify(territories()));
  console.log(`base map: ${Math.round(archive.length / 1000)} kB`);
}
