import type { DatabaseSync } from 'node:sqlite';
import { foldText } from '../rdf/fold-text.ts';
import type { Text } from '../rdf/text.ts';
import type { Value } from './entity.ts';

/** A key word of one entity; spellings that differ in case and accents only have one key. */
export interface KeyKeyword {
  /** As in an address: "zones-humides". */
  readonly key: string;
  readonly text: Text;
}

/** The key words (`obs:keyKeyword`) of entities, by `entity.id`; those without any are missing. */
export type KeyKeywords = (ids: readonly number[]) => ReadonlyMap<number, readonly KeyKeyword[]>;

/** More would not be key words. */
const most = 3;

/** Prepares the reading of key words. */
export function createKeyKeywords(db: DatabaseSync): KeyKeywords {
  const sql = db.prepare(
    `SELECT e.id, json_extract(e.description, '$.values.keyKeyword') AS said FROM json_each(?) j JOIN entity e ON e.id = j.value
     -- Most have none, which is sooner seen than read.
     WHERE instr(e.description, '"keyKeyword"') > 0 AND said IS NOT NULL`,
  );
  return (ids) =>
    new Map(sql.all(JSON.stringify(ids)).map((row) => [row['id'] as number, readKeyKeywords(row['said'] as string)]));
}

/** The key words among the values of `obs:keyKeyword`, as descriptions are stored. */
export function readKeyKeywords(said: string): readonly KeyKeyword[] {
  const texts = (JSON.parse(said) as Value[]).flatMap((value) => (value.kind === 'text' ? [value.text] : []));
  const keyed = texts.map((text): KeyKeyword => ({ key: keywordKey(Object.values(text)[0] ?? ''), text }));
  return keyed.filter(({ key }) => key !== '').slice(0, most);
}

/** Some entities in the order of a who's who: those with key words first, by name; so many of them. */
export type WhoOrder = (
  ids: readonly number[],
  page: { readonly offset: number; readonly limit: number },
) => readonly number[];

/** Prepares the putting in order. */
export function createWhoOrder(db: DatabaseSync): WhoOrder {
  const sql = db.prepare(
    `SELECT e.id FROM json_each(?) j CROSS JOIN entity e ON e.id = j.value
     ORDER BY instr(e.description, '"keyKeyword"') = 0, e.sort_name, e.iri LIMIT ? OFFSET ?`,
  );
  return (ids, { offset, limit }) => sql.all(JSON.stringify(ids), limit, offset).map((row) => row['id'] as number);
}

/** The key of a word, whatever its case, accents and spaces. */
export function keywordKey(word: string): string {
  return foldText(word).trim().replaceAll(/\s+/g, '-').slice(0, 60);
}
