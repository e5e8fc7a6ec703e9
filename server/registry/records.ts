import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** A set of somebody else's records that was imported, as it was last read. */
export interface RecordSet {
  /** Name of its mapping. */
  readonly key: string;
  /** Title, credit, licence and where the set comes from, as JSON. */
  readonly description: string;
  /** What the last import lost, as JSON. */
  readonly report: string;
  readonly importedAt: string;
  /** The web address that the set is read at again; null for one that came as a file. */
  readonly target: string | null;
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

/** What an import changes, by the ids of its records. */
export interface RecordChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** The records of others that this observatory keeps and publishes as documents. Each call is part of the caller's transaction. */
export interface Records {
  sets(): readonly RecordSet[];
  findSet(key: string): RecordSet | undefined;
  find(set: string, id: string): StoredRecord | undefined;
  /** The ids of a set in their order, so many from one on. */
  ids(set: string, offset: number, limit: number): readonly string[];
  /** What putting these documents (by id) in place of a set's would change. */
  compare(set: string, documents: ReadonlyMap<string, string>): RecordChanges;
  /** The sets whose address is to be read again by now. */
  due(now: Date): readonly RecordSet[];
  /** Notes when a set is to be read again, and what was wrong with the last reading. */
  plan(key: string, next: Pick<RecordSet, 'nextAt' | 'failures' | 'problem'>): void;
  replace(
    set: Pick<RecordSet, 'key' | 'description' | 'report' | 'importedAt' | 'target'>,
    documents: ReadonlyMap<string, string>,
  ): void;
}

/** Opens the tables of records. */
export function createRecords(db: DatabaseSync): Records {
  const counted = 'SELECT s.*, (SELECT count(*) FROM record r WHERE r.set_key = s.key) AS records FROM record_set s';
  const sql = {
    sets: db.prepare(`${counted} ORDER BY s.key`),
    set: db.prepare(`${counted} WHERE s.key = ?`),
    record: db.prepare('SELECT document, hash FROM record WHERE set_key = ? AND id = ?'),
    ids: db.prepare('SELECT id FROM record WHERE set_key = ? ORDER BY id LIMIT ? OFFSET ?'),
    hashes: db.prepare('SELECT id, hash FROM record WHERE set_key = ?'),
    saveSet: db.prepare(
      `INSERT INTO record_set (key, description, report, imported_at, target) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET description = excluded.description, report = excluded.report,
         imported_at = excluded.imported_at, target = excluded.target, next_at = NULL, failures = 0, problem = NULL`,
    ),
    save: db.prepare(
      `INSERT INTO record (set_key, id, document, hash) VALUES (?, ?, ?, ?)
       ON CONFLICT (set_key, id) DO UPDATE SET document = excluded.document, hash = excluded.hash`,
    ),
    due: db.prepare(`${counted} WHERE s.next_at <= ? ORDER BY s.next_at`),
    plan: db.prepare('UPDATE record_set SET next_at = ?, failures = ?, problem = ? WHERE key = ?'),
    remove: db.prepare('DELETE FROM record WHERE set_key = ? AND id = ?'),
  };

  function compare(set: string, documents: ReadonlyMap<string, string>): RecordChanges {
    const before = new Map(sql.hashes.all(set).map((row) => [row['id'] as string, row['hash'] as string]));
    const ids = [...documents.keys()];
    return {
      added: ids.filter((id) => !before.has(id)),
      changed: ids.filter((id) => before.has(id) && before.get(id) !== hashOf(documents.get(id) ?? '')),
      removed: [...before.keys()].filter((id) => !documents.has(id)),
    };
  }

  return {
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
    compare,
    due: (now) => sql.due.all(now.toISOString()).map(toSet),
    plan: (key, { nextAt, failures, problem }) => {
      sql.plan.run(nextAt, failures, problem, key);
    },
    replace({ key, description, report, importedAt, target }, documents) {
      const { added, changed, removed } = compare(key, documents);
      sql.saveSet.run(key, description, report, importedAt, target);
      for (const id of [...added, ...changed]) {
        const document = documents.get(id) ?? '';
        sql.save.run(key, id, document, hashOf(document));
      }
      for (const id of removed) sql.remove.run(key, id);
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

function hashOf(document: string): string {
  return hash('sha256', document);
}
