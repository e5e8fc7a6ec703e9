import type { DatabaseSync } from 'node:sqlite';
import { type Language, wording } from '../rdf/text.ts';
import type { EntityType } from './entity.ts';
import { descriptionOf, summaryColumns, summaryTables } from './entity-reader.ts';

type Row = Record<string, unknown>;

/** What is called how. */
export interface Named {
  readonly type: EntityType;
  readonly key: string;
  readonly name: string;
}

/** Names by `entity.id`; those that are not there are missing. */
export type NamesById = (ids: readonly number[], language: Language) => ReadonlyMap<number, Named>;

/** Names by the IRI that a publisher gave; those of no entity are missing. */
export type NamesByIri = (iris: readonly string[], language: Language) => ReadonlyMap<string, Named>;

/** Prepares the reading of names by IRI. */
export function createNamesByIri(db: DatabaseSync): NamesByIri {
  const sql = db.prepare(
    `SELECT e.iri, ${summaryColumns} FROM json_each(?) j CROSS JOIN ${summaryTables} WHERE e.iri = j.value AND e.lead = 1`,
  );
  return (iris, language) =>
    new Map(sql.all(JSON.stringify(iris)).map((row) => [row['iri'] as string, namedIn(row, language)]));
}

/** Prepares the reading of names. */
export function createNamesById(db: DatabaseSync): NamesById {
  const sql = db.prepare(
    `SELECT ${summaryColumns} FROM json_each(?) j CROSS JOIN ${summaryTables} WHERE e.id = j.value`,
  );
  return (ids, language) =>
    new Map(sql.all(JSON.stringify(ids)).map((row) => [row['id'] as number, namedIn(row, language)]));
}

function namedIn(row: Row, language: Language): Named {
  return {
    type: row['type'] as EntityType,
    key: row['key'] as string,
    name: wording(descriptionOf(row).names, language),
  };
}
