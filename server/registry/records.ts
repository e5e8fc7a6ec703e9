import type { DatabaseSync } from 'node:sqlite';
import { createEditions, type EditionOf, type Editions } from './record-editions.ts';

/** A set of somebody else's records that was imported, as it was last read. */
export interface RecordSet extends EditionOf {
  /** Name of its mapping. */
  readonly key: string;
  readonly nextAt: string | null;
  /** Readings in a row that gave nothing, and why the last one did. */
  readonly failures: number;
  readonly problem: string | null;
  readonly records: number;
}

/** One record as a profile document of ours. */
export interface StoredRecord {
  /** JSON-LD. */
  readonly document: string;
  /** SHA-256 of the document, hexadecimal. */
  readonly hash: string;
}

/** Where a record is published, by the address that those of this observatory begin with: `{base}{set}/{id}`. */
export function recordUrl(base: string, set: string, id: string): string {
  return `${base}${encodeURIComponent(set)}/${encodeURIComponent(id)}`;
}

/** The records of others that this observatory keeps and publishes as documents. Each call is part of the caller's transaction. */
export interface Records extends Editions {
  sets(): readonly RecordSet[];
  findSet(key: string): RecordSet | undefined;
  find(set: string, id: string): StoredRecord | undefined;
  /** The ids of a set in their order, so many from one on. */
  ids(set: string, offset: number, limit: number): readonly string[];
  /** When the last import was shown, of whichever set; undefined before the first. */
  lastImportAt(): string | undefined;
  /** The sets whose address is to be read again by now. */
  due(now: Date): readonly RecordSet[];
  /** Notes when a set is to be read again, and what was wrong with the last reading. */
  plan(key: string, next: Pick<RecordSet, 'nextAt' | 'failures' | 'problem'>): void;
}

/** Opens the tables of records. */
export function createRecords(db: DatabaseSync): Records {
  const shown =
    'set_key = ?1 AND since <= (SELECT edition FROM record_set WHERE key = ?1) AND (until IS NULL OR until > (SELECT edition FROM record_set WHERE key = ?1))';
  const sql = {
    sets: db.prepare('SELECT * FROM record_set WHERE edition > 0 ORDER BY key'),
    set: db.prepare('SELECT * FROM record_set WHERE edition > 0 AND key = ?'),
    record: db.prepare(`SELECT document, hash FROM record WHERE ${shown} AND id = ?2`),
    ids: db.prepare(`SELECT id FROM record WHERE ${shown} ORDER BY id LIMIT ?2 OFFSET ?3`),
    last: db.prepare('SELECT max(imported_at) AS at FROM record_set WHERE edition > 0'),
    due: db.prepare('SELECT * FROM record_set WHERE edition > 0 AND next_at <= ? ORDER BY next_at'),
    plan: db.prepare('UPDATE record_set SET next_at = ?, failures = ?, problem = ? WHERE key = ?'),
  };
  return {
    ...createEditions(db),
    sets: () => sql.sets.all().map(toSet),
    findSet(key) {
      const row = sql.set.get(key);
      return row && toSet(row);
    },
    find(set, id) {
      const row = sql.record.get(set, id);
      return row && { document: row['document'] as string, hash: row['hash'] as string };
    },
    ids: (set, offset, limit) => sql.ids.all(set, limit, offset).map((row) => row['id'] as string),
    lastImportAt: () => (sql.last.get()?.['at'] as string | null) ?? undefined,
    due: (now) => sql.due.all(now.toISOString()).map(toSet),
    plan: (key, { nextAt, failures, problem }) => {
      sql.plan.run(nextAt, failures, problem, key);
    },
  };
}

function toSet(row: Readonly<Record<string, unknown>>): RecordSet {
  return {
    key: row['key'] as string,
    description: row['description'] as string,
    report: row['report'] as string,
    importedAt: row['imported_at'] as string,
    target: row['target'] as string | null,
    nextAt: row['next_at'] as string | null,
    failures: row['failures'] as number,
    problem: row['problem'] as string | null,
    records: row['records'] as number,
  };
}
