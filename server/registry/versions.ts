import type { DatabaseSync } from 'node:sqlite';
import { zstdDecompressSync } from 'node:zlib';

/** One conforming graph of a registration, and since when it was that. */
export interface Version {
  readonly at: string;
  /** Canonical hash of the graph. */
  readonly hash: string;
}

/** Past states of profiles. */
export interface Versions {
  /** All that were kept of a registration, the oldest first. */
  all(id: string): readonly Version[];
  /** The one that held at a moment; undefined when it was read for the first time later. */
  at(id: string, moment: string): Version | undefined;
  /** The N-Quads of one, without graph names. */
  content(version: Version): string;
}

/** Opens the kept versions beside the registry's tables, which must be there. */
export function createVersions(db: DatabaseSync): Versions {
  const sql = {
    all: db.prepare('SELECT at, hash FROM version WHERE registration = ? ORDER BY at'),
    at: db.prepare('SELECT at, hash FROM version WHERE registration = ? AND at <= ? ORDER BY at DESC LIMIT 1'),
    content: db.prepare('SELECT nquads FROM content WHERE hash = ?'),
  };
  const toVersion = (row: Record<string, unknown>): Version => ({
    at: row['at'] as string,
    hash: row['hash'] as string,
  });
  return {
    all: (id) => sql.all.all(id).map(toVersion),
    at(id, moment) {
      const row = sql.at.get(id, moment);
      return row && toVersion(row);
    },
    content({ hash }) {
      const row = sql.content.get(hash);
      if (!row) throw new Error(`the graph ${hash} of a kept version is not there`);
      return zstdDecompressSync(row['nquads'] as Uint8Array).toString('utf8');
    },
  };
}
