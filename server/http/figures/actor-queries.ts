import { actorRelations } from '../../directory/actors/read-actors.ts';
import type { EntityType, Filter } from '../../directory/entity.ts';
import { predicatesOf } from '../../directory/relations.ts';
import { OBS, SCHEMA } from '../../rdf/terms.ts';
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

const templates = {
  actors: readQuery('facets/actors'),
  unscaled: readQuery('facets/unscaled'),
  ties: readQuery('facets/ties'),
  several: readQuery('figures/ecosystem'),
  tiesAmong: readQuery('figures/ties'),
  tiesByActor: readQuery('figures/ties-by-actor'),
  keyWords: readQuery('figures/key-words'),
  concept: readQuery('figures/concept'),
  projects: readQuery('figures/pooled-projects'),
};

/** Entities of several types together: those that a filter lets through, and some by their IRIs; or the latter alone. */
export interface SeveralAsked {
  readonly types: readonly EntityType[];
  /** Absent where only those named are meant. */
  readonly filter?: Omit<Filter, 'type'>;
  readonly named?: readonly string[];
  /** The key of one of their key words. */
  readonly word?: string;
  /** Only those that say no scale of action. */
  readonly unscaled?: boolean;
}

/** Writes the queries of what is counted across types of entities. */
export interface ActorQueries {
  /** Rows are the entities. */
  several(asked: SeveralAsked, now: Date): ListSparql;
  /** Rows are the pairs of them that are linked, or only those where both say so. */
  ties(asked: SeveralAsked, options: { readonly isMutual: boolean; readonly now: Date }): ListSparql;
  /** With how many of the others each is linked, or only those that are with none. */
  tiesByActor(
    asked: SeveralAsked,
    options: { readonly isAlone: boolean; readonly language: Language; readonly now: Date },
  ): ListSparql;
  /** How many have which key word, by its key. */
  keyWords(asked: SeveralAsked, now: Date): ListSparql;
  /** How many do what. */
  practices(types: readonly EntityType[], language: Language): string;
  /** Rows are the projects of a network and of its members. */
  pooledProjects(network: string): string;
}

/** Makes the writer; the ontology says what foreign vocabularies call the same. */
export function createActorQueries(parts: ListSparqlParts): ActorQueries {
  const { path, withForeign } = createForeignTerms(parts.ontology);
  const conditions = createConditions(parts);
  const list = createListSparql(parts);
  const namePredicates = path(`${SCHEMA}name`);
  /** Each predicate with its relation. */
  const relations = actorRelations.map((name) =>
    predicatesOf(name)
      .flatMap(withForeign)
      .map((iri) => `(${shortTerm(iri)} "${name}")`)
      .join(' '),
  );

  function actorsOf({ types, filter, named = [], word, unscaled }: SeveralAsked, now: Date): string {
    const values = types.map((one) => `"${one}"`).join(' ');
    const found = filter && [
      fillQuery(templates.actors, { types: values }),
      conditions({ ...filter, type: types[0] ?? 'place' }, now),
      word === undefined ? '' : `  GRAPH ?listing { ?entity obs:keyKeyword ${JSON.stringify(word)} }`,
    ];
    const given = named.length > 0 && [
      `  VALUES ?entity { ${named.map((one) => term(parts.networkIri(one) ?? one)).join(' ')} }`,
      '  GRAPH ?listing { ?entity dct:type ?type ; prov:wasDerivedFrom ?profile }',
    ];
    const blocks = [found, given].flatMap((lines) => (lines ? lines.filter(Boolean).join('\n') : []));
    const all =
      blocks.length > 1
        ? `  {\n${blocks.map((one) => indented(one, 2)).join('\n  } UNION {\n')}\n  }`
        : blocks.join('');
    return unscaled ? `${all}\n${fillQuery(templates.unscaled, { predicates: path(`${OBS}scale`) })}` : all;
  }

  function write(text: string, asked: SeveralAsked, options: { now: Date; holes?: Readonly<Record<string, string>> }) {
    const { types, filter } = asked;
    const { now, holes } = options;
    const actors = actorsOf(asked, now);
    const ties = fillQuery(templates.ties, {
      actors: indented(actors, 12),
      relations: indented(relations.join('\n'), 12),
    });
    return {
      query: withoutGap(fillQuery(text, { actors, ties, namePredicates, ...holes })),
      unsaid: list({ ...filter, type: types[0] ?? 'place' }, now).unsaid,
    };
  }

  return {
    several: (asked, now) => write(templates.several, asked, { now }),
    keyWords: (asked, now) => write(templates.keyWords, asked, { now }),
    ties: (asked, { isMutual, now }) =>
      write(templates.tiesAmong, asked, { now, holes: { condition: isMutual ? '  FILTER (?statedBy > 1)\n' : '' } }),
    tiesByActor: (asked, { isAlone, language, now }) =>
      write(templates.tiesByActor, asked, {
        now,
        holes: { language, having: isAlone ? 'HAVING (COALESCE(SAMPLE(?links), 0) = 0)\n' : '' },
      }),
    practices: (types, language) =>
      withoutGap(
        fillQuery(templates.concept, {
          type: '?type',
          facets: `  VALUES ?type { ${types.map((one) => `"${one}"`).join(' ')} }`,
          predicates: path(`${OBS}practice`),
          scheme: 'practices',
          language,
        }),
      ),
    pooledProjects: (network) =>
      fillQuery(templates.projects, {
        network,
        namePredicates,
        participant: path(`${OBS}participant`),
        participatesIn: path(`${OBS}participatesIn`),
        pools: path(`${OBS}pools`),
      }),
  };
}

/** As the queries of ties begin: addresses have an end. */
const prefixes = {
  foaf: 'http://xmlns.com/foaf/0.1/',
  obs: OBS,
  org: 'http://www.w3.org/ns/org#',
  pair: 'http://virtual-assembly.org/ontologies/pair#',
  schema: SCHEMA,
} as const;

function shortTerm(iri: string): string {
  const [prefix, start] = Object.entries(prefixes).find(([, one]) => iri.startsWith(one)) ?? [];
  const local = start && iri.slice(start.length);
  return local && /^\w+$/.test(local) ? `${prefix}:${local}` : term(iri);
}

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}
