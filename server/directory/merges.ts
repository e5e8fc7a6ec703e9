import type { DatabaseSync } from 'node:sqlite';
import type { EntityWriter } from './projection/entity-writer.ts';

/** An entity and the one that leads for it from now on; null where it stands by itself again. */
export interface Merge {
  readonly iri: string;
  readonly leader: string | null;
}

/** Makes what writes merges: who leads changes, no word of anybody does. Each call is part of the caller's transaction. */
export function createMerges(
  db: DatabaseSync,
  { writer, touch }: { readonly writer: Pick<EntityWriter, 'chooseLeads'>; readonly touch: (document: string) => void },
): (changes: readonly Merge[]) => void {
  const documents = db.prepare('SELECT DISTINCT document FROM entity WHERE iri IN (SELECT value FROM json_each(?))');
  const set = db.prepare(
    'INSERT INTO merged (iri, leader) VALUES (?, ?) ON CONFLICT (iri) DO UPDATE SET leader = excluded.leader',
  );
  const drop = db.prepare('DELETE FROM merged WHERE iri = ?');
  const leaderOf = db.prepare('SELECT leader FROM merged WHERE iri = ?');
  return (changes) => {
    const before = changes.map(({ iri }) => leaderOf.get(iri)?.['leader'] as string | undefined);
    const iris = [...new Set([...changes.flatMap(({ iri, leader }) => [iri, leader]), ...before])].filter(
      (iri) => typeof iri === 'string',
    );
    const touched = documents.all(JSON.stringify(iris)).map((row) => row['document'] as string);
    for (const document of touched) touch(document);
    for (const { iri, leader } of changes) {
      if (leader === null) drop.run(iri);
      else set.run(iri, leader);
    }
    // Leaders first: what was merged looks whether they are there.
    const leaders = new Set(changes.map(({ leader }) => leader));
    writer.chooseLeads(iris.sort((a, b) => Number(leaders.has(b)) - Number(leaders.has(a))));
    for (const document of touched) touch(document);
  };
}
