import { acquaintanceOf, speakingFor } from '../acquaintance.ts';
import { type Actor, isStanding } from '../base/actor.ts';
import { distanceFactor, distanceOf, freshnessFactor, linksFactor, scoreOf } from '../ranking.ts';
import { acquaintanceReasons } from './exchange-leads.ts';
import type { FoundLead, Search } from './found-lead.ts';

const lookedAt = 120;
/** Practice travels: people visit each other. */
const halfKm = 60;
/** To do the same is a weaker reason to talk than to need what the other has. */
const weight = 0.6;

/** Actors that do what one does: the rarer the practice, the better the lead. */
export function findPracticeLeads(search: Search): FoundLead[] {
  const { base, circle, today } = search;
  const { self } = circle;
  const own = new Set(self.practices);
  const shared = new Map<Actor, number[]>();
  for (const practice of own)
    for (const actor of base.actorsOf(practice)?.around(self, { want: lookedAt, maxKm: Number.POSITIVE_INFINITY }) ??
      [])
      if (isPeer(actor, search)) shared.set(actor, [...(shared.get(actor) ?? []), practice]);
  const total = [...own].reduce((sum, practice) => sum + rarity(search, practice), 0);
  const alike = [...shared].flatMap(([actor, practices]) => {
    const similarity = practices.reduce((sum, practice) => sum + rarity(search, practice), 0) / Math.max(total, 1);
    const acquaintance = acquaintanceOf(base, circle, actor);
    if (acquaintance.isLinked) return [];
    const km = distanceOf(self, actor);
    return {
      kind: 'same-practice' as const,
      actors: [actor],
      score: scoreOf({
        similarity: weight * similarity,
        distance: distanceFactor(km, halfKm),
        freshness: freshnessFactor(actor.source, today),
        links: linksFactor(acquaintance),
      }),
      ...(km === undefined ? {} : { distanceKm: km }),
      reasons: [{ say: 'practises' as const, practices }, ...acquaintanceReasons(acquaintance)],
      exchanges: [],
      about: practices.join(' '),
      with: actor.iri,
    };
  });
  return alike;
}

/** What is looked for may be a practice rather than a thing: those who have it, each once. */
export function findSoughtPracticeLeads(search: Search): FoundLead[] {
  const { base, circle, space, today } = search;
  const needs = speakingFor(base, circle).flatMap((actor) => actor.needs.filter((need) => isStanding(need, today)));
  const found = needs.flatMap((need) =>
    need.practices.flatMap((practice) =>
      [practice, ...space.narrower(practice)].flatMap((one) =>
        (base.actorsOf(one)?.around(circle.self, { want: 20, maxKm: need.radiusKm }) ?? []).flatMap((actor) => {
          if (!isPeer(actor, search)) return [];
          const km = distanceOf(circle.self, actor);
          const acquaintance = acquaintanceOf(base, circle, actor);
          return {
            kind: 'answers-need' as const,
            actors: [actor],
            score: scoreOf({
              similarity: 0.8,
              distance: distanceFactor(km, halfKm, need.radiusKm),
              freshness: freshnessFactor(actor.source, today),
              links: linksFactor(acquaintance),
            }),
            ...(km === undefined ? {} : { distanceKm: km }),
            reasons: [{ say: 'practises-sought' as const, practice: one, need }, ...acquaintanceReasons(acquaintance)],
            exchanges: [need],
            about: String(practice),
            with: actor.iri,
          };
        }),
      ),
    ),
  );
  return [...Map.groupBy(found, (lead) => lead.with).values()].flatMap((those) => {
    const [best] = those.sort((a, b) => b.score.value - a.score.value);
    return best ?? [];
  });
}

function isPeer(actor: Actor, { circle: { household, self } }: Search): boolean {
  return !household.has(actor.iri) && (actor.type === 'place' || actor.type === self.type);
}

/** What everybody does joins nobody: bits of information in sharing a practice. */
function rarity({ base }: Search, practice: number): number {
  return -Math.log2(Math.max(base.shareOf(practice), 1e-6));
}
