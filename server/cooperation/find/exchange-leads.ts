import { acquaintanceOf, speakingFor } from '../acquaintance.ts';
import { type Actor, type Exchange, isStanding } from '../base/actor.ts';
import { textSimilarity } from '../base/words.ts';
import {
  type Acquaintance,
  distanceFactor,
  distanceOf,
  farthestKm,
  freshnessFactor,
  halfDistance,
  halfDistanceFromAfar,
  isTooFar,
  linksFactor,
  radiusOf,
  type Score,
  scoreOf,
  withWords,
} from '../ranking.ts';
import type { Similarity } from '../similarity.ts';
import type { FoundLead, Reason, Search } from './found-lead.ts';

/** Of each concept so many of the nearest are looked at, and of all together so many are read. */
const lookedAt = 60;
const readAtMost = 80;
/** Below this a lead is a guess that nobody thanks for. */
export const leastSimilarity = 0.4;
/** What was found in words rather than stated as a concept is less sure. */
const guessedWeight = 0.75;
/** The words of a wide need name a kind, and this is another one. */
const otherKindWeight = 0.6;
/** Others are in talks about it already. */
const inTalksWeight = 0.6;

interface Pair {
  readonly need: Exchange;
  readonly offer: Exchange;
  readonly other: Actor;
  readonly side: 'need' | 'offer';
  readonly wanted: number;
  readonly resource: number;
  readonly similarity: Similarity;
  readonly km: number | undefined;
  readonly acquaintance: Acquaintance;
  readonly score: Score;
  /** It is far, and one of them says that this does not matter. */
  readonly isFromAfar: boolean;
}

/** Offers that answer what an actor seeks and needs that its offers answer, one lead for each other actor. */
export function findExchangeLeads(search: Search): FoundLead[] {
  const pairs = [...pairsOf(search)].sort((a, b) => b.score.value - a.score.value).slice(0, readAtMost);
  const read = pairs
    .map((pair) => refine(pair, search))
    .filter(({ score }) => score.similarity >= leastSimilarity && !isTooFar(score));
  return [...Map.groupBy(read, ({ other }) => other).values()].map((those) => leadOf(those));
}

function* pairsOf(asked: Search): Iterable<Pair> {
  const { base, circle, today, answers, space } = asked;
  const search = { ...asked, met: new Map() as Met };
  const own = speakingFor(base, circle);
  const isOpen = (exchange: Exchange) => isStanding(exchange, today);
  for (const need of own.flatMap(({ needs }) => needs).filter(isOpen))
    for (const [offered, similarity, wanted] of bestAnswers(need, answers))
      for (const offer of base.offersOf(offered)?.around(circle.self, reachOf(need, offered, space)) ?? []) {
        const pair =
          isOpen(offer) && pairOf(search, { need, offer, side: 'need', wanted, resource: offered, similarity });
        if (pair) yield pair;
      }
  for (const offer of own.flatMap(({ offers }) => offers).filter(isOpen))
    for (const resource of offer.resources) {
      const sought = new Set([...space.chain(resource), ...space.narrower(resource), ...space.related(resource)]);
      for (const wanted of sought) {
        const similarity = answers(wanted).get(resource);
        if (!similarity) continue;
        for (const need of base.needsOf(wanted)?.around(circle.self, reachOf(offer, resource, space)) ?? []) {
          const pair = isOpen(need) && pairOf(search, { need, offer, side: 'offer', wanted, resource, similarity });
          if (pair) yield pair;
        }
      }
    }
}

/** Nobody goes farther; what can be had from afar is looked at wherever it is. */
function reachOf({ radiusKm, isFromAfar }: Exchange, resource: number, space: Search['space']) {
  return {
    want: lookedAt,
    maxKm: isFromAfar ? radiusKm : Math.min(radiusKm, farthestKm(halfDistance(space, resource))),
  };
}

/** What answers a need of several resources is what answers one of them best. */
function bestAnswers(need: Exchange, answers: Search['answers']): (readonly [number, Similarity, number])[] {
  const best = new Map<number, readonly [Similarity, number]>();
  for (const wanted of need.resources)
    for (const [offered, similarity] of answers(wanted))
      if (similarity.value > (best.get(offered)?.[0].value ?? 0)) best.set(offered, [similarity, wanted]);
  return [...best].map(([offered, [similarity, wanted]]) => [offered, similarity, wanted]);
}

/** What was looked up of the actors that one search met: most of them have several needs and offers. */
type Met = Map<Actor, { readonly km: number | undefined; readonly acquaintance: Acquaintance }>;

function meet(other: Actor, { base, circle, met }: Pick<Search, 'base' | 'circle'> & { readonly met: Met }) {
  const one = { km: distanceOf(circle.self, other), acquaintance: acquaintanceOf(base, circle, other) };
  met.set(other, one);
  return one;
}

