import type { DatabaseSync } from 'node:sqlite';
import type { Bits, Postings } from './bits.ts';
import { addTo, emptyBits, emptyPostings, removeAll, setBit } from './bits.ts';
import type { Concepts } from './concepts.ts';
import type { EntityType, Opening } from './entity.ts';
import { entityTypes } from './entity.ts';
import { dayNumber, isOpenExchange, territoriesOf, withBroader } from './facets.ts';
import { type OpenSpans, openSpans, zoneOf } from './opening-hours.ts';

/** The entities of one type by slot, a small number each, with what lists filter, count and order by. */
export interface FacetTable {
  /** `entity.id` of each slot, 0 where it is free. */
  readonly ids: readonly number[];
  readonly live: Postings;
  /** Who has a value, by facet (a concept's by its property) and value. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, Postings>>;
  /** In degrees, NaN where unknown. */
  readonly lon: readonly number[];
  readonly lat: readonly number[];
  /** Milliseconds since 1970: when its document last changed, and when it begins (NaN). */
  readonly changedAt: readonly number[];
  readonly startsAt: readonly number[];
  /** When its document was last read (`dayNumber`). */
  readonly readDay: readonly number[];
  readonly hours: ReadonlyMap<number, Hours>;
}

/** When an entity is open, on the clocks of its time zone. */
export interface Hours {
  readonly zone: string;
  readonly openings: readonly Opening[];
  spansOn(date: string): OpenSpans;
}

/** Where an entity of the tables stands: `type` indexes `entityTypes`. */
export interface Slot {
  readonly type: number;
  readonly slot: number;
}

/**
 * What lists filter and count by, in memory: 1,000,000 places are filtered and counted in milliseconds, where the tables
 * would take seconds. It follows the tables: what was touched is read again before the next answer, so that a write that
 * is rolled back leaves no trace.
 */
export interface FacetIndex {
  table(type: EntityType): FacetTable;
  /** Where `entity.id` stands, when it leads. */
  slotOf(id: number): Slot | undefined;
  /** To be called before and after a document's rows change. */
  touch(document: string): void;
  /** To be called when a document was read again and had not changed. */
  touchReading(document: string): void;
  /** Reads all of it again before the next answer. */
  reset(): void;
  /** Reads what was touched; grows when something was. */
  revision(): number;
}

interface MutableTable extends FacetTable {
  readonly ids: number[];
  readonly free: number[];
  readonly values: Map<string, Map<string, Postings>>;
  readonly lon: number[];
  readonly lat: number[];
  readonly changedAt: number[];
  readonly startsAt: number[];
  readonly readDay: number[];
  readonly hours: Map<number, Hours>;
}

const rowsOf = `SELECT e.id, e.iri, e.type, e.departement, e.commune_code, e.lon, e.lat, e.starts_at, e.concepts, e.hours,
  d.read_at, d.changed_at FROM entity e JOIN document d ON d.registration = e.document WHERE e.lead = 1`;
const networksOf = "SELECT subject, object FROM link WHERE relation = 'memberOf'";
const exchangesOf = `SELECT l.subject, l.relation, x.concepts, x.ends_at FROM link l CROSS JOIN entity x ON x.iri = l.object
  WHERE x.lead = 1 AND ((l.relation = 'seeks' AND x.type = 'need') OR (l.relation = 'makesOffer' AND x.type = 'offer'))`;

