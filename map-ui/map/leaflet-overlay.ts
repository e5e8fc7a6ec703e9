import type { Feature, Position as LonLat } from 'geojson';
import { DomUtil, type Map as Leaflet, type LeafletMouseEvent } from 'leaflet';
import type { TownLabel } from './leaflet-labels.ts';
import type { Position, ShadedTerritories } from './map-view.ts';
import type { Palette } from './palette.ts';

/** What lies between the land and the marks. */
export interface Overlaid {
  readonly territories: ShadedTerritories | undefined;
  /** Lines with `family`, `mutual` and, as far as they have them, `width`, `beside`, `flow` and `name`. */
  readonly flows: readonly Feature[];
  readonly links: readonly Feature[];
  /** From spread places back to their spot. */
  readonly legs: readonly Feature[];
  readonly labels: readonly TownLabel[];
  /** What names make room for: its half width in pixels. */
  readonly marks: readonly (Position & { readonly half: number })[];
}

/** What of it can be pointed at. */
export type Pointed =
  | { readonly territory: string; readonly name: string }
  | { readonly flow: string; readonly name: string };

/** The canvas over the land. */
export interface Overlay {
  show(change: Partial<Overlaid>): void;
  /** Draws again where the map has moved, or in other colours. */
  draw(): void;
  under(event: LeafletMouseEvent): Pointed | undefined;
}

interface Stroke {
  readonly path: Path2D;
  readonly width: number;
  readonly dash: readonly number[];
}

/** How far from a line it is still hit, in pixels. */
const reach = 5;

