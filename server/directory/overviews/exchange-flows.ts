import type { Concepts } from '../concepts.ts';
import { withBroader } from '../facets/facets.ts';
import type { OpenExchange } from '../open-exchanges.ts';
import type { FlowLevel, LinkEnd } from './link-end.ts';

/** Needs that want the same, and the offers that fit them. */
export interface ExchangeGroup {
  readonly seekers: readonly LinkEnd[];
  readonly makers: readonly LinkEnd[];
  /** Pairs of a need and an offer of one and the same actor: nobody is told of their own. */
  readonly own: readonly LinkEnd[];
}

/** Between two territories. */
export interface ExchangeCount {
  readonly seeker: string;
  readonly maker: string;
  readonly count: number;
}

export interface ExchangeCounts {
  readonly links: number;
  readonly unplaced: number;
  /** All of them, when they join more pairs of territories than are counted. */
  readonly leftOut: number;
  readonly pairs: readonly ExchangeCount[];
}

/** More pairs of territories than this are not told apart by anybody, and would take seconds. */
const mostPairs = 300_000;

/** Groups the open needs by what they want, each with the offers of that resource or a narrower one. */
export function groupExchanges(
  exchanges: Iterable<OpenExchange>,
  concepts: Pick<Concepts, 'find'>,
  endOf: (iri: string) => LinkEnd,
): ExchangeGroup[] {
  const known = [...exchanges].filter(({ isKnown }) => isKnown);
  const offers = new Map<string, Set<OpenExchange>>();
  for (const offer of known) {
    if (offer.kind !== 'offer') continue;
    for (const iri of new Set((offer.concepts['resource'] ?? []).flatMap((one) => withBroader(concepts, one)))) {
      const those = offers.get(iri) ?? new Set();
      offers.set(iri, those.add(offer));
    }
  }
  const needs = known.filter(({ kind }) => kind === 'need');
  const wantedBy = ({ concepts: said }: OpenExchange) => [...new Set(said['resource'] ?? [])].sort();
  return [...Map.groupBy(needs, (need) => wantedBy(need).join(' ')).values()].flatMap((alike) => {
    const [first] = alike;
    const fitting = new Set((first ? wantedBy(first) : []).flatMap((iri) => [...(offers.get(iri) ?? [])]));
    if (fitting.size === 0) return [];
    const theirs = new Map<string, number>();
    for (const { holder } of fitting) theirs.set(holder, 1 + (theirs.get(holder) ?? 0));
    return {
      seekers: alike.map(({ holder }) => endOf(holder)),
      makers: [...fitting].map(({ holder }) => endOf(holder)),
      own: alike.flatMap(({ holder }) => Array.from({ length: theirs.get(holder) ?? 0 }, () => endOf(holder))),
    };
  });
}

/** How many ends of each territory are among those asked for, and how many not. */
type Split = ReadonlyMap<string | undefined, Ends>;

interface Ends {
  among: number;
  other: number;
}

/**
 * How many pairs of an open need and an open offer of another actor fit, by where the two are and when one of them is
 * among those asked for. Counted by what is wanted and not pair by pair, of which there are too many.
 */
export function countExchanges(
  groups: readonly ExchangeGroup[],
  { level, isAmong }: { readonly level: FlowLevel; readonly isAmong: (end: LinkEnd) => boolean },
): ExchangeCounts {
  const split = (ends: readonly LinkEnd[]): Split => {
    const counts = new Map<string | undefined, Ends>();
    for (const end of ends) {
      const at = end.territories[level];
      const count = counts.get(at) ?? { among: 0, other: 0 };
      counts.set(at, count);
      if (isAmong(end)) count.among++;
      else count.other++;
    }
    return counts;
  };
  const counted = groups.map(({ seekers, makers, own }) => ({
    seekers: split(seekers),
    makers: split(makers),
    own: own.filter(isAmong),
  }));
  const flows = new Map<string, Map<string, number>>();
  let [links, unplaced, pairs] = [0, 0, 0];
  for (const { seekers, makers, own } of counted) {
    links += joined(total(seekers), total(makers)) - own.length;
    if (pairs > mostPairs) continue;
    for (const [a, seeker] of seekers)
      for (const [b, maker] of makers) {
        const count = joined(seeker, maker);
        if (count === 0) continue;
        if (a === undefined || b === undefined) unplaced += count;
        else pairs += add(flows, a, b, count);
      }
    for (const end of own) {
      const at = end.territories[level];
      if (at === undefined) unplaced--;
      else add(flows, at, at, -1);
    }
  }
  if (pairs > mostPairs) return { links: 0, unplaced: 0, leftOut: links, pairs: [] };
  const found = [...flows].flatMap(([seeker, makers]) =>
    [...makers].flatMap(([maker, count]) => (count > 0 ? { seeker, maker, count } : [])),
  );
  return { links, unplaced, leftOut: 0, pairs: found };
}

function total(split: Split): Ends {
  const all = [...split.values()];
  return {
    among: all.reduce((sum, { among }) => sum + among, 0),
    other: all.reduce((sum, { other }) => sum + other, 0),
  };
}

/** How many pairs have an end among those asked for. */
function joined(seeker: Ends, maker: Ends): number {
  return seeker.among * (maker.among + maker.other) + seeker.other * maker.among;
}

/** How many pairs of territories came to be by it: one or none. */
function add(flows: Map<string, Map<string, number>>, a: string, b: string, count: number): number {
  const row = flows.get(a) ?? new Map<string, number>();
  flows.set(a, row);
  const known = row.get(b);
  row.set(b, count + (known ?? 0));
  return known === undefined ? 1 : 0;
}
