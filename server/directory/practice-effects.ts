import type { DatabaseSync } from 'node:sqlite';

/** Useful effects by `entity.id`, and how many there are. */
export type PracticeEffects = (
  practices: readonly string[],
  limit: number,
) => { readonly total: number; readonly ids: readonly number[] };

/** Prepares the reading of the useful effects that whoever does some of these practices (IRIs) claims; by name. */
export function createPracticeEffects(db: DatabaseSync): PracticeEffects {
  // From the effects, which are few, to whoever claims them.
  const sql = db.prepare(
    `SELECT f.id FROM entity f WHERE f.lead = 1 AND f.type = 'effect' AND EXISTS (
       SELECT 1 FROM link x JOIN entity a ON a.iri = x.subject AND a.lead = 1, json_each(a.concepts, '$.practice') c
       WHERE x.object = f.iri AND x.relation = 'hasEffect' AND c.value IN (SELECT value FROM json_each(?)))
     ORDER BY f.sort_name, f.id`,
  );
  return (practices, limit) => {
    const ids = sql.all(JSON.stringify(practices)).map((row) => row['id'] as number);
    return { total: ids.length, ids: ids.slice(0, limit) };
  };
}
