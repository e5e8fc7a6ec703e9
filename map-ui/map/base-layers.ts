import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { pageLanguage } from '../texts/texts.ts';
import { fonts, haloed } from './lettering.ts';
import type { Palette } from './palette.ts';

/** The ground: water, land, borders, and territories shaded by what is counted there. */
export function groundLayers({ water, land, france, border, shades }: Palette): LayerSpecification[] {
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
          ...shades.flatMap((shade, i) => [i, shade]),
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
  ];
}

/** The names of towns, the most populated first. */
export function townLayers({ label, france }: Palette): LayerSpecification[] {
  return [
    {
      id: 'towns',
      type: 'symbol',
      source: 'base',
      'source-layer': 'labels',
      // Hamlets appear last: the file names every commune it knows from its last zoom on.
      filter: ['step', ['zoom'], true, 8, ['>=', ['get', 'rank'], 39], 9, ['>=', ['get', 'rank'], 34], 10, true],
      layout: {
        'text-field': pageLanguage() === 'en' ? ['coalesce', ['get', 'en'], ['get', 'name']] : ['get', 'name'],
        'text-font': fonts.regular,
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
      paint: haloed(label, france, 1.4),
    },
  ];
}
