import relations from './relation-families.json' with { type: 'json' };

/** What links between places come to for a reader, in the order in which they are told. */
export const families = ['cooperation', 'sharing', 'exchange', 'inspiration', 'membership', 'other'] as const;
export type Family = (typeof families)[number];

const familyByRelation = relations as Readonly<Record<string, Family>>;

/** The family of a relation by its name in the answers of the API. */
export function familyOf(relation: string): Family {
  return (Object.hasOwn(familyByRelation, relation) ? familyByRelation[relation] : undefined) ?? 'other';
}
