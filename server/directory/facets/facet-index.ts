import type { DatabaseSync } from 'node:sqlite';
import type { Concepts } from '../concepts.ts';
import type { EntityType } from '../entity.ts';
import { entityTypes } from '../entity.ts';
import type { Bits } from './bits.ts';
import { emptyBits, setBit } from './bits.ts';
import type { FacetRow } from './facet-rows.ts';
import { createFacetRows } from './facet-rows.ts';
import type { FacetTable, GrowingTable } from './facet-table.ts';
import { createFacetTable } from './facet-table.ts';
import { dayNumber } from './facets.ts';

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

/** Makes the index over the directory's tables; it reads them at the first question. */
export function createFacetIndex(db: DatabaseSync, concepts: Concepts, now: () => Date): FacetIndex {
  const rows = createFacetRows(db, concepts);
  const sql = {
    touched: db.prepare(
      `SELECT e.id, i.iri FROM (SELECT iri FROM entity WHERE document = ?1 UNION SELECT subject FROM link WHERE document = ?1
         UNION SELECT iri FROM pointer WHERE document = ?1
         UNION SELECT m.iri FROM entity l JOIN merged m ON m.leader = l.iri WHERE l.document = ?1
         UNION SELECT object FROM link WHERE document = ?1 AND relation = 'sameAs'
         UNION SELECT l.subject FROM entity o JOIN link l ON l.object = o.iri
           WHERE o.document = ?1 AND l.relation IN ('seeks', 'makesOffer')) i LEFT JOIN entity e ON e.iri = i.iri`,
    ),
    reading: db.prepare(
      'SELECT e.id, d.read_at FROM document d JOIN entity e ON e.document = d.registration WHERE d.registration = ?',
    ),
    // Dates may be a month or a year only: see `isBefore`.
    overtaken: db.prepare(
      `WITH x AS (SELECT id, iri FROM entity WHERE lead = 1 AND type IN ('need', 'offer') AND ends_at IS NOT NULL
         AND (substr(ends_at, 1, 10) < substr(?1, 1, length(ends_at))) <> (substr(ends_at, 1, 10) < substr(?2, 1, length(ends_at))))
       SELECT iri, id FROM x
       UNION SELECT l.subject, e.id FROM x JOIN link l ON l.object = x.iri JOIN entity e ON e.iri = l.subject
         WHERE l.relation IN ('seeks', 'makesOffer')`,
    ),
  };
  /** By type, read at the first question about it. */
  let tables: (GrowingTable | undefined)[] = [];
  let slots = new Map<number, Slot>();
  let isForgotten = true;
  let today = '';
  let revision = 0;
  const staleIris = new Set<string>();
  const staleIds = new Set<number>();
  const staleReadings = new Set<string>();

  function add(table: GrowingTable, row: FacetRow): void {
    slots.set(row.id, { type: entityTypes.indexOf(row.type), slot: table.add(row) });
  }

  function load(type: EntityType): GrowingTable {
    const table = createFacetTable();
    for (const row of rows.ofType(type, today)) add(table, row);
    tables[entityTypes.indexOf(type)] = table;
    return table;
  }

  function replaceStale(): void {
    const gone = tables.map((table) => emptyBits(table?.ids.length ?? 0));
    for (const id of staleIds) {
      const at = slots.get(id);
      if (!at) continue;
      slots.delete(id);
      setBit(gone[at.type] as Bits, at.slot);
      tables[at.type]?.free(at.slot);
    }
    for (const [type, table] of tables.entries()) table?.sweep(gone[type] as Bits);
    for (const iri of staleIris)
      for (const row of rows.ofIri(iri, today)) {
        const table = tables[entityTypes.indexOf(row.type)];
        if (table) add(table, row);
      }
  }

  function refreshReadings(): void {
    for (const document of staleReadings)
      for (const row of sql.reading.all(document)) {
        const at = slots.get(row['id'] as number);
        if (at) tables[at.type]?.readAgain(at.slot, dayNumber(row['read_at'] as string));
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
