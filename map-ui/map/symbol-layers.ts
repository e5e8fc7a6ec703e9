import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { tileLayer } from '../../server/points/tile-format.ts';
import { pageLanguage } from '../texts/texts.ts';
import { stoneSteps } from './draw-cluster.ts';
import { markHeight } from './draw-images.ts';
import { labelOf } from './label-name.ts';
import { fonts, haloed } from './lettering.ts';
import type { Palette } from './palette.ts';

const clustered: ExpressionSpecification = ['has', 'cluster'];
const ownName: ExpressionSpecification = ['get', 'name'];

/** Places as discs with their names, and what stands in for many of them. */
export function placeLayers({ text, france }: Palette): LayerSpecification[] {
  return [
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
        'text-font': fonts.bold,
        'text-size': 13,
        'text-anchor': 'top',
        // Clear of the disc, which is in another layer and would take its room.
        'text-offset': [0, 1.2],
        'text-max-width': 9,
        'text-optional': true,
      },
      paint: haloed(text, france, 1.4),
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
        'text-font': fonts.bold,
        'text-size': sizeOf([12.5, 13, 14, 15]),
        'text-allow-overlap': true,
        'text-offset': [0, 0.08],
        'symbol-sort-key': ['get', 'count'],
      },
      paint: { 'text-color': '#ffffff' },
    },
  ];
}

/** What is found at places: practices, needs, offers, events. */
export function markLayers({ onKind }: Palette): LayerSpecification[] {
  return [
    {
      id: 'marks',
      type: 'symbol',
      source: 'marks',
      layout: {
        'icon-image': ['concat', 'mark-', ['get', 'kind'], ['case', isMany, '-many', '']],
        'icon-allow-overlap': true,
        'icon-offset': lowered(markHeight + 2),
        'text-field': ['case', isMany, ['to-string', ['get', 'count']], ''],
        'text-font': fonts.bold,
        'text-size': 13,
        'text-allow-overlap': true,
        'text-offset': lowered((markHeight + 2) / 13, [0.72, 0.06]),
        'symbol-sort-key': ['get', 'count'],
      },
      paint: { 'text-color': onKind },
    },
  ];
}

/** The members of a cluster that was opened, the open place and those it is linked to. */
export function chosenLayers({ text, paper }: Palette): LayerSpecification[] {
  return [
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
      paint: haloed(text, paper, 1.6),
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
      paint: haloed(text, paper, 1.6),
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
      paint: haloed(text, paper, 1.8),
    },
  ];
}

/** By how many places a cluster has. */
function sizeOf(values: readonly [number, number, number, number]): ExpressionSpecification {
  const [first, ...larger] = values;
  return ['step', ['get', 'count'], first, ...stoneSteps.flatMap((least, i) => [least, larger[i] ?? first])];
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
    'text-font': fonts.bold,
    'text-size': size,
    'text-anchor': 'top' as const,
    'text-offset': [0, offset] as [number, number],
    'text-max-width': 10,
    'text-optional': true,
  };
}
