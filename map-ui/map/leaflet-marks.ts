import type { Feature } from 'geojson';
import { type LatLngExpression, type Map as Leaflet, type LeafletMouseEvent, Marker, Tooltip } from 'leaflet';
import { counted, texts } from '../texts/texts.ts';
import { clusterLook, type Icons, type MarkLook } from './leaflet-icons.ts';
import type { Overlay } from './leaflet-overlay.ts';
import type { PlaceMark } from './leaflet-places.ts';
import type { DrawnKind, DrawnMark, MapEvents } from './map-view.ts';
import { tellMix } from './tell-mix.ts';

/** More marks than this would have to be tabbed through one by one: the list holds the same places. */
const mostTabStops = 40;
/** From the middle of one mark of a stack to the next, in pixels. */
const stackStep = 26;

interface Parts {
  readonly overlay: Overlay;
  readonly icons: Icons;
  readonly kinds: () => readonly DrawnKind[];
  readonly nameOf: (row: number) => Promise<string>;
}

/** One mark, before it stands on the map. */
interface Mark {
  readonly id: string;
  readonly at: LatLngExpression;
  readonly look: MarkLook;
  readonly chosen: () => void;
  /** What pointing at it tells. */
  readonly told: () => string | Promise<string>;
}

/** Everything that can be chosen on the map. */
export interface Marks {
  showPlaces(marks: readonly PlaceMark[]): void;
  showSelected(features: readonly Feature[]): void;
  showSpread(features: readonly Feature[]): void;
  showMarks(marks: readonly DrawnMark[]): void;
  /** Hides the places as long as something else stands for them. */
  cover(by: string, isCovered: boolean): void;
  /** Lets the places step back as long as something else is looked at. */
  stepBack(behind: string, isBehind: boolean): void;
  /** Draws all again, in other colours. */
  repaint(icons: Icons): void;
}

