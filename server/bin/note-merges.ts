import type { DatabaseSync } from 'node:sqlite';
import type { Directory } from '../directory/directory.ts';
import type { Description } from '../directory/projection/describe.ts';
import { wording } from '../rdf/text.ts';
import type { Changes } from '../registry/changes.ts';
import { writeMergeReason } from '../registry/merge-reason.ts';

/** A directory whose merges are told in the change log, on both sides, with the transaction that applies them. */
export function notingMerges(
  db: DatabaseSync,
  parts: {
    readonly directory: Pick<Directory, 'merge' | 'keepApart'>;
    readonly changes: Pick<Changes, 'note'>;
    readonly now: () => Date;
  },
): Pick<Directory, 'merge' | 'keepApart'> {
  const leader = db.prepare('SELECT leader FROM merged WHERE iri = ?');
  const row = db.prepare(
    `SELECT e.type, k.key, coalesce(e.own, e.description) AS description, e.document, e.departement, e.commune_code
     FROM entity e JOIN entity_key k ON k.iri = e.iri WHERE e.iri = ? AND (e.lead = 1 OR e.rank >= 1)
     ORDER BY e.lead DESC, e.rank DESC, e.id LIMIT 1`,
  );

  function note(iri: string, word: 'merged' | 'unmerged', other: string): void {
    const found = row.get(iri);
    // What never had a page is no news to anybody.
    if (!found) return;
    const { names } = JSON.parse(found['description'] as string) as Description;
    parts.changes.note({
      at: parts.now().toISOString(),
      kind: 'changed',
      reason: writeMergeReason({ word, other }),
      registration: found['document'] as string,
      type: found['type'] as string,
      key: found['key'] as string,
      iri,
      name: { fr: wording(names, 'fr'), en: wording(names, 'en') },
      departement: found['departement'] as string | null,
      commune: found['commune_code'] as string | null,
    });
  }

  return {
    keepApart: parts.directory.keepApart,
    merge(merges) {
      const before = new Map(merges.map(({ iri }) => [iri, leader.get(iri)?.['leader'] as string | undefined]));
      parts.directory.merge(merges);
      for (const { iri, leader: now } of merges) {
        const other = now ?? before.get(iri);
        if (other === undefined || (now !== null && now === before.get(iri))) continue;
        const word = now === null ? 'unmerged' : 'merged';
        note(iri, word, other);
        note(other, word, iri);
      }
    },
  };
}
