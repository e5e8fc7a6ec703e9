import type { Entity, EntityType } from '../directory/entity.ts';
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
  const dated = (name: string) => entity.properties[name]?.find((value) => value.kind === 'date')?.value;
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

function defined(members: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
