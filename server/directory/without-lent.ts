import type { Entity, Lent, Summary } from './entity.ts';

/** Which fields of a summary a lent value is in. */
const summaryFields: Readonly<Record<string, readonly (keyof Summary)[]>> = {
  position: ['position'],
  address: ['commune', 'postalCode'],
  description: ['excerpt'],
};
const entityFields: Readonly<Record<string, readonly (keyof Entity)[]>> = {
  ...summaryFields,
  address: ['commune', 'postalCode', 'address', 'departement', 'communeCode'],
  url: ['url'],
  image: ['image'],
};

/** A summary in the words of its leading source alone, for where a value cannot be told whose it is, nor under which licence. */
export function summaryWithoutLent(item: Summary): Summary {
  if (!item.lent) return item;
  const { lent } = item;
  return {
    ...without(item, summaryFields, lent),
    kinds: isLent(lent, 'kind') ? [] : item.kinds,
    practices: isLent(lent, 'practice') ? [] : item.practices,
  };
}

/** The commune that the leading source itself gives, for lines that have no room for another's name. */
export function ownTown({ commune, lent }: Pick<Summary, 'commune' | 'lent'>): string | undefined {
  return lent && isLent(lent, 'address') ? undefined : commune;
}

/** An entity in the words of its leading source alone. */
export function withoutLent(entity: Entity): Entity {
  if (!entity.lent) return entity;
  const { lent, properties } = entity;
  const left = without({ ...entity, ...summaryWithoutLent(entity) }, entityFields, lent);
  const contact = Object.entries(entity.contact).filter(([name]) => !isLent(lent, name));
  return {
    ...left,
    contact: Object.fromEntries(contact),
    description: isLent(lent, 'description') ? {} : entity.description,
    openingHours: isLent(lent, 'openingHours') ? [] : entity.openingHours,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !isLent(lent, name))),
  };
}

function without<Item extends Summary>(
  item: Item,
  fields: Readonly<Record<string, readonly (keyof Item)[]>>,
  lent: Lent,
): Item {
  const dropped = new Set<PropertyKey>(['lent', ...Object.keys(lent).flatMap((field) => fields[field] ?? [])]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => !dropped.has(name))) as Item;
}

function isLent(lent: Lent, field: string): boolean {
  return Object.hasOwn(lent, field);
}
