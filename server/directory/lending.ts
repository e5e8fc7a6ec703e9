import type { DatabaseSync } from 'node:sqlite';
import { given } from '../rdf/given.ts';
import { lendValues } from './lend-values.ts';
import type { Description } from './projection/describe.ts';
import { authorityOf, compareStanding } from './source-standing.ts';

/** Keeps what leading rows borrow of those that were merged with them in step; each call is part of the caller's transaction. */
export interface Lending {
  /** Everything that borrows of an entity, or may from now on: itself, who leads for it, and who did. */
  borrowersOf(iri: string): readonly string[];
  /** Works out again what an entity's leading words borrow, and gives words that lead no more what they said back. */
  settle(iri: string): void;
}

/** Makes it over the directory's tables; `rewrite` puts a description into a row. */
export function createLending(
  db: DatabaseSync,
  parts: {
    readonly isRecord: (iri: string) => boolean;
    readonly publisherOf: (address: string) => string | undefined;
    /** To be called before and after a document's rows change. */
    readonly touch: (document: string) => void;
    /** Names of others that are to be found where a row is. */
    readonly rewrite: (id: number, description: Description, alsoNamed: readonly string[]) => void;
  },
): Lending {
  const { isRecord, publisherOf, touch, rewrite } = parts;
  const sql = {
    borrowers: db.prepare(
      'SELECT leader AS iri FROM merged WHERE iri = ?1 UNION SELECT borrower FROM borrowed WHERE lender = ?1',
    ),
    rows: db.prepare(
      'SELECT id, document, lead, description, own FROM entity WHERE iri = ? AND (lead = 1 OR own IS NOT NULL)',
    ),
    lenders: db.prepare(
      `SELECT m.iri, e.description, e.own, d.url, d.changed_at, d.attribution FROM merged m
       JOIN entity e ON e.id = (SELECT id FROM entity WHERE iri = m.iri AND rank >= 1 ORDER BY rank DESC, id LIMIT 1)
       JOIN document d ON d.registration = e.document WHERE m.leader = ?`,
    ),
    setOwn: db.prepare('UPDATE entity SET own = ? WHERE id = ?'),
    clear: db.prepare('DELETE FROM borrowed WHERE borrower = ?'),
    note: db.prepare('INSERT INTO borrowed (borrower, lender) VALUES (?, ?) ON CONFLICT DO NOTHING'),
  };

  /** Those that were merged with an entity, in the order in which they are asked. */
  function lendersOf(iri: string) {
    return sql.lenders
      .all(iri)
      .map((row) => {
        const description = JSON.parse((row['own'] ?? row['description']) as string) as Description;
        const lender = row['iri'] as string;
        const attribution = (row['attribution'] as string | null) ?? undefined;
        const said = { iri: lender, isRecord: isRecord(lender), ...given('url', description.url) };
        return {
          iri: lender,
          description,
          source: row['url'] as string,
          changedAt: row['changed_at'] as string,
          authority: authorityOf({ ...said, ...given('attribution', attribution) }, publisherOf),
        };
      })
      .sort(compareStanding);
  }

  return {
    borrowersOf: (iri) => [iri, ...sql.borrowers.all(iri).map((row) => row['iri'] as string)],
    settle(iri) {
      const rows = sql.rows.all(iri);
      if (rows.length === 0) return;
      const lenders = lendersOf(iri);
      // Nearly everything stands by itself.
      if (lenders.length === 0 && rows.every(({ own }) => own === null)) return;
      sql.clear.run(iri);
      for (const { id, document, lead, description, own } of rows) {
        const said = (own ?? description) as string;
        const words = JSON.parse(said) as Description;
        const borrowing = lead === 1 && lenders.length > 0;
        const filled = borrowing ? lendValues(words, lenders) : undefined;
        if (borrowing) for (const lender of lenders) sql.note.run(iri, lender.iri);
        touch(document as string);
        sql.setOwn.run(borrowing ? said : null, id as number);
        const names = borrowing ? lenders.flatMap((lender) => Object.values(lender.description.names)) : [];
        rewrite(
          id as number,
          filled ?? words,
          names.filter((name) => name !== undefined),
        );
        touch(document as string);
      }
    },
  };
}
