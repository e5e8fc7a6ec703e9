import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Bilingual } from '../rdf/text.ts';
import { dayMs } from './registration.ts';

/** What happened to an entity in the eyes of readers; `hidden` and `withdrawn` entities may come `back`. */
export type ChangeKind = 'added' | 'changed' | 'hidden' | 'withdrawn' | 'back';

/** One line of the change log: written with the visit that brought it, never afterwards. */
export interface Change {
  /** Grows with every change, with gaps; never given twice. */
  readonly seq: number;
  readonly at: string;
  readonly kind: ChangeKind;
  /** What the visit met, or `left-out` when the profile stays and no longer speaks of the entity. */
  readonly reason: string;
  readonly registration: string;
  /** The address of that registration. */
  readonly url: string;
  readonly type: string;
  readonly key: string;
  readonly iri: string;
  readonly name: Bilingual;
  /** Codes of the territories that it lies in, as filters take them. */
  readonly departement: string | null;
  readonly commune: string | null;
}

/** Which lines are meant: one type, or any of some territories (département or commune codes). */
export interface ChangeFilter {
  readonly type?: string;
  readonly territories?: readonly string[];
}

/** Lines `(number - 1) × size < seq <= number × size` of the log, and between which moments they were written. */
export interface LogPart {
  readonly number: number;
  readonly from: string;
  readonly until: string;
}

/** The change log, from which feeds are made. Writes are part of the caller's transaction. */
export interface Changes {
  /**
   * Adds a line; an entity that was hidden or withdrawn is not added but `back`. A line without a name takes the name out
   * of those before it.
   */
  note(change: Omit<Change, 'seq' | 'url'>): void;
  /** Lines of `above < seq <= upTo`, the newest first. */
  read(
    filter: ChangeFilter,
    range: { readonly above?: number; readonly upTo?: number; readonly limit: number },
  ): readonly Change[];
  /** The number of the newest line; 0 when there is none. */
  readonly last: number;
  /** The log in parts of so many numbers, the oldest first; those of which nothing is kept are left out. */
  parts(size: number): readonly LogPart[];
  /** What happened to all entities of a type, the oldest line first. */
  history(type: string): Iterable<Pick<Change, 'at' | 'kind' | 'key'>>;
  /** The last thing that happened to an entity, until a moment when one is given. */
  latest(type: string, key: string, until?: string): Change | undefined;
  /** Forgets lines older than a year that a newer line about the same entity has overtaken. */
  compact(now: Date): void;
}

/** For so long every line is kept; of older ones, the last about each entity. */
export const keptMs = 365 * dayMs;
/** After every moment that is written as ours are. */
const endOfTime = '9999';

/** Opens the change log beside the registry's tables. */
export function createChanges(db: DatabaseSync): Changes {
  const select = 'SELECT c.*, r.url FROM change c JOIN registration r ON r.id = c.registration';
  const sql = {
    note: db.prepare(
      `INSERT INTO change (at, kind, reason, registration, type, key, iri, name, departement, commune)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    last: db.prepare('SELECT max(seq) AS seq FROM change'),
    parts: db.prepare(
      `SELECT (seq - 1) / CAST(?1 AS INTEGER) + 1 AS number, min(at) AS since, max(at) AS until FROM change GROUP BY 1 ORDER BY 1`,
    ),
    history: db.prepare('SELECT at, kind, key FROM change WHERE type = ? ORDER BY seq'),
    latest: db.prepare(`${select} WHERE c.type = ? AND c.key = ? AND c.at <= ? ORDER BY c.seq DESC LIMIT 1`),
    rename: db.prepare('UPDATE change SET name = ? WHERE type = ? AND key = ?'),
    compact: db.prepare(
      `DELETE FROM change WHERE at < ? AND EXISTS
         (SELECT 1 FROM change c WHERE c.type = change.type AND c.key = change.key AND c.seq > change.seq)`,
    ),
  };
  const latest = (type: string, key: string, until = endOfTime): Change | undefined => {
    const row = sql.latest.get(type, key, until);
    return row ? rowToChange(row) : undefined;
  };
  return {
    note({ at, kind, reason, registration, type, key, iri, name, departement, commune }) {
      const named = JSON.stringify(name);
      if (name.fr === '') sql.rename.run(named, type, key);
      const before = kind === 'added' ? latest(type, key)?.kind : undefined;
      const told = before === 'hidden' || before === 'withdrawn' ? 'back' : kind;
      sql.note.run(at, told, reason, registration, type, key, iri, named, departement, commune);
    },
    read({ type, territories }, { above = 0, upTo = Number.MAX_SAFE_INTEGER, limit }) {
      const conditions = ['c.seq > ? AND c.seq <= ?'];
      const values: SQLInputValue[] = [above, upTo];
      if (type) {
        conditions.push('c.type = ?');
        values.push(type);
      }
      if (territories) {
        const marks = territories.map(() => '?').join(', ');
        conditions.push(`(c.departement IN (${marks}) OR c.commune IN (${marks}))`);
        values.push(...territories, ...territories);
      }
      return db
        .prepare(`${select} WHERE ${conditions.join(' AND ')} ORDER BY c.seq DESC LIMIT ?`)
        .all(...values, limit)
        .map(rowToChange);
    },
    get last() {
      return (sql.last.get()?.['seq'] as number | null) ?? 0;
    },
    parts: (size) =>
      sql.parts.all(size).map((row) => ({
        number: row['number'] as number,
        from: row['since'] as string,
        until: row['until'] as string,
      })),
    history: (type) => sql.history.iterate(type) as Iterable<unknown> as Iterable<Pick<Change, 'at' | 'kind' | 'key'>>,
    latest,
    compact: (now) => void sql.compact.run(new Date(now.getTime() - keptMs).toISOString()),
  };
}

function rowToChange(row: Record<string, unknown>): Change {
  return {
    seq: row['seq'] as number,
    at: row['at'] as string,
    kind: row['kind'] as ChangeKind,
    reason: row['reason'] as string,
    registration: row['registration'] as string,
    url: row['url'] as string,
    type: row['type'] as string,
    key: row['key'] as string,
    iri: row['iri'] as string,
    name: JSON.parse(row['name'] as string) as Bilingual,
    departement: row['departement'] as string | null,
    commune: row['commune'] as string | null,
  };
}
