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
  type VectorTileSource,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { Protocol } from 'pmtiles';
import type { Bounds } from '../../server/points/manifest.ts';
import { shownKind } from '../places/kind-glyphs.ts';
import { texts } from '../texts/texts.ts';
import { onThemeChange } from '../theme.ts';
import type { View } from '../url-state.ts';
import { drawImages, imageRatio } from './draw-images.ts';
import { readPalette } from './palette.ts';
import { feedPlaces, type PlaceFeed, type PlaceLayer } from './place-layer.ts';
import { mapLayers, mapStyle, maxZoom } from './style.ts';

export interface Position {
  readonly lon: number;
  readonly lat: number;
}

/** A place that is drawn whatever the tiles say. */
export interface DrawnPlace extends Position {
  readonly key: string;
  readonly name: string;
  /** Keys of its kinds. */
  readonly kinds: readonly string[];
}

/** A place at the other end of a link of the open place. */
export interface LinkedPlace {
  readonly place: DrawnPlace;
  readonly mutual: boolean;
}

/** A cluster as it is drawn. */
export interface DrawnCluster extends Position {
  readonly cluster: number;
  readonly count: number;
}

/** What the map tells the page. */
export interface MapEvents {
  /** The view has come to rest. */
  moved(view: View, bounds: Bounds): void;
  /** A place was clicked: a row of the tiles, or the key of one that is drawn by itself. */
  picked(place: { readonly row: number } | { readonly key: string }): void;
  pickedCluster(cluster: DrawnCluster): void;
  /** Some tiles of places could not be had; those drawn before stay. */
  tilesFailed(error: unknown): void;
}

/** The map as the page drives it. */
export interface MapHandle extends Omit<PlaceFeed, 'nameOf'> {
  /** Draws a place as open, with lines to the places it is linked to; nothing without a place. */
  showSelected(place: DrawnPlace | undefined, linked: readonly LinkedPlace[]): void;
  goTo(view: View): void;
  /** Moves to a position at a zoom, so that it is seen where one went. */
  approach(position: Position, zoom: number): void;
  /** Moves so that the box is in view, no closer than a town. */
  fit(bounds: Bounds): void;
  /** Moves only as far as needed for the position to be seen. */
  reveal(position: Position): void;
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

  let wanted: { links: FeatureCollection; selection: FeatureCollection } = {
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
    events.moved({ zoom: map.getZoom(), lat: centre.lat, lon: centre.lng }, boundsOf(map));
  };
  map.on('moveend', tell);
  map.on('load', tell);
  map.on('resize', tell);
  const feed = feedPlaces(() => (loaded ? map.getSource<VectorTileSource>('places') : undefined), events.tilesFailed);
  listenToPointer(map, events, feed);

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
    show(layer: PlaceLayer) {
      container.dataset['mapState'] = 'drawing';
      feed.show(layer);
    },
    again: feed.again,
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
    approach: ({ lon, lat }, zoom) => map.easeTo({ center: [lon, lat], zoom, duration }),
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

/**
 * What is in view, widened to full ten-thousandths of a degree and half a unit of the columns: no place lies on its edge,
 * so that the list and the index count the same. What lies beyond the map's own edge is drawn at it.
 */
function boundsOf(map: MapLibre): Bounds {
  const [[west, south], [east, north]] = map.getBounds().toArray();
  const edge = 85.05;
  const [down, up] = [
    (value: number) => Math.floor(value * 1e4) / 1e4,
    (value: number) => Math.ceil(value * 1e4) / 1e4,
  ];
  const half = 5e-6;
  return [
    Math.max(-180, down(west) - half),
    south <= -edge ? -90 : down(south) - half,
    Math.min(180, up(east) + half),
    north >= edge ? 90 : up(north) + half,
  ];
}

/** Clicks open places and clusters; hovering names a place. */
function listenToPointer(map: MapLibre, events: MapEvents, feed: PlaceFeed): void {
  const clickable = ['selected', 'linked', 'clusters', 'places', 'place-names'];
  const under = ({ point }: MapMouseEvent) =>
    map.getStyle() && map.getLayer('places') ? map.queryRenderedFeatures(point, { layers: clickable })[0] : undefined;
  map.on('click', (event) => {
    const feature = under(event);
    if (!feature) return;
    const { row, key, cluster, count } = feature.properties as Record<string, unknown>;
    if (typeof row === 'number') events.picked({ row });
    else if (typeof key === 'string') events.picked({ key });
    else events.pickedCluster({ cluster: Number(cluster), count: Number(count), ...positionOf(feature) });
  });
  const popup = new Popup({ closeButton: false, closeOnClick: false, offset: 16, className: 'map-tooltip' });
  let hovered: unknown;
  map.on('mousemove', (event) => {
    const feature = under(event);
    map.getCanvas().style.cursor = feature ? 'pointer' : '';
    const { row, key } = feature?.properties ?? {};
    const thing: unknown = row ?? key;
    if (thing === hovered) return;
    hovered = thing;
    popup.remove();
    if (!feature || thing === undefined) return;
    const name: unknown = feature.properties['name'];
    const told = typeof name === 'string' ? Promise.resolve(name) : feed.nameOf(Number(row));
    const { lon, lat } = positionOf(feature);
    told.then(
      (text) => hovered === thing && popup.setLngLat([lon, lat]).setText(text).addTo(map),
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

function toFeature(place: DrawnPlace, open: boolean): Feature {
  return {
    type: 'Feature',
    properties: { key: place.key, name: place.name, kind: shownKind(place.kinds), open },
    geometry: { type: 'Point', coordinates: [place.lon, place.lat] },
  };
}

function toLine(from: DrawnPlace, { place, mutual }: LinkedPlace): Feature {
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
