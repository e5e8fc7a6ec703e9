import type { Actor } from '../base/actor.ts';
import { distanceFactor, distanceOf, freshnessFactor, scoreOf } from '../ranking.ts';
import type { FoundLead, Search } from './found-lead.ts';

const toldMembers = 3;
/** One member alike is chance. */
const leastAlike = 2;

/** Networks whose members resemble an actor and that it is not in, from those who resemble it or are linked with it. */
export function findNetworkLeads({ base, circle, today }: Search, alike: readonly FoundLead[]): FoundLead[] {
  const { self, household, linked, networks } = circle;
  const counted = new Map<string, Actor[]>();
  const look = (actor: Actor) => {
    for (const { relation, subject, object } of base.tiesOf(actor.iri)) {
      if (relation !== 'memberOf' || subject !== actor.iri || networks.has(object) || household.has(object)) continue;
      const list = counted.get(object) ?? [];
      if (!list.includes(actor)) counted.set(object, [...list, actor]);
    }
  };
  for (const { actors } of alike) for (const actor of actors) look(actor);
  for (const iri of linked.keys()) {
    const actor = base.find(iri);
    if (actor) look(actor);
  }
  return [...counted].flatMap(([iri, members]) => {
    const network = base.find(iri);
    if (network?.type !== 'network' || members.length < leastAlike) return [];
    const size = base.tiesOf(iri).filter(({ relation, object }) => relation === 'memberOf' && object === iri).length;
    const near = members.map((member) => distanceOf(self, member)).filter((km) => km !== undefined);
    const km = near.length > 0 ? Math.min(...near) : undefined;
    return {
      kind: 'network' as const,
      actors: [network],
      score: scoreOf({
        // Who takes everybody in resembles nobody.
        similarity: 0.7 * Math.min(1, members.length / Math.sqrt(Math.max(1, size)) / 2 + members.length / 20),
        distance: distanceFactor(km, 80),
        freshness: freshnessFactor(network.source, today),
        links: 1,
      }),
      ...(km === undefined ? {} : { distanceKm: km }),
      reasons: [{ say: 'members-alike' as const, members: members.slice(0, toldMembers), count: members.length }],
      exchanges: [],
      about: iri,
      with: iri,
    };
  });
}
