import { readFileSync } from 'node:fs';
import type { Quad } from '@rdfjs/types';
import type { EntityType, FacetName } from '../../directory/entity.ts';
import { facetSources } from '../../directory/facets/facets.ts';
import { dct, OBS, SCHEMA } from '../../rdf/terms.ts';
import type { Language } from '../../rdf/text.ts';
import { createForeignTerms, fillQuery } from '../lists/list-sparql.ts';

const template = (name: string) =>
  readFileSync(new URL(`../queries/figures/${name}.rq`, import.meta.url), 'utf8').trimEnd();
const templates = {
  types: template('types'),
  concept: template('concept'),
  territory: template('territory'),
  freshness: template('freshness'),
  profiles: template('profiles'),
  completeness: template('completeness'),
};
const described = [
  'geo',
  'latitude',
  'description',
  'email',
  'telephone',
  'url',
  'contactPoint',
  'openingHours',
  'openingHoursSpecification',
  'image',
  'logo',
];

/** Writes for each figure the query that counts the same. */
export interface FigureQueries {
  readonly types: string;
  readonly profiles: string;
  completeness(type: EntityType): string;
  /** Undefined for a facet that no query can count. */
  facet(type: EntityType, name: FacetName, language: Language): string | undefined;
}

/** Makes the writer; the ontology says what foreign vocabularies call the same. */
export function createFigureQueries(ontology: readonly Quad[]): FigureQueries {
  const { path } = createForeignTerms(ontology);
  return {
    types: templates.types,
    profiles: templates.profiles,
    completeness: (type) =>
      fillQuery(templates.completeness, {
        type,
        ...Object.fromEntries(described.map((local) => [local, path(SCHEMA + local)])),
        practice: path(`${OBS}practice`),
        license: path(dct('license').value),
      }),
    facet(type, name, language) {
      const source = facetSources[name];
      if (source.kind === 'territory' || source.kind === 'freshness')
        return fillQuery(templates[source.kind], { type });
      if (source.kind !== 'concept') return undefined;
      const predicates = path(OBS + source.property);
      return fillQuery(templates.concept, { type, predicates, scheme: source.scheme, language });
    },
  };
}
