import type { DatabaseSync } from 'node:sqlite';
import type { EntityWriter } from './projection/entity-writer.ts';

/** Notes of what an entity is decided to be another thing than; what it says of being the same then counts for nothing. Part of the caller's transaction. */
export type KeepApart = (iri: string, others: ReadonlySet<string>) => void;

/** Makes what keeps that in step with the decisions; `onChange` is called when it changed something. */
export function createKeepApart(
  db: DatabaseSync,
  parts: {
    readonly writer: Pick<EntityWriter, 'chooseLeads'>;
    readonly touch: (document: string) => void;
    readonly onChange: () => void;
  },
): KeepApart {
  const known = db.prepare('SELECT iif(a = ?1, b, a) AS other FROM apart WHERE a = ?1 OR b = ?1');
  const add = db.prepare('INSERT INTO apart (a, b) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const drop = db.prepare('DELETE FROM apart WHERE a = ? AND b = ?');
  const documents = db.prepare('SELECT DISTINCT document FROM entity WHERE iri IN (SELECT value FROM json_each(?))');
  const inOrder = (one: string, other: string) => (one < other ? ([one, other] as const) : ([other, one] as const));
  return (iri, others) => {
    const before = new Set(known.all(iri).map((row) => row['other'] as string));
    const changed = [...before.symmetricDifference(others)];
    if (changed.length === 0) return;
    const touched = documents.all(JSON.stringify([iri, ...changed])).map((row) => row['document'] as string);
    for (const document of touched) parts.touch(document);
    for (const other of changed) (others.has(other) ? add : drop).run(...inOrder(iri, other));
    parts.writer.chooseLeads([iri, ...changed]);
    for (const document of touched) parts.touch(document);
    parts.onChange();
  };
}
