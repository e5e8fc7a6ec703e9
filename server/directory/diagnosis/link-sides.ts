import { symmetricRelations } from '../overviews/flows.ts';
import { type DiagnosedRelation, diagnosedRelations, type LinkCount } from './diagnosis.ts';

/** A link as one of its ends states it. */
export interface StatedSide {
  readonly subject: string;
  readonly relation: DiagnosedRelation;
  readonly object: string;
  readonly statedBy: string;
}

/** Counts links once, however many state them, and those that both ends state. */
export function countLinks(stated: Iterable<StatedSide>): LinkCount[] {
  const sides = new Map<string, { readonly relation: DiagnosedRelation; readonly by: Set<string> }>();
  for (const { subject, relation, object, statedBy } of stated) {
    if (subject === object) continue;
    const ends = symmetricRelations.has(relation) && subject > object ? [object, subject] : [subject, object];
    const key = [relation, ...ends].join(' ');
    const known = sides.get(key) ?? { relation, by: new Set() };
    sides.set(key, known);
    known.by.add(statedBy);
  }
  const byRelation = Map.groupBy(sides.values(), ({ relation }) => relation);
  return diagnosedRelations.map((relation) => {
    const all = byRelation.get(relation) ?? [];
    return { relation, links: all.length, mutual: all.filter(({ by }) => by.size > 1).length };
  });
}