function pairOf(
  { base, circle, space, today, met }: Search & { readonly met: Met },
  {
    need,
    offer,
    side,
    wanted,
    resource,
    similarity,
  }: Omit<Pair, 'other' | 'km' | 'acquaintance' | 'score' | 'isFromAfar'>,
): Pair | undefined {
  const other = (side === 'need' ? offer : need).holder;
  if (circle.household.has(other.iri)) return undefined;
  const { km, acquaintance } = met.get(other) ?? meet(other, { base, circle, met });
  const radiusKm = radiusOf(need, offer);
  if (km !== undefined && km > radiusKm) return undefined;
  const theirs = side === 'need' ? offer : need;
  const talks = need.isInTalks || offer.isInTalks ? inTalksWeight : 1;
  const guessed = need.isGuessed || offer.isGuessed ? guessedWeight : 1;
  const half = halfDistance(space, resource);
  const isFromAfar = need.isFromAfar || offer.isFromAfar;
  const score = scoreOf({
    similarity: similarity.value * guessed,
    distance: distanceFactor(km, isFromAfar ? halfDistanceFromAfar(half) : half, radiusKm),
    freshness: freshnessFactor(theirs.source, today, theirs.untilDay) * talks,
    links: linksFactor(acquaintance),
  });
  return {
    need,
    offer,
    other,
    side,
    wanted,
    resource,
    similarity,
    km,
    acquaintance,
    score,
    isFromAfar: isFromAfar && (km ?? 0) > half,
  };
}

/** Looks at what is written too: words in common, and kinds that the need names. */
function refine(pair: Pair, { stemsOf, space }: Search): Pair {
  const { need, offer, wanted, resource, similarity } = pair;
  const [sought, offered] = [stemsOf(need), stemsOf(offer)];
  const { value: _, ...factors } = pair.score;
  const named = similarity.fit === 'narrower' ? space.kindsNamed(wanted, sought) : undefined;
  const kind = named && named.size > 0 && !space.chain(resource).some((one) => named.has(one)) ? otherKindWeight : 1;
  const words = textSimilarity(sought, offered);
  return {
    ...pair,
    score: scoreOf({ ...factors, similarity: withWords(factors.similarity * kind, words) }),
  };
}

/** All that joins two actors is one lead; what goes both ways is worth more than either. */
function leadOf(pairs: readonly Pair[]): FoundLead {
  const sorted = [...pairs].sort((a, b) => b.score.value - a.score.value);
  const [best] = sorted as [Pair];
  const sides = new Set(sorted.map(({ side }) => side));
  const isExchange = sides.size > 1;
  // One offer answers each need once, and best.
  const told = sorted.filter(
    (pair, at) => sorted.findIndex(({ need, offer }) => need.id === pair.need.id || offer.id === pair.offer.id) === at,
  );
  const factor = isExchange ? 1.25 : 1 + 0.1 * Math.min(3, told.length - 1);
  const similarity = Math.min(1, best.score.similarity * factor);
  return {
    kind: isExchange ? 'exchange' : best.side === 'need' ? 'answers-need' : 'seeks-offer',
    actors: [best.other],
    score: scoreOf({ ...best.score, similarity }),
    ...(best.km === undefined ? {} : { distanceKm: best.km }),
    reasons: [
      ...told.map(reasonOf),
      ...(best.isFromAfar ? [{ say: 'from-afar' } as const] : []),
      ...(told.some(isTalking) ? [{ say: 'in-talks' } as const] : []),
      ...acquaintanceReasons(best.acquaintance),
    ],
    exchanges: [...new Set(told.flatMap(({ need, offer }) => [need, offer]))],
    about: String(best.wanted),
    with: best.other.iri,
  };
}

function isTalking({ need, offer }: Pair): boolean {
  return need.isInTalks || offer.isInTalks;
}

function reasonOf({ side, similarity, need, offer, resource, wanted }: Pair): Reason {
  return { say: side === 'need' ? 'offers' : 'seeks', fit: similarity.fit, need, offer, resource, wanted };
}

/** What makes it easier, or already known, to talk to each other. */
export function acquaintanceReasons({ isLinked, isMutual, networks, between }: Acquaintance): Reason[] {
  return [
    ...(isLinked ? [{ say: 'linked' as const, isMutual }] : []),
    ...networks.slice(0, 1).map((network) => ({ say: 'same-network' as const, network })),
    // Who works together needs nobody to be introduced by.
    ...(isLinked ? [] : between).slice(0, 1).map((actor) => ({ say: 'partner-between' as const, actor })),
  ];
}
