import 'leaflet/dist/leaflet.css';
import '../style/leaflet.css';
import { control, type LatLngBounds, Map as Leaflet, latLng, latLngBounds } from 'leaflet';
import type { Bounds } from '../../server/points/manifest.ts';
import { widenToSquares } from '../../server/points/mercator.ts';
import { deepestTile } from '../../server/points/tile-format.ts';
import type { View } from '../address/url-state.ts';
import { onThemeChange } from '../page/theme.ts';
import { texts } from '../texts/texts.ts';
import { readBaseMap } from './base-map.ts';
import {
  collect,
  flowFeatures,
  type Projection,
  selectionFeatures,
  spreadFeatures,
  toLines,
} from './drawn-features.ts';
import { createBaseLayer, zoomStep } from './leaflet-base.ts';
import { createIcons } from './leaflet-icons.ts';
import { readLabels } from './leaflet-labels.ts';
import { addLocate } from './leaflet-locate.ts';
import { createMarks } from './leaflet-marks.ts';
import { addOperatorTiles } from './leaflet-operator.ts';
import { createOverlay } from './leaflet-overlay.ts';
import { paintPicture } from './leaflet-picture.ts';
import { createPlaceTiles } from './leaflet-places.ts';
import { openBaseTiles } from './leaflet-tiles.ts';
import type { DrawnKind, MapEvents, MapOptions, MapView, PlaceLayer } from './map-view.ts';
import { readPalette } from './palette.ts';
import { fitPadding, fitZoom, home, movementMs } from './start-view.ts';

/** Builds the map that needs no WebGL: the same land, places and links, drawn with what every browser has. */
export function createMap(
  container: HTMLElement,
  view: View | undefined,
  events: MapEvents,
  { isGuest = false }: MapOptions = {},
): MapView {
  const stop = new AbortController();
  const map = buildMap(container, view, isGuest);
  const tiles = openBaseTiles();
  let palette = readPalette();
  let kinds: readonly DrawnKind[] = [];
  let layer: PlaceLayer | undefined;
  const icons = () => createIcons({ palette, kinds });
  const base = createBaseLayer(tiles, () => palette).addTo(map);
  const overlay = createOverlay(map, () => palette);
  /** The operator's map has names and borders of its own. */
  let isCovered = false;
  const operators = addOperatorTiles(map, readBaseMap(), {
    covers(isDrawn) {
      isCovered = isDrawn;
      overlay.show({ labels: [] });
    },
    failed: () => events.baseMapFailed?.(),
    signal: stop.signal,
  });
  const places = createPlaceTiles();
  const marks = createMarks(map, events, {
    overlay,
    icons: icons(),
    kinds: () => kinds,
    nameOf: async (row) => (await layer?.nameOf(row)) ?? '',
  });

  let drawing = 0;
  const state = (name: 'loading' | 'drawing' | 'ready') => {
    container.dataset['mapState'] = name;
  };
  /** Draws what is in view once it is there; what was drawn before stays until then. */
  const refresh = async () => {
    const own = ++drawing;
    state(layer ? 'drawing' : 'loading');
    const zoom = zoomOf(map);
    const box = boxOf(map);
    const labels = readLabels(tiles, zoom, box).then(
      (found) => own === drawing && overlay.show({ labels: isCovered ? [] : found }),
      (error: unknown) => console.warn(error),
    );
    try {
      const found = await places.inView(map, zoom);
      if (found) marks.showPlaces(found);
    } catch (error) {
      if (own === drawing && !stop.signal.aborted) events.tilesFailed(error);
    }
    await labels;
    const settle = () => {
      if (own !== drawing || stop.signal.aborted || !layer) return;
      const loading = [base, operators].find((one) => one && map.hasLayer(one) && one.isLoading());
      if (!loading) state('ready');
      else loading.once('load remove', settle);
    };
    settle();
  };
  const tell = () => {
    const { lat, lng } = map.getCenter();
    events.moved({ zoom: zoomOf(map), lat, lon: lng }, boxOf(map));
    void refresh();
  };
  map.on('moveend', tell);
  new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(container);
  const repaint = () => {
    palette = readPalette();
    marks.repaint(icons());
    base.redraw();
    overlay.draw();
  };
  onThemeChange(repaint, { signal: stop.signal });
  const fonts = ['400', '700'].map((weight) => document.fonts.load(`${weight} 13px "Atkinson Hyperlegible"`));
  void Promise.all(fonts).then(() => !stop.signal.aborted && repaint());
  if (!isGuest) addLocate(map);
  // The page listens only once this has returned.
  queueMicrotask(tell);

  const projection: Projection = {
    project: ([lon, lat]) => map.latLngToContainerPoint([lat, lon]),
    unproject: (at) => map.containerPointToLatLng(at),
  };
  const moves = { animate: movementMs() > 0, duration: movementMs() / 1000 };
  return {
    showPlaces(next) {
      layer = next;
      kinds = next.kinds;
      marks.repaint(icons());
      places.show(next);
      void refresh();
    },
    again() {
      places.forget();
      base.redraw();
      void refresh();
    },
    showSelected(place, linked) {
      overlay.show({ links: place ? toLines(place, linked) : [] });
      marks.showSelected(selectionFeatures(place, linked));
    },
    showSpread(spread) {
      const features = spread ? spreadFeatures(spread, projection) : [];
      overlay.show({ legs: features.filter(({ geometry }) => geometry.type === 'LineString') });
      marks.showSpread(features.filter(({ geometry }) => geometry.type === 'Point'));
    },
    showTerritories(territories) {
      overlay.show({ territories });
      marks.cover('territories', territories !== undefined);
    },
    showMarks(drawn) {
      marks.showMarks(drawn ?? []);
      marks.cover('marks', drawn !== undefined);
    },
    showFlows(flows) {
      overlay.show({ flows: collect(flowFeatures(flows)).features });
      marks.stepBack('flows', flows.length > 0);
    },
    goTo: ({ zoom, lat, lon }) => map.setView([lat, lon], zoom + zoomStep, { animate: false }),
    approach: ({ lon, lat }, zoom) => map.setView([lat, lon], zoom + zoomStep, moves),
    fit: (bounds) =>
      map.fitBounds(toBounds(bounds), {
        padding: [fitPadding, fitPadding],
        maxZoom: fitZoom + zoomStep,
        ...moves,
      }),
    reveal({ lon, lat }) {
      const { x, y } = map.latLngToContainerPoint([lat, lon]);
      const size = map.getSize();
      const margin = 40;
      if (x > margin && y > margin && x < size.x - margin && y < size.y - margin) return;
      map.setView([lat, lon], Math.max(map.getZoom(), 9 + zoomStep), moves);
    },
    picture: () => paintPicture(container, palette.water, palette.text),
    destroy() {
      stop.abort();
      map.remove();
    },
  };
}