/** Draws the marks as elements of the page, so that each can be pointed at, touched and tabbed to. */
export function createMarks(map: Leaflet, events: MapEvents, { overlay, icons: first, kinds, nameOf }: Parts): Marks {
  let icons = first;
  const tooltip = new Tooltip({ direction: 'top', offset: [0, -14], className: 'map-tip', opacity: 1 });
  const say = (at: LatLngExpression, told: string | Promise<string>) => {
    saying = told;
    Promise.resolve(told).then(
      (text) => {
        if (saying !== told || text === '') return;
        const words = document.createElement('bdi');
        words.textContent = text;
        map.openTooltip(tooltip.setLatLng(at).setContent(words));
      },
      (error: unknown) => console.info('The place has no name just now.', error),
    );
  };
  let saying: unknown;
  const hush = () => {
    saying = undefined;
    map.closeTooltip(tooltip);
  };

  const panes = { places: pane(map, 'places', 600), marks: pane(map, 'marks', 610), open: pane(map, 'open', 620) };
  const layers = {
    places: createLayer('places'),
    marks: createLayer('marks'),
    spread: createLayer('open'),
    open: createLayer('open'),
  };

  function createLayer(at: keyof typeof panes) {
    const held = new Map<string, { readonly marker: Marker; readonly mark: Mark }>();
    const put = (mark: Mark) => {
      const marker = new Marker(mark.at, {
        icon: icons.make(mark.look),
        pane: paneName(at),
        keyboard: true,
        riseOnHover: true,
      });
      marker.on('click', () => {
        hush();
        mark.chosen();
      });
      marker.on('mouseover', () => say(mark.at, mark.told()));
      marker.on('mouseout', hush);
      marker.addTo(map);
      const element = marker.getElement();
      element?.setAttribute('aria-label', mark.look.label);
      element?.addEventListener('focus', () => say(mark.at, mark.told()));
      element?.addEventListener('blur', hush);
      held.set(mark.id, { marker, mark });
    };
    const drop = (id: string) => {
      held.get(id)?.marker.remove();
      held.delete(id);
    };
    return {
      /** Those that stay keep their element, and with it the focus. */
      show(marks: readonly Mark[]) {
        const wanted = new Map(marks.map((mark) => [mark.id, mark]));
        for (const id of [...held.keys()]) if (!wanted.has(id)) drop(id);
        for (const mark of wanted.values()) if (!held.has(mark.id)) put(mark);
        for (const { marker } of held.values()) {
          const element = marker.getElement();
          if (element) element.tabIndex = wanted.size > mostTabStops ? -1 : 0;
        }
      },
      repaint() {
        const marks = [...held.values()].map(({ mark }) => mark);
        for (const { id } of marks) drop(id);
        this.show(marks);
      },
    };
  }

  const reasons = { cover: new Set<string>(), back: new Set<string>() };
  const note = (list: Set<string>, reason: string, holds: boolean) => {
    if (holds) list.add(reason);
    else list.delete(reason);
    panes.places.hidden = reasons.cover.size > 0;
    panes.places.classList.toggle('is-behind', reasons.back.size > 0);
  };

  const featureMark = (feature: Feature): Mark => {
    const { key, name, kind, open } = feature.properties ?? {};
    const [lon = 0, lat = 0] = feature.geometry.type === 'Point' ? feature.geometry.coordinates : [];
    return {
      id: `${key} ${open} ${name} ${kind} ${lon} ${lat}`,
      at: [lat, lon],
      look: { image: `${open ? 'selected' : 'kind'}-${kind}`, name: String(name), label: String(name) },
      chosen: () => events.picked({ key: String(key) }),
      told: () => '',
    };
  };

  map.on('click', (event: LeafletMouseEvent) => {
    const found = overlay.under(event);
    if (!found) return;
    if ('flow' in found) events.pickedFlow(found.flow);
    else events.pickedTerritory(found.territory);
  });
  map.on('mousemove', (event: LeafletMouseEvent) => {
    if (event.originalEvent.target instanceof Element && event.originalEvent.target.closest('.leaflet-marker-icon'))
      return;
    const found = overlay.under(event);
    map.getContainer().classList.toggle('is-pointing', found !== undefined);
    if (found) say(event.latlng, found.name);
    else if (saying !== undefined) hush();
  });
  map.on('movestart', hush);

  return {
    showPlaces(found) {
      overlay.show({ marks: found.map((mark) => ({ ...mark, half: 'cluster' in mark ? 20 : 12 })) });
      layers.places.show(
        found.map((mark): Mark => {
          const { id, lon, lat } = mark;
          if ('cluster' in mark)
            return {
              id,
              at: [lat, lon],
              look: { ...clusterLook(mark.count, mark.mix), label: counted(texts().results.total, mark.count) },
              chosen: () => events.pickedCluster({ cluster: mark.cluster, count: mark.count, lon, lat }),
              told: () => tellMix(mark.mix, kinds()),
            };
          const kind = kinds().find(({ key }) => key === mark.kind)?.label ?? '';
          return {
            id,
            at: [lat, lon],
            look: {
              image: `kind-${mark.kind}`,
              ...(mark.name ? { name: mark.name } : {}),
              label: mark.name ?? kind,
            },
            chosen: () => events.picked({ row: mark.row }),
            told: () => mark.name ?? nameOf(mark.row),
          };
        }),
      );
    },
    showSelected(features) {
      layers.open.show(features.map(featureMark));
      note(reasons.back, 'open', features.length > 0);
    },
    showSpread(features) {
      layers.spread.show(features.map(featureMark));
      note(reasons.back, 'spread', features.length > 0);
    },
    showMarks: (drawn) =>
      layers.marks.show(
        drawn.map(
          ({ key, kind, count, name, lowered, lon, lat }): Mark => ({
            id: `${key} ${kind} ${count} ${name} ${lowered} ${lon} ${lat}`,
            at: [lat, lon],
            look: {
              image: count > 1 ? `mark-${kind}-many` : `mark-${kind}`,
              ...(count > 1 ? { number: String(count), numberAt: 9, isOnKind: true } : {}),
              down: (Math.sign(lowered) / 2) * stackStep,
              label: name,
            },
            chosen: () => events.pickedMark(key),
            told: () => name,
          }),
        ),
      ),
    cover: (by, isCovered) => note(reasons.cover, by, isCovered),
    stepBack: (behind, isBehind) => note(reasons.back, behind, isBehind),
    repaint(next) {
      icons = next;
      for (const layer of Object.values(layers)) layer.repaint();
    },
  };
}

function pane(map: Leaflet, name: string, zIndex: number): HTMLElement {
  const element = map.createPane(paneName(name));
  element.style.zIndex = String(zIndex);
  return element;
}

function paneName(name: string): string {
  return `obs-${name}`;
}
