import type { Summary } from '../../server/http/contract.ts';

const sections: Readonly<Record<Summary['type'], string>> = {
  place: 'lieux',
  network: 'reseaux',
  organization: 'organisations',
  person: 'personnes',
  territory: 'territoires',
  practice: 'pratiques',
  need: 'besoins',
  offer: 'offres',
  cooperation: 'cooperations',
  event: 'evenements',
  experience: 'recits',
  effect: 'effets',
};

/** The address of an entity's page, in the language of this one. */
export function pagePath(type: Summary['type'], key: string): string {
  return `/${sections[type]}/${encodeURIComponent(key)}`;
}
