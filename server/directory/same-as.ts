import type { DatabaseSync } from 'node:sqlite';

/** How many statements say that something is the same as what is named under one of some beginnings of addresses. */
export type SameAsCounter = (spaces: readonly string[]) => number;

/** Prepares the counting. */
export function createSameAsCounter(db: DatabaseSync): SameAsCounter {
  const sql = db.prepare(
    // By the index on objects: everything between the beginning and the last letter that could follow it.
    `SELECT count(*) AS count FROM (SELECT DISTINCT l.subject, l.object FROM json_each(?) s CROSS JOIN link l
       ON l.object >= s.value AND l.object < s.value || char(1114111) WHERE l.relation = 'sameAs')`,
  );
  return (spaces) => sql.get(JSON.stringify(spaces))?.['count'] as number;
}
