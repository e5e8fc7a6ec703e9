import type { Concept, Summary } from '../directory/entity.ts';
import { summaryWithoutLent } from '../directory/without-lent.ts';
import type { Language } from '../rdf/text.ts';

/** Finds a concept by scheme and key, to write its label. */
export type FindConcept = (scheme: string, key: string) => Concept | undefined;

/** What tables of entities have in each line, in this order. */
export const columns = [
  'key',
  'iri',
  'type',
  'name',
  'kinds',
  'practices',
  'commune',
  'postal_code',
  'latitude',
  'longitude',
  'status',
  'example',
  'excerpt',
  'page',
  'source',
  'read_at',
  'license',
  'attribution',
] as const;
export type Column = (typeof columns)[number];
export type Row = Readonly<Record<Column, string | number | boolean | undefined>>;

export interface RowOptions {
  readonly findConcept: FindConcept;
  readonly language: Language;
  readonly pageOf: (item: Summary) => string;
}

/** Makes table lines of entities; concepts are told by their labels. */
export function createRowOf({ findConcept, language, pageOf }: RowOptions): (item: Summary) => Row {
  const names = new Map<string, string>();
  const labelOf = (scheme: string, key: string) => {
    const name = names.get(`${scheme}/${key}`) ?? findConcept(scheme, key)?.label[language] ?? key;
    names.set(`${scheme}/${key}`, name);
    return name;
  };
  const labels = (scheme: string, keys: readonly string[]) => keys.map((key) => labelOf(scheme, key)).join('; ');
  return (summary) => {
    const item = summaryWithoutLent(summary);
    return {
      key: item.key,
      iri: item.iri,
      type: item.type,
      name: item.name,
      kinds: labels('kinds', item.kinds),
      practices: labels('practices', item.practices),
      commune: item.commune,
      postal_code: item.postalCode,
      latitude: item.position?.lat,
      longitude: item.position?.lon,
      status: item.operatingStatus,
      example: item.example,
      excerpt: item.excerpt,
      page: pageOf(item),
      source: item.provenance.source,
      read_at: item.provenance.readAt,
      license: item.provenance.license,
      attribution: item.provenance.attribution,
    };
  };
}
