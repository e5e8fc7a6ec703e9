import 'maplibre-gl/dist/maplibre-gl.css';
import type { FeatureCollection } from 'geojson';
import {
  addProtocol,
  type GeoJSONSource,
  GeolocateControl,
  Map as MapLibre,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type VectorTileSource,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { Protocol } from 'pmtiles';
import type { Bounds } from '../../server/points/manifest.ts';
import { widenToSquares } from '../../server/points/mercator.ts';
import type { View } from '../address/url-state.ts';
import { onThemeChange } from '../page/theme.ts';
import { texts } from '../texts/texts.ts';
import { readBaseMap } from './base-map.ts';
import { drawCluster, drawImages, imageRatio } from './draw-images.ts';
import { collect, flowFeatures, markFeatures, selectionFeatures, spreadFeatures, toLines } from './drawn-features.ts';
import type { DrawnKind, MapEvents, MapOptions, MapView } from './map-view.ts';
import { drawOperatorMap } from './operator-map.ts';
import { readPalette } from './palette.ts';
import { feedPlaces } from './place-layer.ts';
import { listenToPointer } from './pointer.ts';
import { fitPadding, fitZoom, home, movementMs } from './start-view.ts';
import { mapLayers, mapStyle, maxZoom } from './style.ts';

const placeLayers = ['clusters', 'places', 'place-names'];

/** What is drawn over the places or in their place, by source. */
type Drawn = Readonly<Record<'links' | 'selection' | 'spread' | 'territories' | 'marks' | 'flows', FeatureCollection>>;

const nothingDrawn: Drawn = {
  links: collect([]),
  selection: collect([]),
  spread: collect([]),
  territories: collect([]),
  marks: collect([]),
  flows: collect([]),
};

/** Builds the map in a container; throws when the browser has no WebGL 2. */
export function createMap(
  container: HTMLElement,
  view: View | undefined,
  events: MapEvents,
  { isGuest = false }: MapOptions = {},
): MapView {
  setWorkerUrl(new URL(workerUrl, location.href).href);
  addProtocol('pmtiles', new Protocol({ errorOnMissingTile: true }).tile);
  const stop = new AbortController();
  const map = buildMap(container, view, isGuest);
  container.dataset['mapState'] = 'loading';
  map.on('idle', () => {
    container.dataset['mapState'] = 'ready';
  });
  // A tile outside the archive is no failure: the coarser one above it stays.
  map.on('error', ({ error }) => {
    if (!/Tile not found/.test(error.message)) console.warn(error.message);
  });

  let kinds: readonly DrawnKind[] = [];
  let loaded = false;
  let wanted = nothingDrawn;
  let hasMarks = false;
  const show = (change: Partial<Drawn>) => {
    wanted = { ...wanted, ...change };
    if (!loaded) return;
    container.dataset['mapState'] = 'drawing';
    for (const [id, data] of Object.entries(change)) map.getSource<GeoJSONSource>(id)?.setData(data);
    dim();
    const isCovered = hasMarks || wanted.territories.features.length > 0;
    for (const layer of placeLayers) map.setLayoutProperty(layer, 'visibility', isCovered ? 'none' : 'visible');
  };
  /** What is open stands out against the others. */
  const dim = () => {
    const { selection, spread, flows } = wanted;
    const opacity = [selection, spread, flows].some(({ features }) => features.length > 0) ? 0.45 : 1;
    for (const layer of placeLayers) {
      map.setPaintProperty(layer, 'icon-opacity', opacity);
      map.setPaintProperty(layer, 'text-opacity', opacity);
    }
  };
  const putImage = (id: string, image: ImageData) => {
    if (map.hasImage(id)) map.updateImage(id, image);
    else map.addImage(id, image, { pixelRatio: imageRatio });
  };
  const paintImages = () => {
    const palette = readPalette();
    for (const [id, image] of drawImages(palette)) putImage(id, image);
    for (const id of map.listImages()) {
      const image = drawCluster(id, { palette, kinds });
      if (image) putImage(id, image);
    }
  };
  // Clusters have as many pictures as there are mixes in view: each is drawn when it is first wanted.
  map.setMissingStyleImageResolver(async (id) => {
    const image = drawCluster(id, { palette: readPalette(), kinds });
    if (image) putImage(id, image);
  });
  map.on('style.load', () => {
    loaded = true;
    paintImages();
    show(wanted);
  });
  onThemeChange(
    () => {
      if (!loaded) return;
      paintImages();
      for (const layer of mapLayers(readPalette()))
        for (const [name, value] of Object.entries(layer.paint ?? {}))
          map.setPaintProperty(layer.id, name as Parameters<MapLibre['setPaintProperty']>[1], value);
    },
    { signal: stop.signal },
  );

  const baseMap = readBaseMap();
  if (baseMap)
    drawOperatorMap(map, baseMap, {
      below: 'territories',
      failed: () => events.baseMapFailed?.(),
      signal: stop.signal,
    });

  const tell = () => {
    const centre = map.getCenter();
    events.moved({ zoom: map.getZoom(), lat: centre.lat, lon: centre.lng }, boundsOf(map));
  };
  for (const moment of ['moveend', 'load', 'resize'] as const) map.on(moment, tell);
  const feed = feedPlaces(() => (loaded ? map.getSource<VectorTileSource>('places') : undefined), events.tilesFailed);
  listenToPointer(map, events, { nameOf: feed.nameOf, kinds: () => kinds });

  return {
    showPlaces(layer) {
      container.dataset['mapState'] = 'drawing';
      kinds = layer.kinds;
      feed.show(layer);
    },
    again: feed.again,
    showSelected(place, linked) {
      show({
        links: collect(place ? toLines(place, linked) : []),
        selection: collect(selectionFeatures(place, linked)),
      });
    },
    showSpread(spread) {
      show({ spread: collect(spread ? spreadFeatures(spread, map) : []) });
    },
    showTerritories: (shaded) => show({ territories: shaded ?? collect([]) }),
    showMarks(marks) {
      hasMarks = marks !== undefined;
      show({ marks: collect(markFeatures(marks ?? [])) });
    },
    showFlows: (flows) => show({ flows: collect(flowFeatures(flows)) }),
    goTo: ({ zoom, lat, lon }) => map.jumpTo({ center: [lon, lat], zoom }),
    approach: ({ lon, lat }, zoom) => map.easeTo({ center: [lon, lat], zoom, duration: movementMs() }),
    fit: ([west, south, east, north]) =>
      map.fitBounds([west, south, east, north], { padding: fitPadding, maxZoom: fitZoom, duration: movementMs() }),
    reveal({ lon, lat }) {
      const { x, y } = map.project([lon, lat]);
      const { clientWidth, clientHeight } = map.getContainer();
      const margin = 40;
      if (x > margin && y > margin && x < clientWidth - margin && y < clientHeight - margin) return;
      map.easeTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), 9), duration: movementMs() });
    },
    picture() {
      // Its pixels are only there until the browser has shown them.
      map.redraw();
      const drawn = map.getCanvas();
      const copy = document.createElement('canvas');
      copy.width = drawn.width;
      copy.height = drawn.height;
      copy.getContext('2d')?.drawImage(drawn, 0, 0);
      return copy;
    },
    destroy() {
      stop.abort();
      map.remove();
    },
  };
}

