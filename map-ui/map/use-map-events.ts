import { useEffect, useRef } from 'preact/hooks';
import type { MapEvents, MapView } from './map-view.ts';

/** Lets the map tell the page of the moment, although it was told once where to. */
export function useMapEvents(
  map: Promise<MapView | null>,
  listen: (events: MapEvents) => void,
  events: MapEvents,
): void {
  const latest = useRef(events);
  latest.current = events;
  useEffect(() => {
    listen({
      moved: (...move) => latest.current.moved(...move),
      picked: (picked) => latest.current.picked(picked),
      pickedTerritory: (code) => latest.current.pickedTerritory(code),
      pickedCluster: (cluster) => latest.current.pickedCluster(cluster),
      pickedMark: (key) => latest.current.pickedMark(key),
      pickedFlow: (key) => latest.current.pickedFlow(key),
      tilesFailed: (error) => latest.current.tilesFailed(error),
    });
  }, [map]);
}
