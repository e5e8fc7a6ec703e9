import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from './palette.ts';
import { families } from './relation-families.ts';

/** What joins: flows between territories below the links of the open place; dashed where one side alone says it. */
export function lineLayers(palette: Palette): LayerSpecification[] {
  return [
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
  ];
}

function colourOfFamily({ families: colours, text }: Palette): ExpressionSpecification {
  const pairs = families.flatMap((family) => [family, colours[family]]);
  return ['match', ['get', 'family'], ...pairs, text] as unknown as ExpressionSpecification;
}
