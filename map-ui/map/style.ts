import regular from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-400-normal.woff2?url';
import bold from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-700-normal.woff2?url';
import type { FeatureCollection } from 'geojson';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { deepestTile } from '../../server/points/tile-format.ts';
import basemap from '../basemap/dist/basemap.pmtiles?url';
import { groundLayers, townLayers } from './base-layers.ts';
import { lineLayers } from './line-layers.ts';
import type { Palette } from './palette.ts';
import { placeTiles } from './place-layer.ts';
import { chosenLayers, markLayers, placeLayers } from './symbol-layers.ts';

export const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** As deep as the tiles of places go: there, neighbours that would cover each other are one cluster. */
export const maxZoom = deepestTile;

/** The whole style: the built-in base map, the places as clusters and discs, the open place with its links. */
export function mapStyle(palette: Palette): StyleSpecification {
  return {
    version: 8,
    'font-faces': { 'Atkinson Regular': absolute(regular), 'Atkinson Bold': absolute(bold) },
    sources: {
      base: { type: 'vector', url: `pmtiles://${absolute(basemap)}` },
      places: { type: 'vector', tiles: [placeTiles()], maxzoom: deepestTile },
      territories: { type: 'geojson', data: nothing },
      links: { type: 'geojson', data: nothing },
      spread: { type: 'geojson', data: nothing },
      selection: { type: 'geojson', data: nothing },
      marks: { type: 'geojson', data: nothing },
      flows: { type: 'geojson', data: nothing },
    },
    layers: mapLayers(palette),
  };
}

/** The worker resolves addresses against itself, not against the page. */
function absolute(path: string): string {
  return new URL(path, location.href).href;
}

/** The layers in drawing order; only their colours depend on the palette. */
export function mapLayers(palette: Palette): LayerSpecification[] {
  const all = [groundLayers, lineLayers, townLayers, placeLayers, markLayers, chosenLayers];
  return all.flatMap((layers) => layers(palette));
}
