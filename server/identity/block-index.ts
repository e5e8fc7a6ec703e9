import type { DatabaseSync } from 'node:sqlite';
import { widestBlock } from './match.ts';

/** The blocks that entities are filed in, kept between matchings so that one that changed is compared with its like alone. */
export interface BlockIndex {
  /** Files an entity under these keys and no others; tells the identifiers that it bears no longer, or newly. */
  file(iri: string, keys: readonly string[]): readonly string[];
  /** Who shares a block with what is looked for under these keys; blocks of too many tell nothing. */
  candidates(keys: readonly string[]): ReadonlySet<string>;
  /** How many bear an identifier, up to the widest block and one. */
  holders(identifier: string): number;
  /** Who bears an identifier, where they are few enough for one more or less to matter. */
  few(identifier: string): readonly string[];
}

/** From this many on, one more holder changes nothing of what an identifier is worth. */
const manyHolders = 6;

/** Opens the index; its tables must be there. */
export function createBlockIndex(db: DatabaseSync): BlockIndex {
  const sql = {
    keys: db.prepare('SELECT key FROM identity_key WHERE iri = ?'),
    add: db.prepare('INSERT INTO identity_key (key, iri) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    drop: db.prepare('DELETE FROM identity_key WHERE key = ? AND iri = ?'),
    block: db.prepare(`SELECT iri FROM identity_key WHERE key = ? LIMIT ${widestBlock + 1}`),
    few: db.prepare(`SELECT iri FROM identity_key WHERE key = ? LIMIT ${manyHolders + 1}`),
  };
  return {
    file(iri, keys) {
      const before = new Set(sql.keys.all(iri).map(({ key }) => key as string));
      const now = new Set(keys);
      const [gone, added] = [[...before].filter((key) => !now.has(key)), [...now].filter((key) => !before.has(key))];
      for (const key of gone) sql.drop.run(key, iri);
      for (const key of added) sql.add.run(key, iri);
      return [...gone, ...added].filter(isIdentifier);
    },
    candidates(keys) {
      const found = new Set<string>();
      for (const key of keys) {
        const block = sql.block.all(key);
        if (block.length <= widestBlock) for (const { iri } of block) found.add(iri as string);
      }
      return found;
    },
    holders: (identifier) => sql.block.all(identifier).length,
    few(identifier) {
      const block = sql.few.all(identifier);
      return block.length <= manyHolders ? block.map(({ iri }) => iri as string) : [];
    },
  };
}

/** Words, names, postal codes and cells have keys of one letter. */
function isIdentifier(key: string): boolean {
  return key[1] !== ':';
}
