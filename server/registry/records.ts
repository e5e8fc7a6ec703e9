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
  readonly records: number;
}

/** One record as a profile document of ours. */
export interface StoredRecord {
  /** JSON-LD. */
  readonly document: string;
  /** SHA-256 of the document, hexadecimal. */
  readonly hash: string;
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
  replace(set: Omit<RecordSet, 'records'>, documents: ReadonlyMap<string, string>): void;
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
      `INSERT INTO record_set (key, description, report, imported_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET description = excluded.description, report = excluded.report, imported_at = excluded.imported_at`,
    ),
    save: db.prepare(
      `INSERT INTO record (set_key, id, document, hash) VALUES (?, ?, ?, ?)
       ON CONFLICT (set_key, id) DO UPDATE SET document = excluded.document, hash = excluded.hash`,
    ),
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
    replace({ key, description, report, importedAt }, documents) {
      const { added, changed, removed } = compare(key, documents);
      sql.saveSet.run(key, description, report, importedAt);
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
    records: row['records'] as number,
  };
}

function hashOf(document: string): string {
  return hash('sha256', document);
}
