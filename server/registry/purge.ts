import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { withhold } from '../rdf/withhold.ts';
import { recordUrl } from './records.ts';
import type { Suppressions } from './suppressions.ts';
import { recordWithoutNames, withoutNames } from './without-names.ts';

/** A kept graph, and what is left of it. */
interface Rewriting {
  readonly from: string;
  readonly to: string;
  readonly nquads: string;
}

/** Finds every kept graph that names what the list names; reads only, as this may take a while on a large file. */
export function findToPurge(
  db: DatabaseSync,
  suppressions: Suppressions,
  onGraph: () => void = () => undefined,
): readonly Rewriting[] {
  const found: Rewriting[] = [];
  for (const row of db.prepare('SELECT hash, nquads FROM content').iterate()) {
    const nquads = zstdDecompressSync(row['nquads'] as Uint8Array).toString('utf8');
    const kept = withhold(nquads, suppressions);
    // The name that a visit will give the same graph, which passes the list before it is kept.
    if (kept !== nquads) found.push({ from: row['hash'] as string, to: hash('sha256', kept), nquads: kept });
    onGraph();
  }
  return found;
}

/**
 * Takes what the list names out of the registry's tables: kept graphs, registrations at a named address, reports, what
 * visits told, the change log, imported records. Registrations whose shown graph changed are noted for `showAgain`. To be
 * run in one transaction; `value` is what was just put on the list. Returns how many registrations it touched.
 */
