import 'maplibre-gl/dist/maplibre-gl.css';
import type { Feature, FeatureCollection } from 'geojson';
import {
  addProtocol,
  type GeoJSONSource,
  GeolocateControl,
  Map as MapLibre,
  type MapMouseEvent,
  NavigationControl,
  Popup,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { Protocol } from 'pmtiles';
import { shownKind } from '../places/kind-glyphs.ts';
import type { Bounds, Place } from '../places/place-index.ts';
import { texts } from '../texts/texts.ts';
import { onThemeChange } from '../theme.ts';
import type { View } from '../url-state.ts';
import { drawImages, imageRatio } from './draw-images.ts';
import { readPalette } from './palette.ts';
import { mapLayers, mapStyle, maxZoom } from './style.ts';

/** A place at the other end of a link of the open place. */
export interface LinkedPlace {
  readonly place: Place;
  readonly mutual: boolean;
}

/** What the map tells the page. */
export interface MapEvents {
  /** The view has come to rest. */
  moved(view: View, bounds: Bounds): void;
  /** A place was clicked. */
  picked(row: number): void;
  /** A cluster was clicked whose places no zoom can tell apart. */
  pickedGroup(rows: readonly number[]): void;
}

/** The map as the page drives it. */
export interface MapHandle {
  /** Replaces the places that are drawn. */
  showPlaces(places: Iterable<Place>): void;
  /** Draws a place as open, with lines to the places it is linked to; nothing without a place. */
  showSelected(place: Place | undefined, linked: readonly LinkedPlace[]): void;
  goTo(view: View): void;
  /** Moves so that the box is in view, no closer than a town. */
  fit(bounds: Bounds): void;
  /** Moves only as far as needed for the place to be seen. */
  reveal(place: Place): void;
}

/** Mainland France with Corsica. */
const home: Bounds = [-5.2, 41.3, 9.6, 51.2];
/** Closest zoom that a search or a filter moves to. */
const fitZoom = 12;

/** Builds the map in a container; throws when the browser has no WebGL 2. */
export function createMap(container: HTMLElement, view: View | undefined, events: MapEvents): MapHandle {
  setWorkerUrl(new URL(workerUrl, location.href).href);
  addProtocol('pmtiles', new Protocol({ errorOnMissingTile: true }).tile);
  const t = texts().map;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
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
    fadeDuration: still ? 0 : 120,
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
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new GeolocateControl({ positionOptions: { enableHighAccuracy: true } }), 'top-right');
  map.addControl(new ScaleControl({ maxWidth: 90 }), 'bottom-right');
  container.dataset['mapState'] = 'loading';
  map.on('idle', () => {
    container.dataset['mapState'] = 'ready';
  });
  // A tile outside the archive is no failure: the coarser one above it stays.
  map.on('error', ({ error }) => {
    if (!/Tile not found/.test(error.message)) console.warn(error.message);
  });

  let wanted: { places: FeatureCollection; links: FeatureCollection; selection: FeatureCollection } = {
    places: collect([]),
    links: collect([]),
    selection: collect([]),
  };
  let loaded = false;
  const show = (change: Partial<typeof wanted>) => {
    wanted = { ...wanted, ...change };
    if (!loaded) return;
    container.dataset['mapState'] = 'drawing';
    for (const [id, data] of Object.entries(change)) map.getSource<GeoJSONSource>(id)?.setData(data);
  };
  const paintImages = () => {
    for (const [id, image] of drawImages(readPalette())) {
      if (map.hasImage(id)) map.updateImage(id, image);
      else map.addImage(id, image, { pixelRatio: imageRatio });
    }
  };
  map.on('style.load', () => {
    loaded = true;
    paintImages();
    show(wanted);
  });
  onThemeChange(() => {
    if (!loaded) return;
    paintImages();
    for (const layer of mapLayers(readPalette()))
      for (const [name, value] of Object.entries(layer.paint ?? {}))
        map.setPaintProperty(layer.id, name as Parameters<MapLibre['setPaintProperty']>[1], value);
  });

  const tell = () => {
    const centre = map.getCenter();
    const [[west, south], [east, north]] = map.getBounds().toArray();
    events.moved({ zoom: map.getZoom(), lat: centre.lat, lon: centre.lng }, [west, south, east, north]);
  };
  map.on('moveend', tell);
  map.on('load', tell);
  map.on('resize', tell);
  listenToPointer(map, events);

  /** An open place and its links stand out against the others. */
  let dimmed = false;
  const applyDim = () => {
    for (const layer of ['clusters', 'places', 'place-names']) {
      map.setPaintProperty(layer, 'icon-opacity', dimmed ? 0.45 : 1);
      map.setPaintProperty(layer, 'text-opacity', dimmed ? 0.45 : 1);
    }
  };
  const dim = (wish: boolean) => {
    dimmed = wish;
    if (loaded) applyDim();
  };
  map.on('style.load', applyDim);

  const duration = still ? 0 : 180;
  return {
    showPlaces: (places) => show({ places: collect([...places].map((place) => toFeature(place))) }),
    showSelected(place, linked) {
      dim(place !== undefined);
      show({
        links: collect(place ? linked.map((link) => toLine(place, link)) : []),
        selection: collect(
          place ? [...linked.map((link) => toFeature(link.place, false)), toFeature(place, true)] : [],
        ),
      });
    },
    goTo: ({ zoom, lat, lon }) => map.jumpTo({ center: [lon, lat], zoom }),
    fit: ([west, south, east, north]) =>
      map.fitBounds([west, south, east, north], { padding: 56, maxZoom: fitZoom, duration }),
    reveal({ lon, lat }) {
      const { x, y } = map.project([lon, lat]);
      const { clientWidth, clientHeight } = map.getContainer();
      const margin = 40;
      if (x > margin && y > margin && x < clientWidth - margin && y < clientHeight - margin) return;
      map.easeTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), 9), duration });
    },
  };
}

