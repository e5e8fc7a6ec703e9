import type { FlowAnswer } from '../../server/http/contract.ts';
import type { Bounds } from '../../server/points/manifest.ts';
import type { DrawnFlow, Position } from '../map/map-view.ts';
import { type Family, families } from '../map/relation-families.ts';
import type { FlowLevel } from './layer.ts';

/** Links of one family between two territories, as they are drawn and listed. */
export interface PairFlow {
  readonly key: string;
  readonly from: FlowAnswer['from'];
  readonly to: FlowAnswer['to'];
  readonly family: Family;
  readonly count: number;
  readonly mutual: number;
}

/** Half the width of the box of a territory, in degrees: what stays inside one is drawn that large, and zooming shows so much around. */
const reach: Readonly<Record<FlowLevel, number>> = { region: 0.7, departement: 0.3, commune: 0.04 };
const widest = 11;
const narrowest = 2;
/** Where the largest number is small, no line is as wide as it would be among large ones. */
const leastMost = 9;
const steps = 24;

/** Adds up the relations of one family, the most links first. */
export function pairFlows(items: readonly FlowAnswer[]): readonly PairFlow[] {
  const found = new Map<string, PairFlow>();
  for (const { from, to, family: named, count, mutual } of items) {
    const family = families.find((one) => one === named) ?? 'other';
    const key = `${from.code}>${to.code}>${family}`;
    const known = found.get(key);
    found.set(key, {
      key,
      from,
      to,
      family,
      count: count + (known?.count ?? 0),
      mutual: mutual + (known?.mutual ?? 0),
    });
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

/** The lines of flows: what both sides state and what one states are lines of their own, as wide as their number is large beside the largest. */
export function drawFlows(
  flows: readonly PairFlow[],
  { level, nameOf }: { readonly level: FlowLevel; readonly nameOf: (flow: PairFlow) => string },
): readonly DrawnFlow[] {
  const most = Math.max(leastMost, ...flows.map(({ count }) => count));
  return flows.flatMap((flow): DrawnFlow[] => {
    const { key, family, count, mutual } = flow;
    const [from, to] = [flow.from.position, flow.to.position];
    if (!from || !to) return [];
    const at = families.indexOf(family);
    const line = (part: number, isMutual: boolean): DrawnFlow[] =>
      part === 0
        ? []
        : [
            {
              key,
              family,
              mutual: isMutual,
              width: narrowest + (widest - narrowest) * Math.sqrt(part / most),
              name: nameOf(flow),
              path:
                flow.from.code === flow.to.code
                  ? petal(from, { turn: at + (isMutual ? 0 : 0.45), size: reach[level] })
                  : curve(from, to, 0.14 + 0.045 * at + (isMutual ? 0 : 0.02)),
            },
          ];
    return [...line(count - mutual, false), ...line(mutual, true)];
  });
}

/** The box of both ends, with something around it. */
export function boundsOfFlow({ from, to }: PairFlow, level: FlowLevel): Bounds | undefined {
  const ends = [from.position, to.position].filter((end) => end !== undefined);
  if (ends.length < 2) return undefined;
  const [lons, lats, margin] = [ends.map(({ lon }) => lon), ends.map(({ lat }) => lat), reach[level] * 1.5];
  return [
    Math.min(...lons) - margin,
    Math.min(...lats) - margin,
    Math.max(...lons) + margin,
    Math.max(...lats) + margin,
  ];
}

/** A curve that bends to its left, so that what goes back is another line; in degrees that look alike at the middle's latitude. */
function curve(from: Position, to: Position, bend: number): Position[] {
  const squeeze = Math.cos((((from.lat + to.lat) / 2) * Math.PI) / 180);
  const [dx, dy] = [(to.lon - from.lon) * squeeze, to.lat - from.lat];
  const control = {
    lon: (from.lon + to.lon) / 2 - (dy * bend * 2) / squeeze,
    lat: (from.lat + to.lat) / 2 + dx * bend * 2,
  };
  return Array.from({ length: steps + 1 }, (_, i) => {
    const t = i / steps;
    const mix = (pick: 'lon' | 'lat') =>
      (1 - t) ** 2 * from[pick] + 2 * t * (1 - t) * control[pick] + t ** 2 * to[pick];
    return { lon: mix('lon'), lat: mix('lat') };
  });
}

/** A loop that begins and ends at a point; those of other families turn away from it. */
function petal(at: Position, { turn, size }: { readonly turn: number; readonly size: number }): Position[] {
  const squeeze = Math.cos((at.lat * Math.PI) / 180);
  const away = (turn * 2 * Math.PI) / families.length;
  const [x, y] = [Math.sin(away) * size * 0.5, Math.cos(away) * size * 0.5];
  return Array.from({ length: steps + 1 }, (_, i) => {
    const angle = (i / steps) * 2 * Math.PI;
    return {
      lon: at.lon + (x - x * Math.cos(angle) + y * 0.6 * Math.sin(angle)) / squeeze,
      lat: at.lat + y - y * Math.cos(angle) - x * 0.6 * Math.sin(angle),
    };
  });
}
