import type { Entity, EntityType, Link, Opening, Room } from '../directory/entity.ts';
import { OBS } from '../rdf/terms.ts';
import type { Language } from '../rdf/text.ts';
import { wording } from '../rdf/text.ts';

const types: Readonly<Record<EntityType, string | readonly string[]>> = {
  place: ['Place', `${OBS}ThirdPlace`],
  network: ['Organization', `${OBS}Network`],
  organization: 'Organization',
  person: 'Person',
  territory: 'AdministrativeArea',
  practice: `${OBS}Practice`,
  need: 'Demand',
  offer: 'Offer',
  cooperation: ['Project', `${OBS}Cooperation`],
  event: 'Event',
  experience: ['CreativeWork', `${OBS}Experience`],
  effect: `${OBS}UsefulEffect`,
};

/**
 * The entity as schema.org JSON-LD for search engines, in the words of its page. The publisher's own statements,
 * complete, are at the same address with the suffix `.jsonld`.
 */
export function entityJsonLd(
  entity: Entity,
  { language, page }: { readonly language: Language; readonly page: string },
): object {
  const { address, position, provenance } = entity;
  const values = (name: string) => entity.properties[name] ?? [];
  const dated = (name: string) => values(name).find((value) => value.kind === 'date')?.value;
  const worded = (name: string) =>
    values(name).flatMap((value) => (value.kind === 'text' ? wording(value.text, language) : []));
  const numbered = (name: string) => values(name).find((value) => value.kind === 'number')?.value;
  const urls = (name: string) => values(name).flatMap((value) => (value.kind === 'url' ? value.url : []));
  const linked = (relation: string) =>
    entity.links.flatMap((link) => (link.relation === relation ? link.target : [])).slice(0, maxLinked);
  return defined({
    '@context': 'https://schema.org',
    '@type': types[entity.type],
    '@id': entity.iri,
    name: entity.name,
    alternateName: entity.alternateNames.length > 0 ? entity.alternateNames : undefined,
    description: wording(entity.description, language) || undefined,
    url: entity.url,
    image: entity.image,
    email: entity.contact.email,
    telephone: entity.contact.telephone,
    address:
      address &&
      defined({
        '@type': 'PostalAddress',
        streetAddress: address.street,
        postalCode: address.postalCode,
        addressLocality: address.locality,
        addressCountry: address.country,
      }),
    openingHoursSpecification: some(entity.openingHours.map(hours)),
    amenityFeature: some([...amenities(entity, language)]),
    containsPlace: some(entity.rooms.map((room) => roomOf(room, language))),
    maximumAttendeeCapacity: entity.type === 'place' ? numbered('capacity') : undefined,
    keywords: some(worded('keywords')),
    sameAs: some([...urls('sameAs'), ...linked('sameAs').map(({ iri }) => iri)]),
    memberOf: some(linked('memberOf').map(reference)),
    member: some(linked('member').map(reference)),
    makesOffer: some(linked('makesOffer').map(reference)),
    seeks: some(linked('seeks').map(reference)),
    organizer: some(linked('organizer').map(reference)),
    location: some(linked('location').map(reference)),
    event: some(linked('hasEvent').map(reference)),
    audience: entity.type === 'event' ? some([...audiences(entity, language)]) : undefined,
    price: numbered('price'),
    priceCurrency: worded('priceCurrency')[0],
    geo: position && { '@type': 'GeoCoordinates', latitude: position.lat, longitude: position.lon },
    foundingDate: dated('foundingDate'),
    startDate: dated('startDate'),
    endDate: dated('endDate'),
    validThrough: dated('validThrough'),
    mainEntityOfPage: page,
    subjectOf: defined({
      '@type': 'Dataset',
      url: provenance.source,
      license: provenance.license,
      creditText: provenance.attribution,
      dateModified: provenance.changedAt,
    }),
  });
}

/** A page's head need not repeat a whole network. */
const maxLinked = 50;

function hours({ days, opens, closes, validFrom, validThrough }: Opening): object {
  // Spans that hold every year have no date that schema.org could write.
  const dates = (validFrom ?? validThrough)?.length === 10 ? { validFrom, validThrough } : {};
  return defined({
    '@type': 'OpeningHoursSpecification',
    dayOfWeek: days.map((day) => `https://schema.org/${day}`),
    opens,
    closes: closes === '24:00' ? '23:59' : closes,
    ...dates,
  });
}

function* amenities({ properties, amenities: named }: Entity, language: Language): Iterable<object> {
  const feature = (name: string) => ({ '@type': 'LocationFeatureSpecification', name, value: true });
  for (const value of properties['equipment'] ?? [])
    if (value.kind === 'concept') yield feature(value.concept.label[language]);
  for (const text of named) yield feature(wording(text, language));
}

/** For whom, in words: schema.org has no list of its own. */
function* audiences({ properties }: Entity, language: Language): Iterable<object> {
  for (const value of properties['audience'] ?? [])
    if (value.kind === 'concept') yield { '@type': 'Audience', audienceType: value.concept.label[language] };
}

function roomOf({ name, description, capacity, floorArea }: Room, language: Language): object {
  return defined({
    '@type': 'Room',
    name: wording(name, language),
    description: wording(description, language) || undefined,
    occupancy: capacity === undefined ? undefined : { '@type': 'QuantitativeValue', maxValue: capacity },
    floorSize:
      floorArea === undefined ? undefined : { '@type': 'QuantitativeValue', value: floorArea, unitCode: 'MTK' },
  });
}

function reference(target: Link['target']): object {
  return defined({
    '@type': 'type' in target ? types[target.type] : undefined,
    '@id': target.iri,
    name: target.name,
  });
}

function some<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length > 0 ? items : undefined;
}

function defined(members: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
