import 'leaflet/dist/leaflet.css';
import '../style/leaflet.css';
import { control, DivIcon, Map as Leaflet, Marker, TileLayer } from 'leaflet';
import { onThemeChange } from '../page/theme.ts';
import { texts } from '../texts/texts.ts';
import { readBaseMap } from './base-map.ts';
import { createBaseLayer, zoomStep } from './leaflet-base.ts';
import { readLabels } from './leaflet-labels.ts';
import { createOverlay } from './leaflet-overlay.ts';
import { openBaseTiles } from './leaflet-tiles.ts';
import { readPalette } from './palette.ts';
import { home } from './start-view.ts';

interface Point {
  readonly lat: number;
  readonly lon: number;
}

/** What the map and its pin are called. */
interface Words {
  readonly mapLabel: string;
  readonly pin: string;
}

/** A map with one pin. */
export interface PinMap {
  /** Puts the pin where the numbers say, or takes it away. */
  show(point: Point | undefined): void;
}

/** The built-in land has towns to go by and no streets; the operator's pictures have both. */
const nearZoom = { land: 10, streets: 16 };
const [deepest, farthest] = [18, 3];
/** Pixels that an arrow key moves the pin. */
const [step, fineStep] = [10, 1];
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Draws the map on which a place is put where its entrance is; `moved` is told where the pin was put by hand. */
export function createPinMap(container: HTMLElement, words: Words, moved: (point: Point) => void): PinMap {
  const t = texts().map;
  const [west, south, east, north] = home;
  const map = new Leaflet(container, {
    attributionControl: false,
    zoomControl: false,
    minZoom: farthest,
    maxZoom: deepest,
    scrollWheelZoom: false,
  });
  map.fitBounds([
    [south, west],
    [north, east],
  ]);
  control.zoom({ position: 'topright', zoomInTitle: t.zoomIn, zoomOutTitle: t.zoomOut }).addTo(map);
  control.scale({ position: 'bottomright', imperial: false, maxWidth: 90 }).addTo(map);
  container.setAttribute('role', 'region');
  container.setAttribute('aria-label', words.mapLabel);
  container.addEventListener('focusin', () => map.scrollWheelZoom.enable());
  container.addEventListener('focusout', () => map.scrollWheelZoom.disable());
  new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(container);
  const near = nearZoom[drawLand(map)];

  const pin = new Marker([0, 0], {
    draggable: true,
    autoPan: true,
    keyboard: true,
    icon: new DivIcon({ className: 'form-pin', iconSize: [36, 44], iconAnchor: [18, 42], html: drawPin() }),
  });
  const tell = () => {
    const { lat, lng } = pin.getLatLng();
    moved({ lat, lon: lng });
  };
  const put = (lat: number, lon: number) => {
    pin.setLatLng([lat, lon]);
    if (map.hasLayer(pin)) return;
    pin.addTo(map);
    const shown = pin.getElement();
    shown?.setAttribute('aria-label', words.pin);
    shown?.addEventListener('keydown', (event) => {
      const arrow = arrows[event.key];
      if (!arrow) return;
      event.preventDefault();
      event.stopPropagation();
      const at = map.latLngToContainerPoint(pin.getLatLng());
      const by = event.shiftKey ? fineStep : step;
      pin.setLatLng(map.containerPointToLatLng([at.x + arrow[0] * by, at.y + arrow[1] * by]));
      map.panInside(pin.getLatLng(), { padding: [40, 40] });
      tell();
    });
  };
  pin.on('dragend', tell);
  map.on('click', ({ latlng }) => {
    put(latlng.lat, latlng.lng);
    tell();
  });
  return {
    show(point) {
      if (!point) return void pin.remove();
      const isNew = !map.hasLayer(pin);
      put(point.lat, point.lon);
      if (isNew || !map.getBounds().contains(pin.getLatLng()))
        map.setView([point.lat, point.lon], Math.max(map.getZoom(), near));
    },
  };
}

/** Draws the operator's pictures where there are some, or else the built-in land with its towns, and tells which. */
function drawLand(map: Leaflet): keyof typeof nearZoom {
  const operator = readBaseMap();
  if (operator?.kind === 'raster') {
    new TileLayer(operator.url, { maxZoom: deepest, attribution: operator.credit }).addTo(map);
    control.attribution({ prefix: false }).addTo(map);
    return 'streets';
  }
  const tiles = openBaseTiles();
  let palette = readPalette();
  const base = createBaseLayer(tiles, () => palette).addTo(map);
  const overlay = createOverlay(map, () => palette);
  const label = async () => {
    const box = map.getBounds();
    const labels = await readLabels(tiles, map.getZoom() - zoomStep, [
      box.getWest(),
      box.getSouth(),
      box.getEast(),
      box.getNorth(),
    ]);
    overlay.show({ labels });
  };
  const refresh = () => label().catch((error: unknown) => console.warn(error));
  map.on('moveend', refresh);
  void refresh();
  onThemeChange(() => {
    palette = readPalette();
    base.redraw();
    overlay.draw();
  });
  return 'land';
}

function drawPin(): SVGSVGElement & HTMLElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 36 44');
  svg.setAttribute('aria-hidden', 'true');
  const stone = document.createElementNS(namespace, 'path');
  stone.setAttribute('d', 'M18 42 6 25 4 13 12 3h13l7 10-3 12z');
  const eye = document.createElementNS(namespace, 'circle');
  for (const [name, value] of Object.entries({ cx: '18', cy: '16', r: '5' })) eye.setAttribute(name, value);
  svg.append(stone, eye);
  return svg as SVGSVGElement & HTMLElement;
}
