import regular from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-400-normal.woff2?url';
import bold from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-700-normal.woff2?url';
import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { deepestTile, tileLayer } from '../../server/points/tile-format.ts';
import basemap from '../basemap/dist/basemap.pmtiles?url';
import { pageLanguage } from '../texts/texts.ts';
import { stoneSteps } from './draw-cluster.ts';
import { markHeight } from './draw-images.ts';
import { labelOf } from './label-name.ts';
import type { Palette } from './palette.ts';
import { placeTiles } from './place-layer.ts';
import { families } from './relation-families.ts';

export const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** As deep as the tiles of places go: there, neighbours that would cover each other are one cluster. */
export const maxZoom = deepestTile;

const regularFont = ['Atkinson Regular'];
const boldFont = ['Atkinson Bold'];

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
  const { water, land, france, border, label, paper, text } = palette;
  const clustered: ExpressionSpecification = ['has', 'cluster'];
  const ownName: ExpressionSpecification = ['get', 'name'];
  const halo = { 'text-halo-color': france, 'text-halo-width': 1.4 };
  return [
    { id: 'water', type: 'background', paint: { 'background-color': water } },
    { id: 'land', type: 'fill', source: 'base', 'source-layer': 'land', paint: { 'fill-color': land } },
    { id: 'france', type: 'fill', source: 'base', 'source-layer': 'france', paint: { 'fill-color': france } },
    {
      id: 'territories',
      type: 'fill',
      source: 'territories',
      filter: ['>=', ['get', 'shade'], 0],
      paint: {
        'fill-color': [
          'match',
          ['get', 'shade'],
          ...palette.shades.flatMap((shade, i) => [i, shade]),
          france,
        ] as unknown as ExpressionSpecification,
        'fill-opacity': 0.9,
      },
    },
    {
      id: 'outline',
      type: 'line',
      source: 'base',
      'source-layer': 'borders',
      filter: ['==', ['get', 'kind'], 'outline'],
      paint: {
        'line-color': border,
        'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.5, 9, 1.2],
        'line-opacity': 0.8,
      },
    },
    {
      id: 'departements',
      type: 'line',
      source: 'base',
      'source-layer': 'borders',
      filter: ['==', ['get', 'kind'], 'departement'],
      minzoom: 4.5,
      paint: {
        'line-color': border,
        'line-width': ['interpolate', ['linear'], ['zoom'], 5, 0.5, 9, 1.2],
        'line-opacity': 0.6,
      },
    },
    {
      id: 'regions',
      type: 'line',
      source: 'base',
      'source-layer': 'borders',
      filter: ['==', ['get', 'kind'], 'region'],
      paint: { 'line-color': border, 'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.7, 9, 2] },
    },
    ...[true, false].map(
      (mutual): LayerSpecification => ({
        id: mutual ? 'flows' : 'flows-one-sided',
        type: 'line',
        source: 'flows',
        filter: ['==', ['get', 'mutual'], mutual],
        layout: { 'line-cap': mutual ? 'round' : 'butt', 'line-join': 'round' },
        paint: {
          'line-color': colourOfFamily(palette),
          'line-width': ['get', 'width'],
          'line-opacity': 0.85,
          ...(mutual ? {} : { 'line-dasharray': [2.5, 1.5] }),
        },
      }),
    ),
    ...[true, false].map(
      (mutual): LayerSpecification => ({
        id: mutual ? 'links' : 'links-one-sided',
        type: 'line',
        source: 'links',
        filter: ['==', ['get', 'mutual'], mutual],
        layout: { 'line-cap': mutual ? 'round' : 'butt' },
        paint: {
          'line-color': colourOfFamily(palette),
          'line-width': mutual ? 3 : 2.2,
          // The families that link the same two places lie side by side.
          'line-offset': ['*', 4, ['get', 'beside']],
          ...(mutual ? {} : { 'line-dasharray': [2.5, 2] }),
        },
      }),
    ),
    {
      id: 'towns',
      type: 'symbol',
      source: 'base',
      'source-layer': 'labels',
      // Hamlets appear last: the file names every commune it knows from its last zoom on.
      filter: ['step', ['zoom'], true, 8, ['>=', ['get', 'rank'], 39], 9, ['>=', ['get', 'rank'], 34], 10, true],
      layout: {
        'text-field': pageLanguage() === 'en' ? ['coalesce', ['get', 'en'], ['get', 'name']] : ['get', 'name'],
        'text-font': regularFont,
        'text-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          4,
          ['case', ['>=', ['get', 'rank'], 54], 13, 12],
          10,
          ['case', ['>=', ['get', 'rank'], 48], 17, 13],
        ],
        // A name that a cluster covers moves beside it.
        'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'],
        'text-radial-offset': 1.3,
        'text-justify': 'auto',
        'text-padding': 3,
        'text-max-width': 8,
        'symbol-sort-key': ['-', 0, ['get', 'rank']],
      },
      paint: { 'text-color': label, ...halo },
    },
    {
      id: 'place-names',
      type: 'symbol',
      source: 'places',
      'source-layer': tileLayer,
      filter: ['!', clustered],
      minzoom: 9.5,
      layout: {
        'text-field': [
          'case',
          ['has', 'name'],
          labelOf(pageLanguage() === 'en' ? ['coalesce', ['get', 'en'], ownName] : ownName),
          '',
        ],
        'text-font': boldFont,
        'text-size': 13,
        'text-anchor': 'top',
        // Clear of the disc, which is in another layer and would take its room.
        'text-offset': [0, 1.2],
        'text-max-width': 9,
        'text-optional': true,
      },
      paint: { 'text-color': text, ...halo },
    },
    {
      id: 'places',
      type: 'symbol',
      source: 'places',
      'source-layer': tileLayer,
      filter: ['!', clustered],
      layout: {
        'icon-image': ['concat', 'kind-', ['get', 'kind']],
        'icon-allow-overlap': true,
        'icon-padding': 0,
      },
    },
    {
      id: 'clusters',
      type: 'symbol',
      source: 'places',
      'source-layer': tileLayer,
      filter: clustered,
      layout: {
        'icon-image': ['concat', 'cluster-', sizeOf([0, 1, 2, 3]), '-', ['get', 'mix']],
        'icon-allow-overlap': true,
        'text-field': ['get', 'count'],
        'text-font': boldFont,
        'text-size': sizeOf([12.5, 13, 14, 15]),
        'text-allow-overlap': true,
        'text-offset': [0, 0.08],
        'symbol-sort-key': ['get', 'count'],
      },
      paint: { 'text-color': '#ffffff' },
    },
    {
      id: 'marks',
      type: 'symbol',
      source: 'marks',
      layout: {
        'icon-image': ['concat', 'mark-', ['get', 'kind'], ['case', isMany, '-many', '']],
        'icon-allow-overlap': true,
        'icon-offset': lowered(markHeight + 2),
        'text-field': ['case', isMany, ['to-string', ['get', 'count']], ''],
        'text-font': boldFont,
        'text-size': 13,
        'text-allow-overlap': true,
        'text-offset': lowered((markHeight + 2) / 13, [0.72, 0.06]),
        'symbol-sort-key': ['get', 'count'],
      },
      paint: { 'text-color': palette.onKind },
    },
    {
      id: 'spread-legs',
      type: 'line',
      source: 'spread',
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': text, 'line-width': 1.5 },
    },
    {
      id: 'spread',
      type: 'symbol',
      source: 'spread',
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'icon-image': ['concat', 'kind-', ['get', 'kind']],
        'icon-allow-overlap': true,
        ...nameBelow(1.05, 12),
      },
      paint: { 'text-color': text, 'text-halo-color': paper, 'text-halo-width': 1.6 },
    },
    {
      id: 'linked',
      type: 'symbol',
      source: 'selection',
      filter: ['!', ['get', 'open']],
      layout: {
        'icon-image': ['concat', 'kind-', ['get', 'kind']],
        'icon-allow-overlap': true,
        ...nameBelow(1.05, 12),
      },
      paint: { 'text-color': text, 'text-halo-color': paper, 'text-halo-width': 1.6 },
    },
    {
      id: 'selected',
      type: 'symbol',
      source: 'selection',
      filter: ['get', 'open'],
      layout: {
        'icon-image': ['concat', 'selected-', ['get', 'kind']],
        'icon-allow-overlap': true,
        ...nameBelow(1.5, 14),
      },
      paint: { 'text-color': text, 'text-halo-color': paper, 'text-halo-width': 1.8 },
    },
  ];
}