/** Draws lines, coloured territories and the names of towns over the land, as the map stands. */
export function createOverlay(map: Leaflet, palette: () => Palette): Overlay {
  const canvas = DomUtil.create('canvas', 'map-overlay', map.getPane('overlayPane'));
  const found = canvas.getContext('2d');
  if (!found) throw new Error('This browser gives no 2D canvas');
  const context = found;
  let shown: Overlaid = { territories: undefined, flows: [], links: [], legs: [], labels: [], marks: [] };

  const at = ([lon = 0, lat = 0]: LonLat) => map.latLngToContainerPoint([lat, lon]);
  /** A line, moved aside by so many pixels. */
  const line = ({ geometry }: Feature, aside = 0): Path2D => {
    const path = new Path2D();
    if (geometry.type !== 'LineString') return path;
    const points = geometry.coordinates.map(at);
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last) return path;
    const length = Math.hypot(last.x - first.x, last.y - first.y) || 1;
    const [dx, dy] = [(-(last.y - first.y) / length) * aside, ((last.x - first.x) / length) * aside];
    for (const [i, { x, y }] of points.entries()) path[i === 0 ? 'moveTo' : 'lineTo'](x + dx, y + dy);
    return path;
  };
  const area = ({ geometry: { coordinates } }: ShadedTerritories['features'][number]): Path2D => {
    const path = new Path2D();
    for (const ring of coordinates.flat()) {
      for (const [i, position] of ring.entries()) {
        const { x, y } = at(position);
        path[i === 0 ? 'moveTo' : 'lineTo'](x, y);
      }
      path.closePath();
    }
    return path;
  };
  const flowStroke = (flow: Feature): Stroke => {
    const width = Number(flow.properties?.['width'] ?? 2);
    return { path: line(flow), width, dash: flow.properties?.['mutual'] ? [] : [2.5 * width, 1.5 * width] };
  };
  const stroke = ({ path, width, dash }: Stroke, colour: string) => {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.lineCap = dash.length > 0 ? 'butt' : 'round';
    context.setLineDash([...dash]);
    context.stroke(path);
    context.setLineDash([]);
  };
  const colourOf = ({ properties }: Feature, colours: Palette) =>
    (colours.families as Readonly<Record<string, string>>)[String(properties?.['family'])] ?? colours.text;

  function draw(): void {
    const { x: width, y: height } = map.getSize();
    const ratio = Math.min(2, devicePixelRatio || 1);
    if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
      canvas.width = width * ratio;
      canvas.height = height * ratio;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const colours = palette();
    context.lineJoin = 'round';
    for (const territory of shown.territories?.features ?? []) {
      const path = area(territory);
      context.globalAlpha = 0.9;
      context.fillStyle = colours.shades[territory.properties.shade] ?? colours.france;
      context.fill(path, 'evenodd');
      context.globalAlpha = 1;
      stroke({ path, width: 0.8, dash: [] }, colours.border);
    }
    drawLabels(context, shown, { at, colours });
    context.globalAlpha = 0.85;
    for (const flow of shown.flows) stroke(flowStroke(flow), colourOf(flow, colours));
    context.globalAlpha = 1;
    for (const link of shown.links) {
      const { mutual, beside } = link.properties ?? {};
      const width = mutual ? 3 : 2.2;
      stroke(
        { path: line(link, 4 * Number(beside ?? 0)), width, dash: mutual ? [] : [5.5, 4.4] },
        colourOf(link, colours),
      );
    }
    for (const leg of shown.legs) stroke({ path: line(leg), width: 1.5, dash: [] }, colours.text);
  }

  // Moved with the map while a finger draws it; out of sight while the zoom changes, and drawn anew where it ends.
  map.on('move', draw);
  map.on('zoomstart', () => {
    canvas.hidden = true;
  });
  map.on('zoomend', () => {
    canvas.hidden = false;
    draw();
  });

  return {
    draw,
    show(change) {
      shown = { ...shown, ...change };
      draw();
    },
    under({ containerPoint: { x, y } }) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      for (const flow of shown.flows.toReversed()) {
        const { path, width } = flowStroke(flow);
        context.lineWidth = width + 2 * reach;
        if (context.isPointInStroke(path, x, y))
          return { flow: String(flow.properties?.['flow']), name: String(flow.properties?.['name'] ?? '') };
      }
      const territory = shown.territories?.features.find((one) => context.isPointInPath(area(one), x, y, 'evenodd'));
      return territory && { territory: territory.properties.code, name: territory.properties.name };
    },
  };
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Writes names where they find room, the largest towns first: on their spot, else beside what covers it. */
function drawLabels(
  context: CanvasRenderingContext2D,
  { labels, marks }: Pick<Overlaid, 'labels' | 'marks'>,
  {
    at,
    colours,
  }: { readonly at: (position: LonLat) => { readonly x: number; readonly y: number }; readonly colours: Palette },
): void {
  const taken: Box[] = marks.map(({ lon, lat, half }) => {
    const { x, y } = at([lon, lat]);
    return [x - half, y - half, x + half, y + half];
  });
  const isFree = (box: Box) =>
    !taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { name, rank, lon, lat } of labels) {
    const size = rank >= 48 ? 14 : 12.5;
    context.font = `400 ${size}px "Atkinson Hyperlegible", system-ui, sans-serif`;
    const half = context.measureText(name).width / 2 + 4;
    const { x, y } = at([lon, lat]);
    const [high, aside] = [size * 1.5 + 6, half + 16];
    const spots = [
      [x, y],
      [x, y + high],
      [x, y - high],
      [x + aside, y],
      [x - aside, y],
    ] as const;
    const boxAt = ([left, top]: readonly [number, number]): Box => [
      left - half,
      top - size * 0.75,
      left + half,
      top + size * 0.75,
    ];
    const spot = spots.find((one) => isFree(boxAt(one)));
    if (!spot) continue;
    taken.push(boxAt(spot));
    context.strokeStyle = colours.france;
    context.lineWidth = 2.8;
    context.lineJoin = 'round';
    context.strokeText(name, spot[0], spot[1]);
    context.fillStyle = colours.label;
    context.fillText(name, spot[0], spot[1]);
  }
}