/** Clicks open places and clusters; hovering names a place. */
function listenToPointer(map: MapLibre, events: MapEvents): void {
  const clickable = ['selected', 'linked', 'clusters', 'places', 'place-names'];
  const under = ({ point }: MapMouseEvent) =>
    map.getStyle() && map.getLayer('places') ? map.queryRenderedFeatures(point, { layers: clickable })[0] : undefined;
  map.on('click', (event) => {
    const feature = under(event);
    if (!feature) return;
    const row: unknown = feature.properties['row'];
    if (typeof row === 'number') events.picked(row);
    else void openCluster(map, Number(feature.properties['cluster_id']), event.lngLat, events);
  });
  const popup = new Popup({ closeButton: false, closeOnClick: false, offset: 16, className: 'map-tooltip' });
  map.on('mousemove', (event) => {
    const feature = under(event);
    map.getCanvas().style.cursor = feature ? 'pointer' : '';
    const name: unknown = feature?.properties['name'];
    if (typeof name === 'string' && feature?.geometry.type === 'Point') {
      const [lon = 0, lat = 0] = feature.geometry.coordinates;
      popup.setLngLat([lon, lat]).setText(name).addTo(map);
    } else popup.remove();
  });
  map.on('mouseout', () => popup.remove());
}

/** Zooms in to where the cluster comes apart, or lists its places when no zoom can part them. */
async function openCluster(
  map: MapLibre,
  id: number,
  centre: { lng: number; lat: number },
  events: MapEvents,
): Promise<void> {
  const source = map.getSource<GeoJSONSource>('places');
  if (!source) return;
  const zoom = await source.getClusterExpansionZoom(id);
  if (zoom <= maxZoom) {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    map.easeTo({ center: centre, zoom, duration: still ? 0 : 180 });
    return;
  }
  const leaves = await source.getClusterLeaves(id, 1000, 0);
  events.pickedGroup(leaves.map(({ properties }) => Number(properties?.['row'])));
}

function toFeature(place: Place, open?: boolean): Feature {
  return {
    type: 'Feature',
    properties: {
      row: place.row,
      name: place.name,
      kind: shownKind(place.kinds.map(({ key }) => key)),
      ...(open === undefined ? {} : { open }),
    },
    geometry: { type: 'Point', coordinates: [place.lon, place.lat] },
  };
}

function toLine(from: Place, { place, mutual }: LinkedPlace): Feature {
  return {
    type: 'Feature',
    properties: { mutual },
    geometry: {
      type: 'LineString',
      coordinates: [
        [from.lon, from.lat],
        [place.lon, place.lat],
      ],
    },
  };
}

function collect(features: Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features };
}