export function purge(
  db: DatabaseSync,
  {
    suppressions,
    value,
    graphs,
    recordsBase,
    at,
  }: {
    suppressions: Suppressions;
    value: string;
    graphs: readonly Rewriting[];
    /** What the addresses of imported records begin with. */
    recordsBase: string;
    at: Date;
  },
): number {
  const sql = {
    addContent: db.prepare('INSERT INTO content (hash, quads, nquads) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
    renameVersion: db.prepare('UPDATE version SET hash = ? WHERE hash = ?'),
    noteShown: db.prepare('INSERT OR IGNORE INTO show_again SELECT id FROM registration WHERE graph_hash = ?'),
    renameGraph: db.prepare('UPDATE registration SET graph_hash = ? WHERE graph_hash = ?'),
    dropContent: db.prepare('DELETE FROM content WHERE hash = ?'),
    withdraw: db.prepare(
      `UPDATE registration SET status = 'withdrawn', withdrawn_at = ?, next_visit_at = NULL, shown = 0, graph_hash = NULL,
       final_url = NULL, sources = '[]', failures = 0, streaks = '[]', failing_since = NULL WHERE id = ?`,
    ),
    dropVersions: db.prepare('DELETE FROM version WHERE registration = ?'),
    dropUnused: db.prepare('DELETE FROM content WHERE hash NOT IN (SELECT hash FROM version)'),
    noteGone: db.prepare('INSERT OR IGNORE INTO show_again VALUES (?)'),
    dropVisits: db.prepare('DELETE FROM visit WHERE registration = ?'),
    dropReport: db.prepare('DELETE FROM report WHERE registration = ?'),
    dropHeld: db.prepare('DELETE FROM held WHERE registration = ?'),
    dropLosses: db.prepare('DELETE FROM loss WHERE registration = ?'),
    dropLoss: db.prepare('DELETE FROM loss WHERE entry = ?'),
    tell: db.prepare("INSERT INTO visit (registration, at, outcome, detail) VALUES (?, ?, 'suppressed', ?)"),
    setReport: db.prepare('UPDATE report SET findings = ? WHERE registration = ?'),
    setRecord: db.prepare('UPDATE record SET document = ?, hash = ? WHERE set_key = ? AND id = ? AND since = ?'),
    dropRecord: db.prepare('DELETE FROM record WHERE set_key = ? AND id = ? AND since = ?'),
    setLosses: db.prepare('UPDATE record_set SET report = ? WHERE key = ?'),
    dropChange: db.prepare('DELETE FROM change WHERE iri = ?'),
  };
  for (const { from, to, nquads } of graphs) {
    sql.addContent.run(to, nquads.split('\n').length - 1, zstdCompressSync(Buffer.from(nquads)));
    sql.renameVersion.run(to, from);
    sql.noteShown.run(from);
    sql.renameGraph.run(to, from);
    sql.dropContent.run(from);
  }
  for (const { id, url } of rows<{ id: string; url: string }>(db, 'SELECT id, url FROM registration')) {
    if (!suppressions.covers(url)) continue;
    sql.withdraw.run(at.toISOString(), id);
    for (const drop of [sql.dropVersions, sql.dropVisits, sql.dropReport, sql.dropHeld, sql.dropLosses]) drop.run(id);
    sql.tell.run(id, at.toISOString(), JSON.stringify(onRequest));
    sql.noteGone.run(id);
  }
  sql.dropUnused.run();
  for (const { registration, findings } of rows<{ registration: string; findings: string }>(
    db,
    'SELECT * FROM report',
  )) {
    const all = JSON.parse(findings) as object[];
    const kept = all.filter((finding) => !names(finding, suppressions));
    if (kept.length < all.length) sql.setReport.run(JSON.stringify(kept), registration);
  }
  for (const { iri } of rows<{ iri: string }>(db, 'SELECT DISTINCT iri FROM change'))
    if (suppressions.covers(iri)) sql.dropChange.run(iri);
  for (const { entry } of rows<{ entry: string }>(db, 'SELECT DISTINCT entry FROM loss'))
    if (suppressions.covers(entry)) sql.dropLoss.run(entry);
  for (const { key, id, since, document } of rows<{ key: string; id: string; since: number; document: string }>(
    db,
    'SELECT set_key AS key, id, since, document FROM record',
  )) {
    const kept = recordWithoutNames(JSON.parse(document), suppressions, recordUrl(recordsBase, key, id));
    const text = JSON.stringify(kept);
    if (kept === undefined) sql.dropRecord.run(key, id, since);
    else if (text !== document) sql.setRecord.run(text, hash('sha256', text), key, id, since);
  }
  db.exec(
    `UPDATE record_set SET records = (SELECT count(*) FROM record r WHERE r.set_key = key AND r.since <= edition
       AND (r.until IS NULL OR r.until > edition))`,
  );
  for (const { key, report } of rows<{ key: string; report: string }>(db, 'SELECT key, report FROM record_set'))
    sql.setLosses.run(JSON.stringify(withoutNames(JSON.parse(report), suppressions)), key);
  for (const table of ['visit', 'held'])
    db.prepare(`UPDATE ${table} SET detail = replace(detail, ?1, '…') WHERE instr(detail, ?1)`).run(value);
  return db.prepare('SELECT count(*) AS n FROM show_again').get()?.['n'] as number;
}

/** What the page of a registration says from then on, in place of its visits. */
export const onRequest = {
  fr: 'Cette adresse a été retirée à la demande de la personne concernée. Elle n’est plus lue ici.',
  en: 'This address was taken down at the request of whom it concerns. It is no longer read here.',
};

/** Whether a finding, or any record of texts, names what the list names. */
export function names(record: object, suppressions: Suppressions): boolean {
  return Object.values(record).some((value: unknown) => {
    if (typeof value === 'object' && value !== null) return names(value, suppressions);
    return typeof value === 'string' && (suppressions.covers(value) || suppressions.mask(value) !== value);
  });
}

/** The registrations whose shown graph changed without a visit; `done` is called for each once readers see it. */
export function showAgain(db: DatabaseSync): { pending(): readonly string[]; done(id: string): void } {
  const pending = db.prepare('SELECT registration FROM show_again');
  const done = db.prepare('DELETE FROM show_again WHERE registration = ?');
  return {
    pending: () => pending.all().map((row) => row['registration'] as string),
    done: (id) => void done.run(id),
  };
}

/** The list has become shorter: what was read before is read in full at its next visit, whatever its site says of changes. */
export function readAllAgain(db: DatabaseSync): void {
  db.exec("UPDATE registration SET sources = '[]'");
}

function rows<Row>(db: DatabaseSync, sql: string): Row[] {
  return db.prepare(sql).all() as unknown as Row[];
}
