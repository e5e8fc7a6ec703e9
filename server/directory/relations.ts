import { OBS, SCHEMA } from '../rdf/terms.ts';

/** A kind of link, stored in one direction; `inverse` is how the other end would say the same. */
export interface Relation {
  readonly name: string;
  readonly inverse: string | null;
  /** Both directions carry the same name. */
  readonly symmetric: boolean;
}

interface RelationSource extends Relation {
  readonly predicate: string;
  readonly inversePredicate?: string;
}

const table: readonly RelationSource[] = [
  row(`${SCHEMA}memberOf`, 'memberOf', `${SCHEMA}member`, 'member'),
  row(`${OBS}operatedBy`, 'operatedBy', `${OBS}operates`, 'operates'),
  row(`${OBS}inspiredBy`, 'inspiredBy', `${OBS}hasInspired`, 'hasInspired'),
  row(`${OBS}practisedBy`, 'practisedBy', undefined, 'practises'),
  row(`${OBS}practisedAt`, 'practisedAt', undefined, 'hostsPractice'),
  row(`${OBS}locatedInTerritory`, 'locatedInTerritory', undefined, 'contains'),
  row(`${OBS}participant`, 'participant', `${OBS}participatesIn`, 'participatesIn'),
  row(`${OBS}carriedBy`, 'carriedBy', `${OBS}carries`, 'carries'),
  row(`${OBS}pools`, 'pools', undefined, 'pooledBy'),
  row(`${OBS}hasEffect`, 'hasEffect', undefined, 'effectOf'),
  row(`${OBS}hasEvent`, 'hasEvent', undefined, 'eventOf'),
  row(`${SCHEMA}seeks`, 'seeks', undefined, 'soughtBy'),
  row(`${SCHEMA}makesOffer`, 'makesOffer', `${SCHEMA}offeredBy`, 'offeredBy'),
  row(`${SCHEMA}organizer`, 'organizer', undefined, 'organizes'),
  row(`${SCHEMA}location`, 'location', undefined, 'hosts'),
  row(`${SCHEMA}about`, 'about', `${OBS}hasExperience`, 'subjectOf'),
  both(`${OBS}cooperatesWith`, 'cooperatesWith'),
  both(`${OBS}sharesResourceWith`, 'sharesResourceWith'),
  both(`${OBS}partnerTerritory`, 'partnerTerritory'),
  both(`${SCHEMA}sameAs`, 'sameAs'),
];

function row(predicate: string, name: string, inversePredicate: string | undefined, inverse: string): RelationSource {
  return { predicate, name, inverse, symmetric: false, ...(inversePredicate ? { inversePredicate } : {}) };
}

function both(predicate: string, name: string): RelationSource {
  return { predicate, name, inverse: name, symmetric: true, inversePredicate: predicate };
}

const byPredicate = new Map<string, { readonly relation: RelationSource; readonly inverted: boolean }>();
for (const relation of table) {
  if (relation.inversePredicate) byPredicate.set(relation.inversePredicate, { relation, inverted: true });
  byPredicate.set(relation.predicate, { relation, inverted: false });
}

/** The relation that a predicate states, and whether it states it from the other end. */
export function relationOf(predicate: string): { readonly relation: Relation; readonly inverted: boolean } | undefined {
  return byPredicate.get(predicate);
}

const byName = new Map(table.map((relation) => [relation.name, relation]));

/** The relation of a stored name; throws for a name that the table does not have. */
export function relationNamed(name: string): Relation {
  const relation = byName.get(name);
  if (!relation) throw new Error(`Unknown relation ${name}`);
  return relation;
}

/** The predicates that state a relation, from either end. */
export function predicatesOf(name: string): readonly string[] {
  return [...byPredicate].flatMap(([predicate, { relation }]) => (relation.name === name ? predicate : []));
}
