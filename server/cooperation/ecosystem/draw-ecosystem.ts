import type { Actor, Tie } from '../../directory/actors/read-actors.ts';
import type { Analysis } from './analyse-actors.ts';
import { findGroups } from './find-groups.ts';
import { layoutNetwork } from './network-layout.ts';
import { layoutRings, type Point, type Ring, type RingLayout, ringOf, sectorOf } from './ring-layout.ts';

export const ecosystemViews = ['rings', 'network'] as const;
export type EcosystemView = (typeof ecosystemViews)[number];
export const sectorChoices = ['practice', 'discipline'] as const;
export type SectorChoice = (typeof sectorChoices)[number];

export interface EcosystemQuestion {
  /** The `entity.id` of those to show. */
  readonly among: ReadonlySet<number>;
  /** Others, by "type/key" or IRI. */
  readonly named: readonly string[];
  readonly view: EcosystemView;
  readonly sectors: SectorChoice;
  /** Keys of all sectors, in the order to be drawn. */
  readonly sectorOrder: readonly string[];
  readonly offset: number;
  readonly limit: number;
}

/** An actor as it is drawn. */
export interface DrawnActor extends Pick<Actor, 'id' | 'type' | 'key' | 'kinds'>, Point {
  readonly ring: Ring;
  readonly sector: string;
  /** Actors of this view that it is tied to, drawn or not, and with how many of them both sides say so. */
  readonly links: number;
  readonly mutual: number;
  /** Radius. */
  readonly r: number;
  /** Which of `groups` it is in; null when nobody is tied to it. */
  readonly group: number | null;
}

/** The first of many, as `entity.id`. */
export interface Told {
  readonly count: number;
  readonly first: readonly number[];
}

export interface EcosystemDrawing {
  /** Of the whole view, of which some actors are drawn. */
  readonly total: number;
  readonly links: number;
  readonly mutual: number;
  /** How many of the whole view say no scale. */
  readonly unscaled: number;
  readonly actors: readonly DrawnActor[];
  /** Among those drawn, by their place in `actors`. */
  readonly ties: readonly Tie[];
  readonly rings?: Pick<RingLayout, 'bands' | 'sectors' | 'radius'>;
  readonly groups: Told & { readonly items: readonly Told[] };
  readonly bridges: {
    readonly count: number;
    readonly items: readonly { readonly actor: number; readonly cutOff: Told }[];
  };
  readonly isolated: Told;
}

const [toldGroups, toldBridges, toldNames] = [8, 8, 6];
const [leastRadius, mostRadius] = [7, 16];

/** Draws a page of some actors, and tells what their ties mean. */
export function drawEcosystem(
  { actors, ties, groups, groupOf, bridges, isolated, unscaled }: Analysis,
  { offset, limit, view, sectors, sectorOrder }: Omit<EcosystemQuestion, 'among' | 'named'>,
): EcosystemDrawing {
  const shown = actors.slice(offset, offset + limit);
  const here = (end: number) => end >= offset && end < offset + shown.length;
  const drawnTies = ties
    .filter(({ from, to }) => here(from) && here(to))
    .map((tie) => ({ ...tie, from: tie.from - offset, to: tie.to - offset }));
  const known = new Set(sectorOrder);
  const placed = shown.map(({ scales, practices, disciplines }) => ({
    ring: ringOf(scales),
    sector: sectorOf((sectors === 'practice' ? practices : disciplines).filter((key) => known.has(key))),
  }));
  const layout = view === 'rings' ? layoutRings(placed, sectorOrder) : undefined;
  const points = layout?.points ?? layoutNetwork(shown.length, drawnTies, findGroups(drawnTies)).points;
  const most = Math.max(1, ...shown.map(({ links }) => links));
  const tell = (places: readonly number[]): Told => ({
    count: places.length,
    first: places.slice(0, toldNames).flatMap((place) => actors[place]?.id ?? []),
  });
  const largest = groups.filter((group) => group.length > 2);
  return {
    total: actors.length,
    links: ties.length,
    mutual: ties.filter(({ isMutual }) => isMutual).length,
    unscaled,
    actors: shown.map(({ id, type, key, kinds, links, mutual }, index) => ({
      id,
      type,
      key,
      kinds,
      links,
      mutual,
      ...(placed[index] ?? { ring: 'unsaid' as const, sector: 'unsaid' }),
      ...(points[index] ?? { x: 0, y: 0 }),
      r: Math.round((leastRadius + (mostRadius - leastRadius) * Math.sqrt(links / most)) * 10) / 10,
      group: groupOf.get(index + offset) ?? null,
    })),
    ties: drawnTies,
    ...(layout ? { rings: { bands: layout.bands, sectors: layout.sectors, radius: layout.radius } } : {}),
    groups: { ...tell([]), count: largest.length, items: largest.slice(0, toldGroups).map(tell) },
    bridges: {
      count: bridges.length,
      items: bridges
        .slice(0, toldBridges)
        .map(({ actor, who }) => ({ actor: actors[actor]?.id ?? 0, cutOff: tell(who()) })),
    },
    isolated: tell(isolated),
  };
}
