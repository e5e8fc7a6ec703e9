import type { EntityType } from '../directory/entity.ts';

/** One kind of entity with its addresses: pages are French plurals, the API is English. */
export interface Section {
  readonly type: EntityType;
  /** `/lieux` */
  readonly path: string;
  /** `places` in `/api/places`. */
  readonly api: string;
  /** Filters that make sense for it, by their API name. */
  readonly filters: readonly FilterName[];
}

export const filterNames = ['kind', 'practice', 'resource', 'network', 'territory', 'status'] as const;
export type FilterName = (typeof filterNames)[number];

export const sections: readonly Section[] = [
  {
    type: 'place',
    path: '/lieux',
    api: 'places',
    filters: ['kind', 'practice', 'resource', 'network', 'territory', 'status'],
  },
  { type: 'network', path: '/reseaux', api: 'networks', filters: ['practice', 'network', 'territory'] },
  { type: 'organization', path: '/organisations', api: 'organizations', filters: ['practice', 'network', 'territory'] },
  { type: 'person', path: '/personnes', api: 'people', filters: ['practice', 'network', 'territory'] },
  { type: 'territory', path: '/territoires', api: 'territories', filters: [] },
  { type: 'practice', path: '/pratiques', api: 'practices', filters: ['practice', 'territory'] },
  { type: 'need', path: '/besoins', api: 'needs', filters: ['resource', 'territory', 'status'] },
  { type: 'offer', path: '/offres', api: 'offers', filters: ['resource', 'territory', 'status'] },
  { type: 'cooperation', path: '/cooperations', api: 'cooperations', filters: ['practice', 'territory', 'status'] },
  { type: 'event', path: '/evenements', api: 'events', filters: ['practice', 'territory'] },
  { type: 'experience', path: '/recits', api: 'experiences', filters: ['practice'] },
  { type: 'effect', path: '/effets', api: 'effects', filters: [] },
];

const byType = new Map(sections.map((section) => [section.type, section]));

/** The section of an entity type. */
export function sectionOf(type: EntityType): Section {
  const section = byType.get(type);
  if (!section) throw new Error(`no section for the entity type ${type}`);
  return section;
}

/** The page of an entity on this site. */
export function entityPath(entity: { readonly type: EntityType; readonly key: string }): string {
  return `${sectionOf(entity.type).path}/${encodeURIComponent(entity.key)}`;
}