/** By how many places a cluster has. */
function sizeOf(values: readonly [number, number, number, number]): ExpressionSpecification {
  const [first, ...larger] = values;
  return ['step', ['get', 'count'], first, ...stoneSteps.flatMap((least, i) => [least, larger[i] ?? first])];
}

function colourOfFamily({ families: colours, text }: Palette): ExpressionSpecification {
  const pairs = families.flatMap((family) => [family, colours[family]]);
  return ['match', ['get', 'family'], ...pairs, text] as unknown as ExpressionSpecification;
}

const isMany: ExpressionSpecification = ['>', ['get', 'count'], 1];

/** Where a mark of a stack lies: of two, one is half a height up and one half a height down. */
function lowered(height: number, [x, y]: readonly [number, number] = [0, 0]): ExpressionSpecification {
  const by = (steps: number): ExpressionSpecification => ['literal', [x, y + steps * height]];
  return ['case', ['<', ['get', 'lowered'], 0], by(-0.5), ['>', ['get', 'lowered'], 0], by(0.5), by(0)];
}

function nameBelow(offset: number, size: number) {
  return {
    'text-field': labelOf(['get', 'name']),
    'text-font': boldFont,
    'text-size': size,
    'text-anchor': 'top' as const,
    'text-offset': [0, offset] as [number, number],
    'text-max-width': 10,
    'text-optional': true,
  };
}
