import { useEffect, useState } from 'preact/hooks';
import type { MapView } from '../map/map-view.ts';

type Painter = typeof import('./painter.ts');

/** What paints pictures of the map, fetched once there is a map to paint; undefined until then. */
export function usePainter(map: MapView | null): Painter | undefined {
  const [painter, setPainter] = useState<Painter>();
  useEffect(() => {
    // Without it, a map cannot be saved as a picture and all else works.
    if (map) import('./painter.ts').then(setPainter, () => undefined);
  }, [map]);
  return painter;
}
