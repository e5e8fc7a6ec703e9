import type { Directory } from '../directory/directory.ts';
import type { Entity, Summary } from '../directory/entity.ts';
import { given } from '../rdf/given.ts';
import type { Language } from '../rdf/text.ts';
import { type Comparison, compareRecords, type Identified } from './compare.ts';

/** A record that seems to be about the same place, and why. */
export interface Twin extends Comparison {
  readonly record: Summary;
}

/** A pair this likely is worth a person's look. */
const leastScore = 0.75;
/** Records that are compared. */
const nearest = 40;
const withinKm = 1;

/** Finds the records that seem to be about the same place as one, the likeliest first; a proposal, and nothing is merged by it. */
export function findTwins(
  directory: Pick<Directory, 'list' | 'entity'>,
  key: string,
  language: Language,
): readonly Twin[] {
  const read = (one: string) => directory.entity('place', one, language, () => false);
  const self = read(key);
  if (!self) return [];
  const options = { page: 1, size: nearest, language } as const;
  const near = self.position
    ? directory.list(
        { type: 'place', near: { ...self.position, radiusKm: withinKm } },
        { ...options, sort: 'distance' },
      ).items
    : [];
  const named = directory.list({ type: 'place', q: self.name }, options).items;
  const candidates = new Map([...near, ...named].map((record) => [record.key, record]));
  candidates.delete(key);
  const own = identify(self);
  return [...candidates.values()]
    .flatMap((record) => {
      const other = read(record.key);
      const comparison = other && compareRecords(own, identify(other));
      return comparison && comparison.score >= leastScore ? [{ record, ...comparison }] : [];
    })
    .sort((a, b) => b.score - a.score);
}

function identify(entity: Entity): Identified {
  const { position, url, contact, address, properties } = entity;
  const said = (name: string) =>
    (properties[name] ?? []).flatMap((value) =>
      value.kind === 'text' ? Object.values(value.text) : value.kind === 'url' ? [value.url] : [],
    );
  return {
    names: [...Object.values(entity.names), ...entity.alternateNames],
    identifiers: [...said('siret'), ...said('rna'), ...said('sameAs')],
    ...given('position', position),
    ...given('postalCode', address?.postalCode),
    ...given('url', url),
    ...given('email', contact.email),
    ...given('telephone', contact.telephone),
  };
}
