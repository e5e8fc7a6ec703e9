import { distanceFactor, distanceOf, freshnessFactor, scoreOf } from '../ranking.ts';
import type { FoundLead, Search } from './found-lead.ts';

const farthestKm = 100;

/** Meetings to come about what an actor does, held by others near it. */
export function findMeetingLeads({ base, circle, today }: Search): FoundLead[] {
  const { self, household } = circle;
  return base.meetings.flatMap((meeting) => {
    const practices = meeting.practices.filter((practice) => self.practices.includes(practice));
    if (practices.length === 0 || meeting.holders.some((iri) => household.has(iri))) return [];
    const holder = meeting.holders.map((iri) => base.find(iri)).find((actor) => actor !== undefined);
    if (!holder) return [];
    const km = distanceOf(self, holder);
    if (km !== undefined && km > farthestKm) return [];
    return {
      kind: 'meeting' as const,
      actors: [holder],
      score: scoreOf({
        similarity: Math.min(0.8, 0.5 + 0.15 * practices.length),
        distance: distanceFactor(km, 40),
        freshness: freshnessFactor(meeting.source, today),
        links: 1,
      }),
      ...(km === undefined ? {} : { distanceKm: km }),
      reasons: [{ say: 'meets' as const, meeting, practices }],
      exchanges: [],
      meeting,
      about: `meeting ${meeting.id}`,
      with: holder.iri,
    };
  });
}
