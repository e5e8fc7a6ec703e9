import type { DatabaseSync } from 'node:sqlite';
import { aspectsOf } from '../aspects.ts';
import type { Concepts } from '../concepts.ts';
import type { EntityType, Opening } from '../entity.ts';
import { zoneOf } from '../opening/opening-hours.ts';
import { canEnd, dayNumber, isBefore, isOpenExchange, territoriesOf, withBroader } from './facets.ts';

/** What the tables say of one entity that leads, as facets take it. */
export interface FacetRow {
  readonly id: number;
  readonly type: EntityType;
  readonly lon: number;
  readonly lat: number;
  readonly changedAt: number;
  readonly startsAt: number;
  /** Of a need, an offer or an event, the last day it holds as it says it; '' when it does not, '-' when it is met. */
  readonly standsUntil: string;
  readonly readDay: number;
  readonly zone: string;
  readonly openings: readonly Opening[] | undefined;
  /** Every value of every facet, each once. */
  readonly values: readonly (readonly [facet: string, values: readonly string[]])[];
}

/** Reads the rows; needs and offers count as they stand on `today` ("2026-11-25"). */
export interface FacetRows {
  ofType(type: EntityType, today: string): Iterable<FacetRow>;
  ofIri(iri: string, today: string): Iterable<FacetRow>;
}

type Row = Record<string, unknown>;

/** What entities are linked to, by the entity's IRI. */
interface Links {
  readonly networks: ReadonlyMap<string, readonly Row[]>;
  readonly exchanges: ReadonlyMap<string, readonly Row[]>;
}

const entities = `SELECT e.id, e.iri, e.type, e.departement, e.commune_code, e.lon, e.lat, e.starts_at, e.ends_at, e.says, e.concepts, e.hours,
  d.read_at, d.changed_at, d.license FROM entity e JOIN document d ON d.registration = e.document WHERE e.lead = 1`;
const networks = "SELECT subject, object FROM link WHERE relation = 'memberOf'";
const exchanges = `SELECT l.subject, l.relation, x.concepts, x.ends_at FROM link l CROSS JOIN entity x ON x.iri = l.object
  WHERE x.lead = 1 AND ((l.relation = 'seeks' AND x.type = 'need') OR (l.relation = 'makesOffer' AND x.type = 'offer'))`;

/** Makes the reader over the directory's tables; rows of a type come with their links read in bulk. */
export function createFacetRows(db: DatabaseSync, concepts: Concepts): FacetRows {
  const sql = {
    // In the order of the file: by the index of names every row would lie on another page.
    ofType: db.prepare(`${entities.replace('entity e JOIN', 'entity e NOT INDEXED CROSS JOIN')} AND e.type = ?`),
    networks: db.prepare(networks),
    exchanges: db.prepare(exchanges),
    ofIri: db.prepare(`${entities} AND e.iri = ?`),
    networksOf: db.prepare(`${networks} AND subject = ?`),
    exchangesOf: db.prepare(`${exchanges} AND l.subject = ?`),
  };
  const chains = new Map<string, readonly string[]>();

  function chainOf(iri: string): readonly string[] {
    const known = chains.get(iri);
    if (known) return known;
    const chain = withBroader(concepts, iri);
    // Only ours are kept: profiles can name any number of others.
    if (concepts.find(iri)) chains.set(iri, chain);
    return chain;
  }

  /** The concepts and everything broader, each once. */
  function broadened(iris: readonly string[]): readonly string[] {
    if (iris.length === 1) return chainOf(iris[0] as string);
    const all: string[] = [];
    for (const iri of iris) for (const one of chainOf(iri)) if (!all.includes(one)) all.push(one);
    return all;
  }

  function valuesOf(row: Row, links: Links, today: string): FacetRow['values'] {
    const iri = row['iri'] as string;
    const place = { departement: row['departement'] as string | null, commune: row['commune_code'] as string | null };
    const own = row['concepts'] === '{}' ? [] : Object.entries(readConcepts(row['concepts']));
    const values: [string, readonly string[]][] = own.map(([property, iris]) => [property, broadened(iris)]);
    values.push(['territory', territoriesOf(place)]);
    values.push(['says', aspectsOf(row['says'] as number, row['license'] !== null)]);
    if (canEnd(row['type'] as EntityType)) values.push(['ended', endedBy(row, today)]);
    const memberOf = links.networks.get(iri);
    if (memberOf) values.push(['network', [...new Set(memberOf.map(({ object }) => object as string))]]);
    const exchanged = links.exchanges.get(iri);
    if (!exchanged) return values;
    const resources: Record<string, string[]> = { seeks: [], makesOffer: [] };
    for (const { relation, concepts: said, ends_at: until } of exchanged) {
      const { resource = [], exchangeState = [] } = readConcepts(said);
      if (isOpenExchange({ states: exchangeState, until: until as string | null }, today))
        resources[relation as string]?.push(...resource);
    }
    values.push(['need', broadened(resources['seeks'] ?? [])], ['offer', broadened(resources['makesOffer'] ?? [])]);
    return values;
  }

  function toRow(row: Row, links: Links, today: string): FacetRow {
    return {
      id: row['id'] as number,
      type: row['type'] as EntityType,
      lon: (row['lon'] as number | null) ?? Number.NaN,
      lat: (row['lat'] as number | null) ?? Number.NaN,
      changedAt: Date.parse(row['changed_at'] as string),
      standsUntil: standsUntil(row),
      startsAt: row['starts_at'] === null ? Number.NaN : Date.parse(row['starts_at'] as string),
      readDay: dayNumber(row['read_at'] as string),
      zone: zoneOf(row['departement'] as string | null),
      openings: row['hours'] === null ? undefined : (JSON.parse(row['hours'] as string) as Opening[]),
      values: valuesOf(row, links, today),
    };
  }

  return {
    *ofType(type, today) {
      const links = { networks: bySubject(sql.networks.all()), exchanges: bySubject(sql.exchanges.all()) };
      for (const row of sql.ofType.iterate(type)) yield toRow(row, links, today);
    },
    *ofIri(iri, today) {
      const links = { networks: bySubject(sql.networksOf.all(iri)), exchanges: bySubject(sql.exchangesOf.all(iri)) };
      for (const row of sql.ofIri.all(iri)) yield toRow(row, links, today);
    },
  };
}

function bySubject(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, (row) => row['subject'] as string);
}

function readConcepts(text: unknown): Record<string, string[]> {
  return JSON.parse(text as string) as Record<string, string[]>;
}

/** Why a need or an offer no longer stands: it is met, its last day has passed. */
function endedBy(row: Row, today: string): readonly string[] {
  const until = row['ends_at'] as string | null;
  const isMet = (row['concepts'] as string).includes('/exchange-states/met"');
  return [...(isMet ? ['met'] : []), ...(until !== null && isBefore(until, today) ? ['over'] : [])];
}

function standsUntil(row: Readonly<Record<string, unknown>>): string {
  const isMet = (row['concepts'] as string).includes('/exchange-states/met"');
  return isMet ? '-' : ((row['ends_at'] as string | null) ?? '');
}
