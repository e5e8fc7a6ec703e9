import { type EntityType, entityTypes, type FacetName } from '../directory/entity.ts';
import { facetsOfType } from '../directory/facets/facets.ts';

/** One kind of entity with its addresses: pages are French plurals, the API is English. */
export interface Section {
  readonly type: EntityType;
  /** `/lieux` */
  readonly path: string;
  /** `places` in `/api/places`. */
  readonly api: string;
  /** Filters that make sense for it, by their API name: its facets. */
  readonly filters: readonly FacetName[];
}

const paths: Readonly<Record<EntityType, readonly [path: string, api: string]>> = {
  place: ['/lieux', 'places'],
  network: ['/reseaux', 'networks'],
  organization: ['/organisations', 'organizations'],
  person: ['/personnes', 'people'],
  territory: ['/territoires', 'territories'],
  practice: ['/pratiques', 'practices'],
  need: ['/besoins', 'needs'],
  offer: ['/offres', 'offers'],
  cooperation: ['/cooperations', 'cooperations'],
  event: ['/evenements', 'events'],
  experience: ['/recits', 'experiences'],
  effect: ['/effets', 'effects'],
};

/** Every section, in the order of `entityTypes`. */
export const sections: readonly Section[] = entityTypes.map((type) => {
  const [path, api] = paths[type];
  return { type, path, api, filters: facetsOfType[type] };
});

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
