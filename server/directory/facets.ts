import type { EntityType, FacetName } from './entity.ts';

/** Where a facet's values come from: a concept property, a link, or the address. */
export type FacetSource =
  | { readonly kind: 'concept'; readonly property: string; readonly scheme: string; readonly showsZeros: boolean }
  | { readonly kind: 'network' }
  | { readonly kind: 'territory' };

const concept = (property: string, scheme: string, showsZeros = false): FacetSource => ({
  kind: 'concept',
  property,
  scheme,
  showsZeros,
});

/** Every facet's source; short schemes show all their values, so that a reader sees what exists at all. */
export const facetSources: Readonly<Record<FacetName, FacetSource>> = {
  kind: concept('kind', 'kinds', true),
  practice: concept('practice', 'practices'),
  resource: concept('resource', 'resources'),
  network: { kind: 'network' },
  territory: { kind: 'territory' },
  status: concept('operatingStatus', 'operating-statuses', true),
  audience: concept('audience', 'audiences'),
  legalForm: concept('legalForm', 'legal-forms'),
  discipline: concept('discipline', 'disciplines'),
  role: concept('role', 'roles'),
  effect: concept('effect', 'effects'),
  scale: concept('scale', 'scales'),
  condition: concept('condition', 'conditions', true),
  exchangeState: concept('exchangeState', 'exchange-states', true),
  stage: concept('stage', 'stages', true),
};

/** The facets that make sense beside each kind of list. */
export const facetsOfType: Readonly<Record<EntityType, readonly FacetName[]>> = {
  place: ['kind', 'practice', 'territory', 'network', 'status', 'audience'],
  network: ['practice', 'scale', 'territory', 'network'],
  organization: ['legalForm', 'practice', 'discipline', 'territory', 'network'],
  person: ['role', 'discipline', 'practice', 'territory'],
  territory: ['scale'],
  practice: ['practice', 'scale'],
  need: ['resource', 'exchangeState', 'territory'],
  offer: ['resource', 'condition', 'exchangeState', 'territory'],
  cooperation: ['stage', 'practice', 'scale'],
  event: ['practice', 'audience', 'territory'],
  experience: ['practice'],
  effect: ['effect'],
};
