import type { DatabaseSync } from 'node:sqlite';
import { zstdDecompressSync } from 'node:zlib';
import type { Registration } from './registration.ts';
import { rowToRegistration } from './registration-row.ts';

/** The whole dataset as readers saw it at a moment (ISO 8601, UTC), from the versions that are kept of every profile. */
export interface PastStates {
  /** When the first version of all was read; undefined while there is none. */
  readonly first: string | undefined;
  /** The last moment until then at which anything was changed: between two of these, all moments are alike. */
  lastChange(moment: string): string | undefined;
  /** Changes whenever something of the past may no longer be told: a person left, or the suppression list is another one. */
  readonly mayBeTold: string;
  /**
   * What was shown then; each registration as if it had just been read. Of a profile that was hidden or withdrawn for a time
   * more than a year ago, the log may have forgotten that: it is then told as shown.
   */
  shownAt(moment: string): Iterable<{ readonly registration: Registration; readonly nquads: string }>;
}

/** Opens the past beside the registry's tables, which must be there. */
export function createPastStates(db: DatabaseSync): PastStates {
  const sql = {
    first: db.prepare('SELECT min(at) AS at FROM version'),
    lastChange: db.prepare(
      `SELECT max(at) AS at FROM (SELECT max(at) AS at FROM version WHERE at <= ?1
         UNION ALL SELECT max(at) FROM change WHERE at <= ?1)`,
    ),
    mayBeTold: db.prepare(
      `SELECT (SELECT max(seq) FROM change WHERE type = 'person' AND kind IN ('withdrawn', 'hidden')) AS person,
         (SELECT group_concat(fingerprint) FROM suppression) AS suppressed`,
    ),
    // The other columns of a row with max() are those of the row that has it (https://www.sqlite.org/lang_select.html#bareagg).
    gone: db.prepare(
      `SELECT registration, kind, max(seq) FROM change WHERE at <= ? AND reason <> 'left-out' GROUP BY registration`,
    ),
    versions: db.prepare(
      `SELECT r.*, v.at AS version_at, c.nquads FROM (SELECT registration, hash, max(at) AS at FROM version
         WHERE at <= ? GROUP BY registration) v
       JOIN registration r ON r.id = v.registration JOIN content c ON c.hash = v.hash`,
    ),
  };
  const momentIn = (row: Record<string, unknown> | undefined) => (row?.['at'] as string | null) ?? undefined;
  return {
    get first() {
      return momentIn(sql.first.get());
    },
    get mayBeTold() {
      return JSON.stringify(sql.mayBeTold.get());
    },
    lastChange: (moment) => momentIn(sql.lastChange.get(moment)),
    *shownAt(moment) {
      const gone = new Set(
        sql.gone
          .all(moment)
          .flatMap(({ registration, kind }) =>
            kind === 'hidden' || kind === 'withdrawn' ? [registration as string] : [],
          ),
      );
      for (const row of sql.versions.iterate(moment)) {
        const registration = rowToRegistration(row);
        if (gone.has(registration.id)) continue;
        const at = row['version_at'] as string;
        yield {
          registration: {
            ...registration,
            status: 'listed',
            shown: true,
            readAt: at,
            changedAt: at,
            withdrawnAt: null,
          },
          nquads: zstdDecompressSync(row['nquads'] as Uint8Array).toString('utf8'),
        };
      }
    },
  };
}
