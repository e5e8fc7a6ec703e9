import type { DatabaseSync } from 'node:sqlite';

/**
 * Takes entities out of every list and page at once, with their keys, their links and the memory of their withdrawal; the
 * rest of what is known of them goes when their documents are projected again. Part of the caller's transaction.
 */
export function forgetEntities(db: DatabaseSync, covers: (iri: string) => boolean): number {
  const dropWithdrawn = db.prepare('DELETE FROM withdrawn WHERE type = ? AND key = ?');
  const dropKey = db.prepare('DELETE FROM entity_key WHERE iri = ?');
  const dropLinks = db.prepare('DELETE FROM link WHERE subject = ?1 OR object = ?1');
  let count = 0;
  for (const { iri, type, key } of db.prepare('SELECT iri, type, key FROM entity_key').all()) {
    if (!covers(iri as string)) continue;
    dropWithdrawn.run(type ?? '', key ?? '');
    dropKey.run(iri ?? '');
    count++;
  }
  const ends = db.prepare('SELECT subject AS iri FROM link UNION SELECT object FROM link').all();
  for (const { iri } of ends) if (covers(iri as string)) dropLinks.run(iri ?? '');
  return count;
}
