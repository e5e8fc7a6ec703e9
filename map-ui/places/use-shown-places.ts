import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Selection } from '../../server/points/selection.ts';
import type { MapView, PlaceLayer } from '../map/map-view.ts';
import { pageLanguage } from '../texts/texts.ts';
import { drawnKinds } from './drawn-kinds.ts';
import { nameOf, type PlaceIndex } from './place-index.ts';

interface ShownPlaces {
  readonly handle: MapView | null;
  readonly index: PlaceIndex;
  readonly selection: Selection;
  readonly query: string;
  /** The selection could be counted, so that its tiles can be had too: until then those drawn before stay. */
  readonly isReady: boolean;
  readonly attempt: number;
}

/** Lets the map draw the places of a selection; those drawn before stay until the new ones can be had. */
export function useShownPlaces({ handle, index, selection, query, isReady, attempt }: ShownPlaces): void {
  const shown = useRef<PlaceLayer>(null);
  const layer = useMemo<PlaceLayer>(
    () => ({
      kinds: drawnKinds(index.manifest),
      tile: (address, signal) => index.tile(selection, address, signal),
      async nameOf(row) {
        const [name] = await index.names([row]);
        return name ? nameOf(name, pageLanguage()) : '';
      },
    }),
    [index, query],
  );
  useEffect(() => {
    if (!handle || shown.current === layer || (shown.current && !isReady)) return;
    shown.current = layer;
    handle.showPlaces(layer);
  }, [handle, layer, isReady]);
  useEffect(() => {
    if (attempt > 0) handle?.again();
  }, [attempt]);
}