/** Makes the index over the directory's tables; it reads them at the first question. */
export function createFacetIndex(db: DatabaseSync, concepts: Concepts, now: () => Date): FacetIndex {
  const sql = {
    rows: db.prepare(`${rowsOf} AND e.type = ?`),
    networks: db.prepare(networksOf),
    exchanges: db.prepare(exchangesOf),
    rowsOfOne: db.prepare(`${rowsOf} AND e.iri = ?`),
    networksOfOne: db.prepare(`${networksOf} AND subject = ?`),
    exchangesOfOne: db.prepare(`${exchangesOf} AND l.subject = ?`),
    touched: db.prepare(
      `SELECT e.id, i.iri FROM (SELECT iri FROM entity WHERE document = ?1 UNION SELECT subject FROM link WHERE document = ?1
         UNION SELECT iri FROM pointer WHERE document = ?1
         UNION SELECT l.subject FROM entity o JOIN link l ON l.object = o.iri
           WHERE o.document = ?1 AND l.relation IN ('seeks', 'makesOffer')) i LEFT JOIN entity e ON e.iri = i.iri`,
    ),
    reading: db.prepare(
      'SELECT e.id, d.read_at FROM document d JOIN entity e ON e.document = d.registration WHERE d.registration = ?',
    ),
    // Dates may be a month or a year only: see `isBefore`.
    overtaken: db.prepare(
      `SELECT l.subject AS iri, e.id FROM entity x JOIN link l ON l.object = x.iri JOIN entity e ON e.iri = l.subject
       WHERE x.lead = 1 AND x.type IN ('need', 'offer') AND x.ends_at IS NOT NULL AND l.relation IN ('seeks', 'makesOffer')
         AND (substr(x.ends_at, 1, 10) < substr(?1, 1, length(x.ends_at))) <> (substr(x.ends_at, 1, 10) < substr(?2, 1, length(x.ends_at)))`,
    ),
  };
  /** By type, read at the first question about it. */
  let tables: (MutableTable | undefined)[] = [];
  let slots = new Map<number, Slot>();
  let isForgotten = true;
  let today = '';
  let revision = 0;
  const staleIris = new Set<string>();
  const staleIds = new Set<number>();
  const staleReadings = new Set<string>();
  const chains = new Map<string, readonly string[]>();

  const chainOf = (iri: string) => {
    const known = chains.get(iri);
    if (known) return known;
    const chain = withBroader(concepts, iri);
    // Only ours are kept: profiles can name any number of others.
    if (concepts.find(iri)) chains.set(iri, chain);
    return chain;
  };

  function add(table: MutableTable, type: number, { row, links }: { row: Row; links: Links }): void {
    const slot = table.free.pop() ?? table.ids.length;
    const id = row['id'] as number;
    slots.set(id, { type, slot });
    table.ids[slot] = id;
    table.lon[slot] = (row['lon'] as number | null) ?? Number.NaN;
    table.lat[slot] = (row['lat'] as number | null) ?? Number.NaN;
    table.changedAt[slot] = Date.parse(row['changed_at'] as string);
    table.startsAt[slot] = row['starts_at'] === null ? Number.NaN : Date.parse(row['starts_at'] as string);
    table.readDay[slot] = dayNumber(row['read_at'] as string);
    const departement = row['departement'] as string | null;
    if (row['hours'] !== null)
      table.hours.set(slot, hoursOf(JSON.parse(row['hours'] as string) as Opening[], zoneOf(departement)));
    addTo(table.live, slot);
    for (const [facet, values] of valuesOf(row, links))
      for (const value of values) addTo(postingsOf(table, facet, value), slot);
  }

  /** Every value of every facet that the tables know, each once. */
  function valuesOf(row: Row, { networks, exchanges }: Links): [string, ReadonlySet<string>][] {
    const broadened = (iris: readonly string[]) => new Set(iris.flatMap(chainOf));
    const iri = row['iri'] as string;
    const departement = row['departement'] as string | null;
    const own = row['concepts'] === '{}' ? [] : Object.entries(readConcepts(row['concepts']));
    const values: [string, ReadonlySet<string>][] = own.map(([property, iris]) => [property, broadened(iris)]);
    values.push(['territory', new Set(territoriesOf({ departement, commune: row['commune_code'] as string | null }))]);
    const member = networks.get(iri);
    if (member) values.push(['network', new Set(member.map(({ object }) => object as string))]);
    const exchanged = exchanges.get(iri);
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

  function load(type: EntityType): MutableTable {
    const table = emptyTable();
    const typeIndex = entityTypes.indexOf(type);
    const links = { networks: bySubject(sql.networks.all()), exchanges: bySubject(sql.exchanges.all()) };
    for (const row of sql.rows.iterate(type)) add(table, typeIndex, { row, links });
    tables[typeIndex] = table;
    return table;
  }

  function replaceStale(): void {
    const gone = tables.map((table) => emptyBits(table?.ids.length ?? 0));
    for (const id of staleIds) {
      const at = slots.get(id);
      if (!at) continue;
      slots.delete(id);
      setBit(gone[at.type] as Bits, at.slot);
      const table = tables[at.type] as MutableTable;
      table.ids[at.slot] = 0;
      table.hours.delete(at.slot);
      table.free.push(at.slot);
    }
    for (const [type, table] of tables.entries()) {
      const left = gone[type] as Bits;
      if (!table || left.every((word) => word === 0)) continue;
      removeAll(table.live, left);
      for (const values of table.values.values())
        for (const [value, postings] of values) {
          removeAll(postings, left);
          if (postings.size === 0) values.delete(value);
        }
    }
    for (const iri of staleIris)
      for (const row of sql.rowsOfOne.all(iri)) {
        const type = entityTypes.indexOf(row['type'] as EntityType);
        const table = tables[type];
        const links = {
          networks: bySubject(sql.networksOfOne.all(iri)),
          exchanges: bySubject(sql.exchangesOfOne.all(iri)),
        };
        if (table) add(table, type, { row, links });
      }
  }

  function refreshReadings(): void {
    for (const document of staleReadings)
      for (const row of sql.reading.all(document)) {
        const at = slots.get(row['id'] as number);
        if (at) (tables[at.type] as MutableTable).readDay[at.slot] = dayNumber(row['read_at'] as string);
      }
  }

  function forget(): void {
    tables = [];
    slots = new Map();
    isForgotten = true;
  }

  function refresh(): void {
    const day = now().toISOString().slice(0, 10);
    if (tables.length > 0 && day !== today)
      for (const row of sql.overtaken.all(today, day)) {
        staleIris.add(row['iri'] as string);
        staleIds.add(row['id'] as number);
      }
    today = day;
    if (!isForgotten && staleIris.size + staleReadings.size === 0) return;
    revision++;
    // Reading all again costs less than replacing a large part one by one.
    if (staleIris.size > 1000 + slots.size / 4) forget();
    if (staleIris.size > 0) replaceStale();
    refreshReadings();
    staleIris.clear();
    staleIds.clear();
    staleReadings.clear();
    isForgotten = false;
  }

  return {
    table(type) {
      refresh();
      return tables[entityTypes.indexOf(type)] ?? load(type);
    },
    slotOf: (id) => slots.get(id),
    touch(document) {
      if (tables.length === 0) return;
      for (const row of sql.touched.all(document)) {
        staleIris.add(row['iri'] as string);
        if (row['id'] !== null) staleIds.add(row['id'] as number);
      }
    },
    touchReading(document) {
      if (tables.length > 0) staleReadings.add(document);
    },
    reset: forget,
    revision() {
      refresh();
      return revision;
    },
  };
}

type Row = Record<string, unknown>;

/** What entities are linked to, by the entity's IRI. */
interface Links {
  readonly networks: ReadonlyMap<string, readonly Row[]>;
  readonly exchanges: ReadonlyMap<string, readonly Row[]>;
}

function bySubject(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, (row) => row['subject'] as string);
}

/** The spans of a day are worked out once, at the day's first question. */
function hoursOf(openings: readonly Opening[], zone: string): Hours {
  let day = '';
  let spans: OpenSpans = [];
  return {
    zone,
    openings,
    spansOn(date) {
      if (date !== day) spans = openSpans(openings, date);
      day = date;
      return spans;
    },
  };
}

function emptyTable(): MutableTable {
  return {
    ids: [],
    free: [],
    live: emptyPostings(),
    values: new Map(),
    lon: [],
    lat: [],
    changedAt: [],
    startsAt: [],
    readDay: [],
    hours: new Map(),
  };
}

function postingsOf(table: MutableTable, facet: string, value: string): Postings {
  const values = table.values.get(facet) ?? new Map<string, Postings>();
  table.values.set(facet, values);
  const postings = values.get(value) ?? emptyPostings();
  values.set(value, postings);
  return postings;
}

function readConcepts(text: unknown): Record<string, string[]> {
  return JSON.parse(text as string) as Record<string, string[]>;
}
