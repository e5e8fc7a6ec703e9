import type { Quad } from '@rdfjs/types';
import type { Concept, FacetName, Filter } from '../../directory/entity.ts';
import { facetNames } from '../../directory/entity.ts';
import type { FacetSource } from '../../directory/facets/facets.ts';
import {
  canEnd,
  dayNumber,
  facetSources,
  freshnessClasses,
  leftOutWhen,
  schemeOf,
} from '../../directory/facets/facets.ts';
import { territoryIri } from '../../directory/territory-names.ts';
import { OBS, obs, SCHEMA, VOCAB } from '../../rdf/terms.ts';
import { readQuery } from '../queries/read-query.ts';

/** A list as a query whose rows are the list's entities. */
export interface ListSparql {
  readonly query: string;
  /** What of the filter a query cannot say: a search by words, a distance, a box, opening hours. */
  readonly unsaid: readonly (keyof Filter)[];
}

export interface ListSparqlParts {
  /** The ontology with its alignments: what foreign vocabularies say is counted as ours. */
  readonly ontology: readonly Quad[];
  concepts(scheme: string): readonly Concept[];
  /** The IRI of a network by its key. */
  networkIri(key: string): string | undefined;
}

const dayMs = 24 * 60 * 60 * 1000;
const [list, notMet, notOver] = [readQuery('facets/list'), readQuery('facets/not-met'), readQuery('facets/not-over')];
const fragments: Readonly<Record<Exclude<FacetSource['kind'], 'open'>, string>> = {
  concept: readQuery('facets/concept'),
  exchange: readQuery('facets/exchange'),
  network: readQuery('facets/network'),
  territory: readQuery('facets/territory'),
  freshness: readQuery('facets/freshness'),
  when: readQuery('facets/when'),
};
const unsayable = ['q', 'bbox', 'near', 'open'] as const;

/** What foreign vocabularies call the same as ours, by the alignments of the ontology. */
export function createForeignTerms(ontology: readonly Quad[]) {
  const foreign = Map.groupBy(
    ontology.filter((q) => q.predicate.equals(obs('readAs'))),
    (q) => q.object.value,
  );
  const withForeign = (iri: string) => [iri, ...(foreign.get(iri) ?? []).map((q) => q.subject.value)];
  return {
    withForeign,
    /** A property as a path that takes each of its names. */
    path: (iri: string) => withForeign(iri).map(term).join('|'),
  };
}

/** The classes of `whenOf`. */
const whenConditions: Readonly<Record<string, string>> = {
  upcoming: '?daysLeft > 0',
  past: '?days > 0 && ?daysLeft = 0',
  undated: '?days = 0',
};

/** Makes the writer of a filter's conditions from the templates in `../queries/facets/`, which say of each facet what `facets.ts` counts. */
export function createConditions({ ontology, concepts, networkIri }: ListSparqlParts) {
  const { withForeign, path } = createForeignTerms(ontology);

  function fragment(name: FacetName, chosen: readonly string[], now: Date): string {
    const source = facetSources[name];
    switch (source.kind) {
      case 'open':
        return '';
      case 'concept':
        return fillQuery(fragments.concept, {
          name,
          values: conceptsOf(name, chosen),
          predicates: path(OBS + source.property),
        });
      case 'exchange':
        return fillQuery(fragments.exchange, {
          name,
          values: conceptsOf(name, chosen),
          relation: term(SCHEMA + source.relation),
          of: source.of,
          resourcePredicates: path(`${OBS}resource`),
          statePredicates: path(`${OBS}exchangeState`),
          today: now.toISOString().slice(0, 10),
        });
      case 'network':
        return fillQuery(fragments.network, {
          name,
          values: chosen.map((value) => term(networkIri(value) ?? value)).join(' '),
        });
      case 'territory':
        return fillQuery(fragments.territory, {
          name,
          values: chosen.map((code) => term(territoryIri(code.toUpperCase()))).join(' '),
        });
      case 'when':
        return fillQuery(fragments.when, {
          today: now.toISOString().slice(0, 10),
          datePredicates: [path(`${SCHEMA}startDate`), path(`${SCHEMA}endDate`)].join('|'),
          conditions: chosen.map((key) => whenConditions[key] ?? 'false').join(' || ') || 'false',
        });
      case 'freshness':
        return fillQuery(fragments.freshness, {
          conditions: chosen.map((key) => readWithin(key, now)).join(' || ') || 'false',
        });
    }
  }

  /** The chosen concepts, all that is narrower, and what other vocabularies call the same. */
  function conceptsOf(name: FacetName, chosen: readonly string[]): string {
    const scheme = schemeOf(name) ?? '';
    const all = concepts(scheme);
    const found = new Set(chosen.map((value) => (value.includes(':') ? value : `${VOCAB}${scheme}/${value}`)));
    for (const iri of found) for (const { iri: narrower, broader } of all) if (broader === iri) found.add(narrower);
    return [...found].flatMap(withForeign).map(term).join(' ');
  }

  const standing = {
    met: () => fillQuery(notMet, { statePredicates: path(`${OBS}exchangeState`) }),
    over: (now: Date) => fillQuery(notOver, { today: now.toISOString().slice(0, 10) }),
  };

  /** `leftOut` of needs and offers, as `bitsOf` leaves them out. */
  return (filter: Filter, now: Date, leftOut = leftOutWhen(filter)): string =>
    [
      ...facetNames.filter((name) => filter[name]?.length).map((name) => fragment(name, filter[name] ?? [], now)),
      ...(canEnd(filter.type) && !filter.ended ? leftOut.map((why) => standing[why](now)) : []),
    ]
      .filter((text) => text !== '')
      .join('\n');
}

/** Makes the writer of queries whose rows are a list's. */
export function createListSparql(parts: ListSparqlParts) {
  const conditions = createConditions(parts);
  const { path } = createForeignTerms(parts.ontology);
  return (filter: Filter, now: Date): ListSparql => ({
    query: withoutGap(
      fillQuery(list, {
        type: filter.type,
        facets: conditions(filter, now),
        namePredicates: path(`${SCHEMA}name`),
      }),
    ),
    unsaid: unsayable.filter((name) => filter[name] !== undefined),
  });
}

/** Without the empty lines that no condition leaves. */
export function withoutGap(query: string): string {
  return query.replace(/\n\n(?= )/g, '\n');
}

/** The class of a reading as `freshnessOf` has it: whole days of UTC. */
function readWithin(key: string, now: Date): string {
  const at = freshnessClasses.findIndex((one) => one.key === key);
  const [from, to] = [freshnessClasses[at], freshnessClasses[at - 1]];
  if (!from) return 'false';
  const since = (days: number) => `"${new Date((dayNumber(now) - days) * dayMs).toISOString()}"^^xsd:dateTime`;
  const conditions = [
    ...(Number.isFinite(from.days) ? [`?readAt >= ${since(from.days)}`] : []),
    ...(to ? [`?readAt < ${since(to.days)}`] : []),
  ];
  return `(${conditions.join(' && ')})`;
}

/** An IRI in angle brackets; what could end them early is percent-encoded. */
export function term(iri: string): string {
  return `<${iri.replace(/[\s<>"{}|\\^`]/g, (letter) => encodeURIComponent(letter))}>`;
}

/** Puts texts into the `{holes}` of a query. */
export function fillQuery(text: string, holes: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => holes[name] ?? hole);
}
