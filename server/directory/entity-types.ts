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

/** The class IRI that says best what an entity type is. */
export function classOf(type: EntityType): string {
  for (const [iri, named] of typeOfClass) if (named === type) return iri;
  throw new Error(`no class for the entity type ${type}`);
}

/** Which of a document's entities stands for it, when it declares none: the place, or else what is nearest to one. */
const leadingOrder: readonly EntityType[] = [
  ...(['place', 'network', 'organization', 'territory', 'cooperation', 'practice', 'experience', 'effect'] as const),
  ...(['person', 'event', 'need', 'offer'] as const),
];

/** The place of a type in the order of those that stand for a document; 0 leads. */
export function leadingRank(type: EntityType): number {
  return leadingOrder.indexOf(type);
}
