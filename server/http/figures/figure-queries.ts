import type { EntityType, FacetName, Filter } from '../../directory/entity.ts';
import { facetSources } from '../../directory/facets/facets.ts';
import { territoryIri } from '../../directory/territory-names.ts';
import { dct, OBS, SCHEMA } from '../../rdf/terms.ts';
import type { Language } from '../../rdf/text.ts';
import {
  createConditions,
  createForeignTerms,
  createListSparql,
  fillQuery,
  type ListSparql,
  type ListSparqlParts,
  term,
  withoutGap,
} from '../lists/list-sparql.ts';
import { readQuery } from '../queries/read-query.ts';
import { type ActorQueries, createActorQueries } from './actor-queries.ts';

const templates = {
  types: readQuery('figures/types'),
  concept: readQuery('figures/concept'),
  exchange: readQuery('figures/exchange'),
  network: readQuery('figures/network'),
  territory: readQuery('figures/territory'),
  freshness: readQuery('figures/freshness'),
  profiles: readQuery('figures/profiles'),
  completeness: readQuery('figures/completeness'),
  pooled: readQuery('figures/pooled'),
  compared: readQuery('figures/compared'),
  comparedPooled: readQuery('figures/compared-pooled'),
  snapshot: readQuery('figures/snapshot'),
  records: readQuery('figures/records'),
  when: readQuery('figures/when'),
  dates: readQuery('facets/when'),
  terms: readQuery('figures/terms'),
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
const relations = { need: 'seeks', offer: 'makesOffer' } as const;

/** Whose needs and offers: a network's members (its IRI), who lies in a territory (its code), or what some practices (IRIs) are about. */
export type PoolAsked =
  | { readonly network: string }
  | { readonly territory: string }
  | { readonly practices: readonly string[] };

/** Writes for each figure the query that counts the same. */
export interface FigureQueries extends ActorQueries {
  readonly types: string;
  readonly profiles: string;
  completeness(type: EntityType): string;
  /** Rows are what a filter lets through. */
  list(filter: Filter, now: Date): ListSparql;
  /**
   * How what a filter lets through is spread over a facet; undefined for a facet that no query can count. Territories are
   * départements, and those of `codes`.
   */
  facet(
    filter: Filter,
    name: FacetName,
    asked: { readonly language: Language; readonly now: Date; readonly codes?: readonly string[] },
  ): string | undefined;
  /** Rows are the open needs or offers of several actors. */
  pooled(pool: PoolAsked, type: 'need' | 'offer', now: Date): string;
  /** Counts by territory (their codes): of needs and offers those that are open. */
  compared(codes: readonly string[], type: EntityType, now: Date): string;
  /** Rows are the profiles that a snapshot of the state holds. */
  readonly snapshot: string;
  /** Rows are the terms of a scheme (its IRI). */
  terms(scheme: string, language: Language): string;
  /** Rows are the profiles of a set of records that are read here, by what their addresses begin with. */
  records(start: string): string;
}

/** Makes the writer; the ontology says what foreign vocabularies call the same. */
export function createFigureQueries(parts: ListSparqlParts): FigureQueries {
  const { path, withForeign } = createForeignTerms(parts.ontology);
  const conditions = createConditions(parts);
  const names = { namePredicates: path(`${SCHEMA}name`), statePredicates: path(`${OBS}exchangeState`) };
  const resourcePredicates = path(`${OBS}resource`);
  const list = createListSparql(parts);
  return {
    ...createActorQueries(parts),
    types: templates.types,
    profiles: templates.profiles,
    list,
    snapshot: fillQuery(templates.snapshot, { license: path(dct('license').value) }),
    terms: (scheme, language) => fillQuery(templates.terms, { scheme, language }),
    records: (start) => fillQuery(templates.records, { start: JSON.stringify(start) }),
    compared: (codes, type, now) =>
      fillQuery(type === 'need' || type === 'offer' ? templates.comparedPooled : templates.compared, {
        type,
        territories: codes.map((code) => `<${territoryIri(code)}>`).join(' '),
        relation: type === 'need' || type === 'offer' ? `<${SCHEMA}${relations[type]}>` : '',
        today: now.toISOString().slice(0, 10),
        statePredicates: names.statePredicates,
      }),
    completeness: (type) =>
      fillQuery(templates.completeness, {
        type,
        ...Object.fromEntries(described.map((local) => [local, path(SCHEMA + local)])),
        practice: path(`${OBS}practice`),
        license: path(dct('license').value),
      }),
    facet(filter, name, { language, now, codes: more = [] }) {
      const source = facetSources[name];
      const { type } = filter;
      const codes = ['[0-9AB]{2,3}', ...more.filter((code) => /^\w+$/.test(code))].join('|');
      // The count of what is met is of what choosing it would show, which lists leave out.
      const leftOut = name === 'exchangeState' ? (['over'] as const) : undefined;
      const asked = { type: `"${type}"`, language, facets: conditions(filter, now, leftOut), codes, ...names };
      switch (source.kind) {
        case 'open':
          return undefined;
        case 'when': {
          const dates = fillQuery(templates.dates, {
            today: now.toISOString().slice(0, 10),
            datePredicates: [path(`${SCHEMA}startDate`), path(`${SCHEMA}endDate`)].join('|'),
            conditions: 'true',
          });
          return withoutGap(fillQuery(templates.when, { ...asked, dates }));
        }
        case 'territory':
        case 'freshness':
        case 'network':
          return withoutGap(fillQuery(templates[source.kind], asked));
        case 'concept': {
          const predicates = path(OBS + source.property);
          return withoutGap(fillQuery(templates.concept, { ...asked, predicates, scheme: source.scheme }));
        }
        case 'exchange': {
          const relation = `<${SCHEMA}${source.relation}>`;
          const today = now.toISOString().slice(0, 10);
          return withoutGap(
            fillQuery(templates.exchange, { ...asked, relation, of: source.of, today, resourcePredicates }),
          );
        }
        default:
          return source satisfies never;
      }
    },
    pooled(pool, type, now) {
      const practices = 'practices' in pool ? pool.practices.flatMap(withForeign) : [];
      return withoutGap(
        fillQuery(templates.pooled, {
          ...names,
          type,
          relation: `<${SCHEMA}${relations[type]}>`,
          today: now.toISOString().slice(0, 10),
          condition:
            'network' in pool
              ? `  GRAPH ?membership { ?actor schema:memberOf ${term(pool.network)} }`
              : 'territory' in pool
                ? `  GRAPH ?actorListing { ?actor schema:containedInPlace <${territoryIri(pool.territory)}> }`
                : '',
          about:
            practices.length > 0
              ? `  VALUES ?practice { ${practices.map((iri) => `<${iri}>`).join(' ')} }\n  GRAPH ?profile { ?exchange ${path(`${OBS}practice`)} ?practice }`
              : '',
        }),
      );
    },
  };
}
