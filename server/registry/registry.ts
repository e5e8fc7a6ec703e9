import { readFileSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { given } from '../rdf/given.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { Registration, Status } from './registration.ts';
import { dayMs, maxIntervalMs, newRegistration } from './registration.ts';
import { registrationColumns, rowToRegistration } from './registration-row.ts';

/** One processed visit: what was met (a stable word) and its telling in both languages. */
export interface VisitRecord {
  readonly at: string;
  readonly outcome: string;
  readonly detail: Bilingual;
  /** Milliseconds that the sites took to answer, our own waiting left out; absent when none was asked. */
  readonly siteMs?: number;
}

/** The last check of a profile, as stored; `findings` is what the validation room said, kept as it is. */
export interface StoredReport<Finding = unknown> {
  readonly at: string;
  readonly conforms: boolean;
  readonly findings: readonly Finding[];
}

/** Remembers registrations, visits, versions, reports and due dates. Each call is part of the caller's transaction. */
export interface Registry {
  /** Returns the registration of the URL, made now if it was unknown; a withdrawn or merely discovered one becomes pending. */
  register(url: string, options: { readonly source: string; readonly at: Date }): Registration;
  find(id: string): Registration | undefined;
  findByUrl(url: string): Registration | undefined;
  list(options: { readonly status?: Status; readonly page: number; readonly size: number }): {
    readonly total: number;
    readonly items: readonly Registration[];
  };
  /**
   * Registrations whose date has come, the longest waiting first; then those whose date is further away than any visit
   * is put off, which only a clock that was wrong can have set. The first are those that come after `seen`, if given: of
   * two with the same date, the one that was registered first.
   */
  due(now: Date, limit: number, seen?: Pick<Registration, 'id' | 'nextVisitAt'>): readonly Registration[];
  /** How many are due. */
  countDue(now: Date): number;
  /** Keeps a registration; with its kept form `before`, only what differs is written. */
  save(registration: Registration, before?: Registration): void;
  /** Registrations that were read from a source with a channel of its changes, the first registered first. */
  withChannel(limit: number): readonly Registration[];
  /** Remembers a visit, and forgets those of the registration before its last 20. */
  addVisit(id: string, visit: VisitRecord): void;
  /** The latest visits, newest first. */
  visits(id: string, limit: number): readonly VisitRecord[];
  /** Keeps a conforming graph (N-Quads without graph names) as the version that began at `at`. */
  addVersion(id: string, version: { readonly hash: string; readonly nquads: string; readonly at: string }): void;
  /** The N-Quads of a content by its hash. */
  content(hash: string): string | undefined;
  saveReport(id: string, report: StoredReport): void;
  report(id: string): StoredReport | undefined;
  /** Number of registrations by status, zeros included. */
  counts(): Readonly<Record<Status, number>>;
  /** Statements of all graphs that are part of the answers now. */
  countQuads(): number;
  /** Every graph that is part of the answers now. */
  shown(): Iterable<{ readonly registration: Registration; readonly nquads: string }>;
}

/** Visits remembered for each registration, so that the file does not grow for ever. */
export const keptVisits = 20;

const statuses: readonly Status[] = [
  'discovered',
  'pending',
  'listed',
  'signpost',
  'invalid',
  'unreachable',
  'withdrawn',
];

/** Opens the registry on a database, making its tables where they are missing. */
export function createRegistry<Finding = unknown>(db: DatabaseSync): Registry {
  db.exec(readFileSync(new URL('schema.sql', import.meta.url), 'utf8'));
  const names = registrationColumns.map(({ name }) => name);
  // The identity of a row is not set again: it would make SQLite look for what refers to it, in every table.
  const settable = registrationColumns.filter(({ name }) => name !== 'id' && name !== 'url');
  const sql = {
    upsert: db.prepare(
      `INSERT INTO registration (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
       ON CONFLICT (id) DO UPDATE SET ${settable.map(({ name }) => `${name} = excluded.${name}`).join(', ')}`,
    ),
    find: db.prepare('SELECT * FROM registration WHERE id = ?'),
    findByUrl: db.prepare('SELECT * FROM registration WHERE url = ?'),
    withChannel: db.prepare(
      `SELECT * FROM registration WHERE status IN ('listed', 'signpost') AND sources LIKE '%"channel":%'
       ORDER BY registered_at, id LIMIT ?`,
    ),
    countDue: db.prepare('SELECT count(*) AS n FROM registration WHERE next_visit_at <= ?1 OR next_visit_at > ?2'),
    addVisit: db.prepare('INSERT INTO visit (registration, at, outcome, detail, site_ms) VALUES (?, ?, ?, ?, ?)'),
    forgetVisits: db.prepare(
      `DELETE FROM visit WHERE registration = ?1
         AND id <= (SELECT id FROM visit WHERE registration = ?1 ORDER BY id DESC LIMIT 1 OFFSET ${keptVisits})`,
    ),
    visits: db.prepare(
      'SELECT at, outcome, detail, site_ms FROM visit WHERE registration = ? ORDER BY id DESC LIMIT ?',
    ),
    addContent: db.prepare('INSERT INTO content (hash, quads, nquads) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
    addVersion: db.prepare('INSERT INTO version (registration, at, hash) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
    content: db.prepare('SELECT nquads FROM content WHERE hash = ?'),
    saveReport: db.prepare(
      `INSERT INTO report (registration, at, conforms, findings) VALUES (?, ?, ?, ?)
       ON CONFLICT (registration) DO UPDATE SET at = excluded.at, conforms = excluded.conforms, findings = excluded.findings`,
    ),
    report: db.prepare('SELECT at, conforms, findings FROM report WHERE registration = ?'),
    counts: db.prepare('SELECT status, count(*) AS count FROM registration GROUP BY status'),
    quads: db.prepare(
      'SELECT sum(c.quads) AS quads FROM registration r JOIN content c ON c.hash = r.graph_hash WHERE r.shown = 1',
    ),
  };
  const dueWithin = new Map<number, StatementSync>();
  /** With its limit written out: SQLite would plan a statement anew each time that a limit is bound to it. */
  function due(limit: number): StatementSync {
    const known = dueWithin.get(limit);
    if (known) return known;
    const prepared = db.prepare(
      `SELECT * FROM (SELECT * FROM registration WHERE next_visit_at <= ?1
         AND (next_visit_at, rowid) > (?3, ifnull((SELECT rowid FROM registration WHERE id = ?4), 0))
         ORDER BY next_visit_at, rowid LIMIT ${Math.trunc(limit)})
       UNION ALL
       SELECT * FROM (SELECT * FROM registration WHERE next_visit_at > ?2
         ORDER BY next_visit_at, rowid LIMIT ${Math.trunc(limit)}) LIMIT ${Math.trunc(limit)}`,
    );
    dueWithin.set(limit, prepared);
    return prepared;
  }
  const optional = (row: Record<string, unknown> | undefined) => (row ? rowToRegistration(row) : undefined);
  /** One statement for each set of columns that visits change together. */
  const updates = new Map<string, StatementSync>();

  function save(registration: Registration, before?: Registration): void {
    if (!before) {
      sql.upsert.run(...registrationColumns.map(({ of }) => of(registration)));
      return;
    }
    const changed = settable.filter(({ of }) => of(registration) !== of(before));
    if (changed.length === 0) return;
    const set = changed.map(({ name }) => `${name} = ?`).join(', ');
    const update = updates.get(set) ?? db.prepare(`UPDATE registration SET ${set} WHERE id = ?`);
    updates.set(set, update);
    update.run(...changed.map(({ of }) => of(registration)), registration.id);
  }

  return {
    register(url, { source, at }) {
      const known = optional(sql.findByUrl.get(url));
      if (known && known.status !== 'withdrawn' && known.status !== 'discovered') return known;
      const registration: Registration = known
        ? {
            ...known,
            status: 'pending',
            nextVisitAt: at.toISOString(),
            failures: 0,
            streaks: [],
            failingSince: null,
            withdrawnAt: null,
          }
        : newRegistration(url, source, at);
      save(registration);
      return registration;
    },
    find: (id) => optional(sql.find.get(id)),
    findByUrl: (url) => optional(sql.findByUrl.get(url)),
    list({ status, page, size }) {
      const where = status ? 'WHERE status = ?' : '';
      const values = status ? [status] : [];
      const total = db.prepare(`SELECT count(*) AS n FROM registration ${where}`).get(...values)?.['n'] as number;
      const rows = db
        .prepare(`SELECT * FROM registration ${where} ORDER BY registered_at DESC, id LIMIT ? OFFSET ?`)
        .all(...values, size, (page - 1) * size);
      return { total, items: rows.map(rowToRegistration) };
    },
    due: (now, limit, seen) =>
      due(limit)
        .all(now.toISOString(), beyondReason(now), seen?.nextVisitAt ?? '', seen?.id ?? '')
        .map(rowToRegistration),
    countDue: (now) => sql.countDue.get(now.toISOString(), beyondReason(now))?.['n'] as number,
    save,
    withChannel: (limit) => sql.withChannel.all(limit).map(rowToRegistration),
    addVisit(id, { at, outcome, detail, siteMs }) {
      sql.addVisit.run(id, at, outcome, JSON.stringify(detail), siteMs === undefined ? null : Math.round(siteMs));
      sql.forgetVisits.run(id);
    },
    visits: (id, limit) =>
      sql.visits.all(id, limit).map((row) => ({
        at: row['at'] as string,
        outcome: row['outcome'] as string,
        detail: JSON.parse(row['detail'] as string) as Bilingual,
        ...given('siteMs', (row['site_ms'] as number | null) ?? undefined),
      })),
    addVersion(id, { hash, nquads, at }) {
      sql.addContent.run(hash, countLines(nquads), zstdCompressSync(Buffer.from(nquads)));
      sql.addVersion.run(id, at, hash);
    },
    content: (hash) => {
      const row = sql.content.get(hash);
      return row ? decompress(row['nquads']) : undefined;
    },
    saveReport: (id, report) =>
      void sql.saveReport.run(id, report.at, report.conforms ? 1 : 0, JSON.stringify(report.findings)),
    report: (id) => {
      const row = sql.report.get(id);
      return row
        ? {
            at: row['at'] as string,
            conforms: row['conforms'] === 1,
            findings: JSON.parse(row['findings'] as string) as Finding[],
          }
        : undefined;
    },
    counts: () => {
      const found = new Map(sql.counts.all().map((row) => [row['status'], row['count'] as number]));
      return Object.fromEntries(statuses.map((status) => [status, found.get(status) ?? 0])) as Record<Status, number>;
    },
    countQuads: () => (sql.quads.get()?.['quads'] as number | null) ?? 0,
    *shown() {
      // A statement of its own: two replicas may be loading at once.
      const shown = db.prepare(
        'SELECT r.*, c.nquads FROM registration r JOIN content c ON c.hash = r.graph_hash WHERE r.shown = 1',
      );
      for (const row of shown.iterate())
        yield { registration: rowToRegistration(row), nquads: decompress(row['nquads']) };
    },
  };
}

/** No visit is ever put off so far: such a date was set by a clock that was wrong, and counts as come. */
function beyondReason(now: Date): string {
  return new Date(now.getTime() + maxIntervalMs + dayMs).toISOString();
}

function decompress(blob: unknown): string {
  return zstdDecompressSync(blob as Uint8Array).toString('utf8');
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
