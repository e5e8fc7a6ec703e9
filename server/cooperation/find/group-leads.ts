import { speakingFor } from '../acquaintance.ts';
import { type Actor, type Exchange, isStanding } from '../base/actor.ts';
import { distanceFactor, distanceOf, freshnessFactor, halfDistance, scoreOf } from '../ranking.ts';
import type { FoundLead, Search } from './found-lead.ts';

/** A group is three at least, the one who asks among them, and no more than can sit at a table. */
const least = 2;
const most = 6;

/** Three actors or more who seek the same, to buy, hire or build it together; and who each offer a part of what one seeks. */
export function findGroupLeads(search: Search): FoundLead[] {
  const { base, circle, today } = search;
  const needs = speakingFor(base, circle).flatMap((actor) => actor.needs.filter((need) => isStanding(need, today)));
  return [...allSeek(search, needs), ...togetherOffer(search, needs)];
}

function allSeek(search: Search, needs: readonly Exchange[]): FoundLead[] {
  const { base, circle, space, today } = search;
  const wanted = new Map(needs.flatMap((need) => need.resources.map((resource) => [resource, need] as const)));
  return [...wanted].flatMap(([resource, need]) => {
    const reachKm = 2 * halfDistance(space, resource);
    const grid = base.needsOf(resource);
    if (!grid || space.narrower(resource).length > 0) return [];
    const others = nearest(
      search,
      grid.around(circle.self, { want: 40, maxKm: reachKm }).filter((other) => isStanding(other, today)),
      reachKm,
    );
    if (others.length < least) return [];
    const actors = others.map(({ exchange }) => exchange.holder);
    const km = Math.max(...others.map(({ km: one }) => one));
    return {
      kind: 'group-need' as const,
      actors,
      score: groupScore(search, {
        similarity: 0.55 + 0.05 * actors.length,
        km,
        halfKm: 2 * halfDistance(space, resource),
        exchanges: others,
      }),
      distanceKm: km,
      reasons: [{ say: 'all-seek' as const, resource, others: actors }],
      exchanges: [need, ...others.map(({ exchange }) => exchange)],
      about: `group ${resource}`,
      with: actors.map(({ iri }) => iri).join(' '),
    };
  });
}

/** A wide need ("equipment") that several answer, each with another kind of it, where none has it all. */
function togetherOffer(search: Search, needs: readonly Exchange[]): FoundLead[] {
  const { base, circle, space, today } = search;
  return needs.flatMap((need) =>
    need.resources.flatMap((wanted) => {
      const kinds = space.narrower(wanted);
      const isVague = space.chain(wanted).length === 1;
      if (kinds.length < 2 || isVague) return [];
      const reachKm = Math.min(need.radiusKm, 2 * halfDistance(space, wanted));
      const parts: { exchange: Exchange; resource: number; km: number }[] = [];
      for (const resource of kinds) {
        const offers = (base.offersOf(resource)?.around(circle.self, { want: 30, maxKm: reachKm }) ?? []).filter(
          (offer) => isStanding(offer, today),
        );
        const free = nearest(search, offers, reachKm).find(
          ({ exchange }) => !parts.some((part) => part.exchange.holder === exchange.holder),
        );
        if (free) parts.push({ ...free, resource });
      }
      if (parts.length < least + 1) return [];
      const shown = parts.sort((a, b) => a.km - b.km).slice(0, most);
      const km = Math.max(...shown.map((part) => part.km));
      const told = shown.map(({ exchange, resource }) => ({ actor: exchange.holder, offer: exchange, resource }));
      return {
        kind: 'group-offer' as const,
        actors: told.map(({ actor }) => actor),
        score: groupScore(search, { similarity: 0.7, km, halfKm: 2 * halfDistance(space, wanted), exchanges: shown }),
        distanceKm: km,
        reasons: [{ say: 'together-offer' as const, need, parts: told }],
        exchanges: [need, ...told.map(({ offer }) => offer)],
        about: `group ${wanted}`,
        with: told.map(({ actor }) => actor.iri).join(' '),
      };
    }),
  );
}

/** The nearest of each other actor; those who are nowhere are in no group. */
function nearest({ circle }: Search, exchanges: readonly Exchange[], reachKm: number) {
  const best = new Map<Actor, { exchange: Exchange; km: number }>();
  for (const exchange of exchanges) {
    const { holder } = exchange;
    const km = distanceOf(circle.self, holder);
    if (km === undefined || km > Math.min(reachKm, exchange.radiusKm) || circle.household.has(holder.iri)) continue;
    if (km < (best.get(holder)?.km ?? Number.POSITIVE_INFINITY)) best.set(holder, { exchange, km });
  }
  return [...best.values()].sort((a, b) => a.km - b.km).slice(0, most);
}

function groupScore(
  { today }: Search,
  {
    similarity,
    km,
    halfKm,
    exchanges,
  }: {
    readonly similarity: number;
    readonly km: number;
    readonly halfKm: number;
    readonly exchanges: readonly { readonly exchange: Exchange }[];
  },
) {
  // As fresh as its oldest part: all of them have to mean it.
  const fresh = exchanges.map(({ exchange }) => freshnessFactor(exchange.source, today, exchange.untilDay));
  return scoreOf({ similarity, distance: distanceFactor(km, halfKm), freshness: Math.min(...fresh), links: 0.9 });
}
