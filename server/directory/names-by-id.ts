import type { DatabaseSync } from 'node:sqlite';
import { type Language, wording } from '../rdf/text.ts';
import type { EntityType } from './entity.ts';
import { descriptionOf, summaryColumns, summaryTables } from './entity-reader.ts';

/** What is called how. */
export interface Named {
  readonly type: EntityType;
  readonly key: string;
  readonly name: string;
}

/** Names by `entity.id`; those that are not there are missing. */
export type NamesById = (ids: readonly number[], language: Language) => ReadonlyMap<number, Named>;

/** Prepares the reading of names. */
export function createNamesById(db: DatabaseSync): NamesById {
  const sql = db.prepare(
    `SELECT ${summaryColumns} FROM json_each(?) j CROSS JOIN ${summaryTables} WHERE e.id = j.value`,
  );
  return (ids, language) =>
    new Map(
      sql.all(JSON.stringify(ids)).map((row) => [
        row['id'] as number,
        {
          type: row['type'] as EntityType,
          key: row['key'] as string,
          name: wording(descriptionOf(row).names, language),
        },
      ]),
    );
}
