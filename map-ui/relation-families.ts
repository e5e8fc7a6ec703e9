/** What links between places come to for a reader, in the order in which they are told. */
export const families = ['cooperation', 'sharing', 'exchange', 'inspiration', 'membership', 'other'] as const;
export type Family = (typeof families)[number];

const familyByRelation: Readonly<Record<string, Family>> = {
  cooperatesWith: 'cooperation',
  participant: 'cooperation',
  participatesIn: 'cooperation',
  partnerTerritory: 'cooperation',
  sharesResourceWith: 'sharing',
  pools: 'sharing',
  pooledBy: 'sharing',
  seeks: 'exchange',
  soughtBy: 'exchange',
  makesOffer: 'exchange',
  offeredBy: 'exchange',
  inspiredBy: 'inspiration',
  hasInspired: 'inspiration',
  memberOf: 'membership',
  member: 'membership',
  operatedBy: 'membership',
  operates: 'membership',
};

/** The family of a relation by its name in the answers of the API. */
export function familyOf(relation: string): Family {
  return (Object.hasOwn(familyByRelation, relation) ? familyByRelation[relation] : undefined) ?? 'other';
}
