import { OBS, SCHEMA } from '../rdf/terms.ts';
import type { EntityType } from './entity.ts';

/** The class IRIs that make an entity, the most telling first when a subject has several. */
const typeOfClass: ReadonlyMap<string, EntityType> = new Map([
  [`${OBS}ThirdPlace`, 'place'],
  [`${OBS}Network`, 'network'],
  [`${OBS}LivingTerritory`, 'territory'],
  [`${SCHEMA}AdministrativeArea`, 'territory'],
  [`${OBS}Practice`, 'practice'],
  [`${OBS}Cooperation`, 'cooperation'],
  [`${OBS}Experience`, 'experience'],
  [`${OBS}UsefulEffect`, 'effect'],
  [`${SCHEMA}Demand`, 'need'],
  [`${SCHEMA}Offer`, 'offer'],
  [`${SCHEMA}Event`, 'event'],
  [`${SCHEMA}Person`, 'person'],
  [`${SCHEMA}Organization`, 'organization'],
]);

/** The entity type that a subject's classes make it, undefined when none of them is one of ours. */
export function entityTypeOf(classes: ReadonlySet<string>): EntityType | undefined {
  for (const [iri, type] of typeOfClass) if (classes.has(iri)) return type;
  return undefined;
}
