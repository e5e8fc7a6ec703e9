import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { currentTheme } from '../page/theme.ts';
import { pageLanguage } from '../texts/texts.ts';
import type { BaseMap } from './base-map.ts';
import { patienceMs, templateOf } from './operator-address.ts';

/** What an operator's base map adds to the style, under names of its own. */
export interface OperatorLayers {
  readonly sources: Readonly<Record<string, SourceSpecification>>;
  readonly layers: readonly LayerSpecification[];
  readonly glyphs?: string;
  readonly sprite?: StyleSpecification['sprite'];
}

const prefix = 'operator';

/** Whether a source of the map is the operator's. */
export function isOperators(source: string): boolean {
  return source.startsWith(prefix);
}

/** Reads what the operator's base map consists of; rejects when it does not answer. */
export async function readOperatorLayers(baseMap: BaseMap): Promise<OperatorLayers> {
  const address = templateOf(baseMap);
  switch (baseMap.kind) {
    case 'raster':
      return {
        sources: { [prefix]: { type: 'raster', tiles: [address], tileSize: 256, maxzoom: 19 } },
        layers: [{ id: prefix, type: 'raster', source: prefix, paint: { 'raster-fade-duration': 0 } }],
      };
    case 'archive':
      return archiveLayers(address);
    case 'style':
      return styleLayers(address);
  }
}

/** An archive has the layers of Protomaps; the few that ask for its pictures are left out. */
async function archiveLayers(address: string): Promise<OperatorLayers> {
  const { layers, namedFlavor } = await import('@protomaps/basemaps');
  const drawn = layers(prefix, namedFlavor(currentTheme()), { lang: pageLanguage() }) as LayerSpecification[];
  return {
    sources: { [prefix]: { type: 'vector', url: `pmtiles://${address}` } },
    layers: drawn
      .filter((layer) => !('layout' in layer && layer.layout && 'icon-image' in layer.layout))
      .map((layer) => ({ ...withOurFont(layer), id: `${prefix}-${layer.id}` })),
  };
}

/** No glyph server: names are written in the letters of this site. */
function withOurFont(layer: LayerSpecification): LayerSpecification {
  if (layer.type !== 'symbol') return layer;
  return { ...layer, layout: { ...layer.layout, 'text-font': ['Atkinson Regular'] } };
}

async function styleLayers(address: string): Promise<OperatorLayers> {
  const response = await fetch(address, { signal: AbortSignal.timeout(patienceMs), credentials: 'omit' });
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  const style = (await response.json()) as StyleSpecification;
  const named = (source: string) => `${prefix}-${source}`;
  return {
    sources: Object.fromEntries(Object.entries(style.sources).map(([name, source]) => [named(name), source])),
    layers: style.layers.map(
      (layer) =>
        ({
          ...layer,
          id: `${prefix}-${layer.id}`,
          ...('source' in layer ? { source: named(layer.source) } : {}),
        }) as LayerSpecification,
    ),
    ...(style.glyphs ? { glyphs: style.glyphs } : {}),
    ...(style.sprite ? { sprite: style.sprite } : {}),
  };
}
