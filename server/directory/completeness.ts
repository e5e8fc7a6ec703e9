import type { DatabaseSync } from 'node:sqlite';
import type { EntityType } from './entity.ts';

/** What readers look for in a description. */
export const completenessAspects = [
  'position',
  'description',
  'practice',
  'contact',
  'openingHours',
  'image',
  'license',
] as const;
export type CompletenessAspect = (typeof completenessAspects)[number];

/** How many entities of a type say each of these things. */
export type CompletenessReader = (type: EntityType) => Readonly<Record<CompletenessAspect, number>>;

/** Prepares the counting: one pass over what is shown of a type. */
export function createCompletenessReader(db: DatabaseSync): CompletenessReader {
  const has = (path: string) => `json_extract(e.description, '$.${path}') IS NOT NULL`;
  const filled = (path: string) => `json_extract(e.description, '$.${path}') NOT IN ('{}', '[]')`;
  const conditions: Readonly<Record<CompletenessAspect, string>> = {
    position: has('position'),
    description: filled('description'),
    practice: has('concepts.practice'),
    contact: `(${filled('contact')} OR ${has('url')})`,
    openingHours: filled('openingHours'),
    image: has('image'),
    license: 'd.license IS NOT NULL',
  };
  const sums = completenessAspects.map((aspect) => `total(${conditions[aspect]}) AS "${aspect}"`);
  const count = db.prepare(
    `SELECT ${sums.join(', ')} FROM entity e JOIN document d ON d.registration = e.document WHERE e.lead = 1 AND e.type = ?`,
  );
  return (type) => {
    const row = count.get(type) ?? {};
    return Object.fromEntries(completenessAspects.map((aspect) => [aspect, Number(row[aspect] ?? 0)])) as Record<
      CompletenessAspect,
      number
    >;
  };
}
