import { countExchanges, type ExchangeGroup } from './exchange-flows.ts';
import type { FlowLevel, LinkEnd } from './link-end.ts';

/** The relations that lead from one territory to another, as links are stored; `exchange` is a need and an offer that fits. */
export const flowRelations = [
  'cooperatesWith',
  'partnerTerritory',
  'sharesResourceWith',
  'exchange',
  'inspiredBy',
  'memberOf',
] as const;
export type FlowRelation = (typeof flowRelations)[number];
export const symmetricRelations: ReadonlySet<string> = new Set([
  'cooperatesWith',
  'partnerTerritory',
  'sharesResourceWith',
]);

export interface FlowQuestion {
  readonly level: FlowLevel;
  readonly relations: readonly FlowRelation[];
  /** The `entity.id` of places: only links that one of them is an end of; all without. */
  readonly among?: ReadonlySet<number>;
  /** A date: what is met or over by then is no exchange. */
  readonly today: string;
}

/** Links of one relation between two territories (codes as filters take them). */
export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly relation: FlowRelation;
  readonly count: number;
  /** How many of them both sides state. */
  readonly mutual: number;
}

export interface Flows {
  /** Every link asked for, and how many of them have an end whose territory is not known. */
  readonly links: number;
  readonly unplaced: number;
  /** Exchanges that are not counted, since they join more pairs of territories than anybody can look at; 0 mostly. */
  readonly leftOut: number;
  /** The most links first. */
  readonly flows: readonly Flow[];
}

/** A link that is stated, by one side or by both. */
export interface LinkPair {
  readonly from: LinkEnd;
  readonly to: LinkEnd;
  readonly relation: FlowRelation;
  readonly isMutual: boolean;
}

/** Everything that links territories. */
export interface FlowBase {
  readonly pairs: readonly LinkPair[];
  exchanges(today: string): readonly ExchangeGroup[];
}

/** Counts links by the territories of their ends. */
export function countFlows(base: FlowBase, { level, relations, among, today }: FlowQuestion): Flows {
  const isAmong = (end: LinkEnd) => !among || end.places.some((id) => among.has(id));
  const flows = new Map<string, Flow>();
  let [links, unplaced, leftOut] = [0, 0, 0];
  const add = (relation: FlowRelation, [a, b]: readonly [string, string], count: number, mutual: number) => {
    const key = `${relation} ${a} ${b}`;
    const known = flows.get(key);
    flows.set(key, {
      from: a,
      to: b,
      relation,
      count: count + (known?.count ?? 0),
      mutual: mutual + (known?.mutual ?? 0),
    });
  };
  for (const { from, to, relation, isMutual } of base.pairs) {
    if (!relations.includes(relation) || !(isAmong(from) || isAmong(to))) continue;
    links++;
    const [a, b] = [from.territories[level], to.territories[level]];
    if (a === undefined || b === undefined) unplaced++;
    else add(relation, symmetricRelations.has(relation) && a > b ? [b, a] : [a, b], 1, isMutual ? 1 : 0);
  }
  if (relations.includes('exchange')) {
    const counted = countExchanges(base.exchanges(today), { level, isAmong });
    leftOut = counted.leftOut;
    links += counted.links;
    unplaced += counted.unplaced;
    for (const { seeker, maker, count } of counted.pairs) add('exchange', [seeker, maker], count, 0);
  }
  return {
    links,
    unplaced,
    leftOut,
    flows: [...flows.values()].sort(
      (a, b) => b.count - a.count || (`${a.from} ${a.to} ${a.relation}` < `${b.from} ${b.to} ${b.relation}` ? -1 : 1),
    ),
  };
}
