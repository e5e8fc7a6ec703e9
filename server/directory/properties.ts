import { OBS, SCHEMA } from '../rdf/terms.ts';

/** How the values of a property are read into the directory. */
export type PropertyKind = 'concept' | 'text' | 'date' | 'number' | 'url';

export interface Property {
  readonly predicate: string;
  /** The name under which pages and the API show it; for concepts, also the facet's name. */
  readonly name: string;
  readonly kind: PropertyKind;
  readonly unit?: string;
}

const table: Readonly<Record<PropertyKind, readonly string[]>> = {
  concept: [
    'obs:kind',
    'obs:practice',
    'obs:legalForm',
    'obs:value',
    'obs:effect',
    'obs:scale',
    'obs:discipline',
    'obs:audience',
    'obs:equipment',
    'obs:tenure',
    'obs:access',
    'obs:rhythm',
    'obs:role',
    'obs:operatingStatus',
    'obs:resource',
    'obs:condition',
    'obs:exchangeState',
    'obs:stage',
    'obs:eventKind',
  ],
  text: [
    'schema:keywords',
    'obs:keyKeyword',
    'obs:expectedEffect',
    'obs:sharedObjective',
    'obs:agreedLimit',
    'obs:tried',
    'obs:worked',
    'obs:slowedDown',
    'obs:forWhom',
    'obs:evidence',
    'obs:siret',
    'obs:rna',
    'obs:inseeCode',
    'schema:availableLanguage',
    'schema:knowsLanguage',
    'schema:citation',
    'schema:priceCurrency',
    'obs:openNow',
    'obs:wanted',
  ],
  date: [
    'schema:foundingDate',
    'schema:dissolutionDate',
    'schema:validFrom',
    'schema:validThrough',
    'schema:startDate',
    'schema:endDate',
    'obs:openNowSince',
  ],
  number: ['obs:floorArea', 'obs:radiusKm', 'obs:capacity', 'schema:price'],
  url: ['schema:sameAs'],
};

const units: Readonly<Record<string, string>> = { floorArea: 'm²', radiusKm: 'km' };

/** Every property that pages show beside the fixed fields, by predicate IRI. */
export const properties: ReadonlyMap<string, Property> = new Map(
  (Object.entries(table) as [PropertyKind, readonly string[]][]).flatMap(([kind, names]) =>
    names.map((prefixed) => {
      const [prefix, name = ''] = prefixed.split(':');
      const predicate = (prefix === 'obs' ? OBS : SCHEMA) + name;
      const unit = units[name];
      return [predicate, { predicate, name, kind, ...(unit ? { unit } : {}) }] as const;
    }),
  ),
);
