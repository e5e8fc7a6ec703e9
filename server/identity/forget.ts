import type { DatabaseSync } from 'node:sqlite';

/** Takes every word on entities that must not be told out of the log, and what was worked out of them. Part of the caller's transaction. */
export function forgetIdentity(db: DatabaseSync, covers: (iri: string) => boolean): void {
  const isThere = db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?');
  const forget = (table: string, columns: readonly string[]) => {
    if (!isThere.get(table)) return;
    for (const column of columns) {
      const drop = db.prepare(`DELETE FROM ${table} WHERE ${column} = ?`);
      for (const row of db.prepare(`SELECT DISTINCT ${column} AS iri FROM ${table}`).all())
        if (covers(row['iri'] as string)) drop.run(row['iri'] as string);
    }
  };
  forget('identity_decision', ['a', 'b']);
  forget('identity_proposal', ['a', 'b']);
  forget('identity_key', ['iri']);
  forget('apart', ['a', 'b']);
  forget('merged', ['iri', 'leader']);
  forgetInLog(db, covers);
  // Numbers and mailboxes are filed under themselves: those that stay are filed anew when what holds them is told again.
  if (isThere.get('identity_key')) db.exec("DELETE FROM identity_key WHERE key LIKE 'tel:%' OR key LIKE 'mail:%'");
  if (isThere.get('identity_stale'))
    db.exec(
      "INSERT INTO identity_stale (iri) SELECT DISTINCT iri FROM entity WHERE type IN ('place', 'organization', 'network') ON CONFLICT DO NOTHING",
    );
}

/** The change log tells what something was merged with by its address. */
function forgetInLog(db: DatabaseSync, covers: (iri: string) => boolean): void {
  const told = "FROM change WHERE reason LIKE 'merged %' OR reason LIKE 'unmerged %'";
  if (!db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'change'").get()) return;
  const rename = db.prepare('UPDATE change SET reason = ? WHERE reason = ?');
  for (const { reason } of db.prepare(`SELECT DISTINCT reason ${told}`).all()) {
    const [word = '', other = ''] = (reason as string).split(' ');
    if (covers(other)) rename.run(word, reason as string);
  }
}