function buildMap(container: HTMLElement, view: View | undefined, isGuest: boolean): MapLibre {
  const t = texts().map;
  const start = view
    ? { center: [view.lon, view.lat] as [number, number], zoom: view.zoom }
    : { bounds: [...home] as [number, number, number, number], fitBoundsOptions: { padding: 16 } };
  const map = new MapLibre({
    container,
    style: mapStyle(readPalette()),
    ...start,
    minZoom: 1.5,
    maxZoom,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    rollEnabled: false,
    renderWorldCopies: false,
    cooperativeGestures: isGuest,
    fadeDuration: Math.min(120, movementMs()),
    locale: {
      'Map.Title': t.label,
      'NavigationControl.ZoomIn': t.zoomIn,
      'NavigationControl.ZoomOut': t.zoomOut,
      'NavigationControl.ResetBearing': t.north,
      'GeolocateControl.FindMyLocation': t.locate,
      'GeolocateControl.LocationNotAvailable': t.locateFailed,
      'ScaleControl.Meters': t.metres,
      'ScaleControl.Kilometers': t.kilometres,
      'Popup.Close': t.close,
      'CooperativeGesturesHandler.WindowsHelpText': t.ctrl,
      'CooperativeGesturesHandler.MacHelpText': t.cmd,
      'CooperativeGesturesHandler.MobileHelpText': t.fingers,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new GeolocateControl({ positionOptions: { enableHighAccuracy: true } }), 'top-right');
  map.addControl(new ScaleControl({ maxWidth: 90 }), 'bottom-right');
  return map;
}

/** What is in view, so that the list and the index count the same in it. */
function boundsOf(map: MapLibre): Bounds {
  const [[west, south], [east, north]] = map.getBounds().toArray();
  return widenToSquares([west, south, east, north]);
}
