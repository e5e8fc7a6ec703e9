import type { Actor } from '../base/actor.ts';
import { distanceFactor, distanceOf, freshnessFactor, scoreOf } from '../ranking.ts';
import type { FoundLead, Reason, Search } from './found-lead.ts';

const lookedAt = 15;
const shownOfEach = 2;
/** What nobody has asked for must not fill the page. */
const shownInAll = 3;
const schemes = { scale: 'scales', discipline: 'disciplines' } as const;

/**
 * Actors at a scale of action, or of a discipline, that nobody around an actor has: neither it nor those it works with. Where none of
 * them says any, nothing is known to be missing.
 */
export function findMissingLeads(search: Search): FoundLead[] {
  const byActor = Map.groupBy(missingOneByOne(search), (lead) => lead.with);
  return [...byActor.values()]
    .map(([first, ...more]) => {
      const lead = first as FoundLead;
      const [, ...rest] = lead.reasons;
      return { ...lead, reasons: [...missingTogether([lead, ...more]), ...rest] };
    })
    .sort((a, b) => b.score.value - a.score.value)
    .slice(0, shownInAll);
}

/** What is missing of one sort is one reason. */
function missingTogether(leads: readonly FoundLead[]): Reason[] {
  const first = leads.flatMap(({ reasons: [reason] }) =>
    reason?.say === 'scale' || reason?.say === 'discipline' ? reason : [],
  );
  return [...Map.groupBy(first, ({ say }) => say)].map(([say, reasons]) => ({
    say,
    concepts: reasons.flatMap(({ concepts }) => concepts),
  }));
}

function missingOneByOne(search: Search): FoundLead[] {
  const { base, circle, today, space } = search;
  const around = [...circle.household, ...circle.linked.keys()]
    .map((iri) => base.find(iri))
    .filter((one) => one !== undefined);
  const isStranger = (actor: Actor) => !circle.household.has(actor.iri) && !circle.linked.has(actor.iri);
  return (['scale', 'discipline'] as const).flatMap((say) => {
    const pick = (actor: Actor) => (say === 'scale' ? actor.scales : actor.disciplines);
    const present = new Set(around.flatMap(pick).flatMap((concept) => [...space.chain(concept)]));
    // One discipline among twenty does not make nineteen missing: those who do the same tell what is usual.
    const wanted = say === 'scale' ? leavesOf(search, 'scales') : usualDisciplines(search);
    if (present.size === 0) return [];
    return wanted
      .filter((concept) => !present.has(concept))
      .flatMap((concept) =>
        (base.actorsOf(concept)?.around(circle.self, { want: lookedAt, maxKm: 150 }) ?? [])
          .filter(isStranger)
          .map((actor) => {
            const km = distanceOf(circle.self, actor);
            const shared = actor.practices.filter((practice) => circle.self.practices.includes(practice));
            return {
              kind: `missing-${say}` as const,
              actors: [actor],
              score: scoreOf({
                similarity: Math.min(0.6, 0.35 + 0.1 * shared.length),
                distance: distanceFactor(km, 50),
                freshness: freshnessFactor(actor.source, today),
                links: 0.9,
              }),
              ...(km === undefined ? {} : { distanceKm: km }),
              reasons: [
                { say, concepts: [concept] },
                ...(shared.length > 0 ? [{ say: 'practises' as const, practices: shared }] : []),
              ],
              exchanges: [],
              about: `${schemes[say]} ${concept}`,
              with: actor.iri,
            };
          })
          .sort((a, b) => b.score.value - a.score.value)
          .slice(0, shownOfEach),
      );
  });
}

function leavesOf({ base, space }: Search, scheme: string): number[] {
  const found = new Set<number>();
  for (const key of ['building', 'building-site', 'neighbourhood', 'living-territory']) {
    const concept = space.numberOf(`https://w3id.org/obsidienne/${scheme}/${key}`);
    if (base.actorsOf(concept)) found.add(concept);
  }
  return [...found];
}

/** Disciplines of those who practise what the actor practises, the most usual first. */
function usualDisciplines({ base, circle }: Search): number[] {
  const counts = new Map<number, number>();
  for (const practice of circle.self.practices)
    for (const actor of base.actorsOf(practice)?.around(circle.self, { want: 60, maxKm: Number.POSITIVE_INFINITY }) ??
      [])
      for (const discipline of actor.disciplines) counts.set(discipline, 1 + (counts.get(discipline) ?? 0));
  return [...counts]
    .filter(([, count]) => count > 1)
    .sort((a, b) => b[1] - a[1])
    .map(([discipline]) => discipline)
    .slice(0, 4);
}
