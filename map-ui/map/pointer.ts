import type { Feature } from 'geojson';
import { type Map as MapLibre, type MapMouseEvent, Popup } from 'maplibre-gl';
import type { DrawnKind, MapEvents, Position } from './map-view.ts';
import { tellMix } from './tell-mix.ts';

/** What the pointer can ask about the places. */
interface Known {
  nameOf(row: number): Promise<string>;
  /** The kinds in the order of the clusters' `mix`. */
  kinds(): readonly DrawnKind[];
}

/** What can be pointed at, in the order of who wins; a line is hard to hit to the pixel. */
const clickable = [
  { layers: ['selected', 'spread', 'linked', 'marks', 'clusters', 'places', 'place-names'], reach: 0 },
  { layers: ['flows', 'flows-one-sided'], reach: 4 },
  { layers: ['territories'], reach: 0 },
] as const;

/** Clicks open places and clusters; hovering names a place, or what a cluster mostly has. */
export function listenToPointer(map: MapLibre, events: MapEvents, known: Known): void {
  const under = ({ point: { x, y } }: MapMouseEvent) => {
    if (!map.getStyle() || !map.getLayer('places')) return undefined;
    for (const { layers, reach } of clickable) {
      const [found] = map.queryRenderedFeatures(
        [
          [x - reach, y - reach],
          [x + reach, y + reach],
        ],
        { layers: [...layers] },
      );
      if (found) return found;
    }
    return undefined;
  };
  const popup = new Popup({ closeButton: false, closeOnClick: false, offset: 16, className: 'map-tooltip' });
  map.on('click', (event) => {
    const feature = under(event);
    popup.remove();
    if (!feature) return;
    const { row, key, cluster, count, code, mark, flow } = feature.properties as Record<string, unknown>;
    if (typeof row === 'number') events.picked({ row });
    else if (typeof mark === 'string') events.pickedMark(mark);
    else if (typeof flow === 'string') events.pickedFlow(flow);
    else if (typeof code === 'string') events.pickedTerritory(code);
    else if (typeof key === 'string') events.picked({ key });
    else events.pickedCluster({ cluster: Number(cluster), count: Number(count), ...positionOf(feature) });
  });
  let hovered: unknown;
  map.on('mousemove', (event) => {
    const feature = under(event);
    map.getCanvas().style.cursor = feature ? 'pointer' : '';
    const { row, key, name, cluster, mix, code, mark, flow } = (feature?.properties ?? {}) as Record<string, unknown>;
    const thing = row ?? key ?? cluster ?? code ?? mark ?? flow;
    if (thing === hovered) return;
    hovered = thing;
    popup.remove();
    if (!feature || thing === undefined) return;
    const told =
      typeof mix === 'string'
        ? Promise.resolve(tellMix(mix, known.kinds()))
        : typeof name === 'string'
          ? Promise.resolve(name)
          : known.nameOf(Number(row));
    const { lon, lat } =
      feature.geometry.type !== 'Point' ? { lon: event.lngLat.lng, lat: event.lngLat.lat } : positionOf(feature);
    told.then(
      (text) => {
        if (hovered !== thing) return;
        const words = document.createElement('bdi');
        words.textContent = text;
        popup.setLngLat([lon, lat]).setDOMContent(words).addTo(map);
      },
      (error: unknown) => console.info('The place has no name just now.', error),
    );
  });
  map.on('mouseout', () => {
    hovered = undefined;
    popup.remove();
  });
}

function positionOf({ geometry }: Feature): Position {
  const [lon = 0, lat = 0] = geometry.type === 'Point' ? geometry.coordinates : [];
  return { lon, lat };
}
