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
  forget('merged', ['iri', 'leader']);
  // Numbers and mailboxes are filed under themselves: those that stay are filed anew when what holds them is told again.
  if (isThere.get('identity_key')) db.exec("DELETE FROM identity_key WHERE key LIKE 'tel:%' OR key LIKE 'mail:%'");
  if (isThere.get('identity_stale'))
    db.exec(
      "INSERT INTO identity_stale (iri) SELECT DISTINCT iri FROM entity WHERE type IN ('place', 'organization', 'network') ON CONFLICT DO NOTHING",
    );
}
