import { kilometres } from '../directory/distance.ts';
import type { Actor, Exchange, Source } from './base/actor.ts';
import type { ConceptSpace } from './base/concept-space.ts';
import halfDistances from './texts/half-distances.json' with { type: 'json' };

/** What makes a lead good, each from 0 to 1, and their product: what leads are ordered by. */
export interface Score {
  readonly similarity: number;
  readonly distance: number;
  readonly freshness: number;
  readonly links: number;
  readonly value: number;
}

/** Kilometres at which a thing is worth half, by the key of its concept or of the nearest wider one: nobody crosses a région for a room, and advice travels by telephone. */
const halfKm: Readonly<Record<string, number>> = halfDistances;
const otherHalfKm = 60;
/** Of what can be had from afar. */
const afarHalfKm = 1500;
/** Four times the distance at which a thing is worth half: so far nobody goes for it. */
const leastDistance = 0.2;
/** Of whom we know too little: worse than near, better than far. */
const unknownDistance = 0.4;
/** Days without a change after which what is said has lost half its weight. */
const fadingDays = 540;
/** Days that a document may not have been read before it fades by half as well. */
const unreadDays = 30;

/** How many kilometres make a resource worth half. */
export function halfDistance(space: ConceptSpace, resource: number): number {
  for (const concept of space.chain(resource)) {
    const known = halfKm[space.find(concept)?.key ?? ''];
    if (known !== undefined) return known;
  }
  return otherHalfKm;
}

/** How far what says that distance does not matter is worth half. */
export function halfDistanceFromAfar(half: number): number {
  return Math.max(afarHalfKm, half);
}

/** Beyond so many kilometres `isTooFar` holds of what is worth half at `half`. */
export function farthestKm(half: number): number {
  return half * (1 / leastDistance - 1);
}

/** Whether a thing is farther than anybody goes for it. */
export function isTooFar({ distance }: Pick<Score, 'distance'>): boolean {
  return distance < leastDistance;
}

/** Between two actors, undefined when one of them is nowhere. */
export function distanceOf(a: Actor, b: Actor): number | undefined {
  const km = kilometres(a.lon, a.lat, b.lon, b.lat);
  return Number.isNaN(km) ? undefined : km;
}

/** 1 here, one half at `half` kilometres, then ever less; within a radius that both state it never falls below 0.8. */
export function distanceFactor(km: number | undefined, half: number, radiusKm = Number.POSITIVE_INFINITY): number {
  if (km === undefined) return unknownDistance;
  const plain = 1 / (1 + km / half);
  return Number.isFinite(radiusKm) && km <= radiusKm ? Math.max(0.8, plain) : plain;
}

/**
 * 1 for what was changed these days, one half after a year and a half without a change; what says until when it holds stays
 * above 0.8 until then. Half of it when the document has not been read for a month.
 */
export function freshnessFactor(source: Source, today: number, untilDay = Number.POSITIVE_INFINITY): number {
  const age = Math.max(0, today - source.changedDay);
  const plain = 1 / (1 + age / fadingDays);
  const said = Number.isFinite(untilDay) && untilDay >= today ? Math.max(0.8, plain) : plain;
  return today - source.readDay > unreadDays ? said / 2 : said;
}

/** What two actors are to each other already. */
export interface Acquaintance {
  /** One of them says that they cooperate, share or belong to each other. */
  readonly isLinked: boolean;
  readonly isMutual: boolean;
  /** IRIs of networks that both belong to. */
  readonly networks: readonly string[];
  /** IRIs of actors that both are linked with. */
  readonly between: readonly string[];
}

/** Who has a network or a partner in common is easier to talk to; who cooperates already needs no lead to begin. */
export function linksFactor({ isLinked, isMutual, networks, between }: Acquaintance): number {
  if (isLinked) return isMutual ? 0.5 : 0.65;
  return Math.min(1, 0.85 + Math.min(networks.length, 2) * 0.1 + Math.min(between.length, 2) * 0.05);
}

/** The product of the factors. */
export function scoreOf(factors: Omit<Score, 'value'>): Score {
  return { ...factors, value: factors.similarity * factors.distance * factors.freshness * factors.links };
}

/** Concept similarity refined by what is written: words that agree bring a lead up, and never make one alone. */
export function withWords(similarity: number, words: number): number {
  return similarity * (0.7 + 0.3 * Math.min(1, words * 2.5));
}

/** The smaller of both radii. */
export function radiusOf(a: Exchange, b: Exchange): number {
  return Math.min(a.radiusKm, b.radiusKm);
}

/**
 * Orders leads by their score, and lowers each by a seventh for every one before it that is of the same kind or about the same,
 * and by half for every one with the same actor: the first page is to show what there is.
 */
export function orderDiversely<
  T extends { readonly score: Score; readonly kind: string; readonly about: string; readonly with: string },
>(leads: readonly T[], limit: number): T[] {
  const rest = [...leads].sort((a, b) => b.score.value - a.score.value);
  const met = new Map<string, number>();
  const lowered = ({ score, kind, about, with: actor }: T) =>
    score.value *
    0.93 ** (met.get(`kind ${kind}`) ?? 0) *
    0.86 ** (met.get(`about ${about}`) ?? 0) *
    0.5 ** (met.get(`with ${actor}`) ?? 0);
  const ordered: T[] = [];
  while (rest.length > 0 && ordered.length < limit) {
    let best = 0;
    let most = -1;
    for (let at = 0; at < rest.length; at++) {
      const lead = rest[at] as T;
      // Nothing after it can be better: lowering only takes away.
      if (lead.score.value <= most) break;
      const value = lowered(lead);
      if (value > most) [best, most] = [at, value];
    }
    const [lead] = rest.splice(best, 1) as [T];
    for (const key of [`kind ${lead.kind}`, `about ${lead.about}`, `with ${lead.with}`])
      met.set(key, (met.get(key) ?? 0) + 1);
    ordered.push(lead);
  }
  return ordered;
}
