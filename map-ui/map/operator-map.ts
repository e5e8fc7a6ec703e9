import type { Map as MapLibre, MapSourceDataEvent } from 'maplibre-gl';
import { onThemeChange } from '../page/theme.ts';
import type { BaseMap } from './base-map.ts';
import { patienceMs } from './operator-address.ts';
import { isOperators, type OperatorLayers, readOperatorLayers } from './operator-layers.ts';

/** What of the built-in base map would stand in the operator's way; its land stays below, where nothing comes. */
const covered = ['outline', 'departements', 'regions', 'towns'];

/**
 * Draws an operator's base map over the built-in one, once the style is there. When it does not answer, what was there
 * stays and `failed` hears of it.
 */
export function drawOperatorMap(
  map: MapLibre,
  baseMap: BaseMap,
  { below, failed, signal }: { readonly below: string; readonly failed: () => void; readonly signal: AbortSignal },
): void {
  let drawn: OperatorLayers | undefined;
  let hasTiles = false;

  const remove = () => {
    for (const { id } of drawn?.layers ?? []) if (map.getLayer(id)) map.removeLayer(id);
    for (const id of Object.keys(drawn?.sources ?? {})) if (map.getSource(id)) map.removeSource(id);
    drawn = undefined;
    show('visible');
  };
  const show = (visibility: 'visible' | 'none') => {
    for (const id of covered) if (map.getLayer(id)) map.setLayoutProperty(id, 'visibility', visibility);
  };
  const giveUp = (error: unknown) => {
    console.warn(error);
    remove();
    failed();
  };
  const add = async () => {
    try {
      const layers = await readOperatorLayers(baseMap);
      if (signal.aborted) return;
      remove();
      drawn = layers;
      if (layers.glyphs) map.setGlyphs(layers.glyphs);
      if (typeof layers.sprite === 'string') map.setSprite(layers.sprite);
      for (const [id, source] of Object.entries(layers.sources)) map.addSource(id, source);
      for (const layer of layers.layers) map.addLayer(layer, below);
      show('none');
      // A host that never answers, or has none of the tiles that are asked for, tells of no failure.
      setTimeout(() => {
        if (drawn === layers && !hasTiles && !signal.aborted) giveUp(new Error('The base map sent no tile'));
      }, patienceMs);
    } catch (error) {
      if (!signal.aborted) giveUp(error);
    }
  };
  map.on('sourcedata', ({ sourceId, tile }: MapSourceDataEvent) => {
    if (isOperators(sourceId) && (tile as { readonly state?: string } | undefined)?.state === 'loaded') hasTiles = true;
  });
  map.on('error', (event) => {
    const { sourceId = '' } = event as { readonly sourceId?: string };
    if (!drawn || !isOperators(sourceId) || hasTiles) return;
    // A tile may be missing where the map ends: that none is there shows when all were asked for.
    const { status } = event.error as { readonly status?: number };
    if (status !== 404) giveUp(event.error);
  });
  map.once('style.load', () => void add());
  // An archive has a day and a night; the others look as their makers want.
  if (baseMap.kind === 'archive') onThemeChange(() => drawn && void add(), { signal });
}