function buildMap(container: HTMLElement, view: View | undefined, isGuest: boolean): Leaflet {
  const t = texts().map;
  const map = new Leaflet(container, {
    attributionControl: false,
    zoomControl: false,
    minZoom: 1.5 + zoomStep,
    maxZoom: deepestTile + zoomStep,
    zoomSnap: 0.5,
    zoomAnimation: movementMs() > 0,
    fadeAnimation: movementMs() > 0,
    markerZoomAnimation: movementMs() > 0,
    inertia: movementMs() > 0,
    scrollWheelZoom: !isGuest,
    maxBounds: latLngBounds([-89, -200], [89, 200]),
    maxBoundsViscosity: 0.8,
  });
  if (view) map.setView([view.lat, view.lon], view.zoom + zoomStep, { animate: false });
  else map.fitBounds(toBounds(home), { padding: [16, 16], animate: false });
  control.zoom({ position: 'topright', zoomInTitle: t.zoomIn, zoomOutTitle: t.zoomOut }).addTo(map);
  control.scale({ position: 'bottomright', imperial: false, maxWidth: 90 }).addTo(map);
  container.setAttribute('role', 'region');
  container.setAttribute('aria-label', t.label);
  if (isGuest) {
    container.addEventListener('focusin', () => map.scrollWheelZoom.enable());
    container.addEventListener('focusout', () => map.scrollWheelZoom.disable());
  }
  return map;
}

function toBounds([west, south, east, north]: Bounds): LatLngBounds {
  return latLngBounds(latLng(south, west), latLng(north, east));
}

function zoomOf(map: Leaflet): number {
  return map.getZoom() - zoomStep;
}

/** What is in view, so that the list and the index count the same in it. */
function boxOf(map: Leaflet): Bounds {
  const box = map.getBounds();
  return widenToSquares([
    Math.max(-180, box.getWest()),
    Math.max(-90, box.getSouth()),
    Math.min(180, box.getEast()),
    Math.min(90, box.getNorth()),
  ]);
}
