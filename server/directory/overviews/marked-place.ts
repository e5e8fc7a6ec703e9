import type { Position } from '../entity.ts';

export const markKinds = ['practises', 'seeks', 'need', 'offer', 'project', 'event'] as const;
export type MarkKind = (typeof markKinds)[number];

/** Something that is found at a place; of a practice that a place has, the place itself. */
export interface Mark {
  readonly kind: MarkKind;
  /** `entity.id`. */
  readonly id: number;
  readonly startsAt?: string;
}

export interface MarkedPlace {
  /** `entity.id`. */
  readonly id: number;
  readonly position?: Position;
  /** Events by their date, the others as they come. */
  readonly marks: readonly Mark[];
}

/** How many marks of each kind some places have. */
export function countMarks(places: readonly MarkedPlace[]): Readonly<Partial<Record<MarkKind, number>>> {
  const counts: Partial<Record<MarkKind, number>> = {};
  for (const { marks } of places) for (const { kind } of marks) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
