import type { DatabaseSync } from 'node:sqlite';
import type { Bilingual } from '../rdf/text.ts';
import type { Match } from './match.ts';

/** Two entities that seem to be one, and since when that is seen. */
export interface Proposal {
  readonly a: string;
  readonly b: string;
  readonly score: number;
  readonly isSure: boolean;
  readonly reasons: readonly Bilingual[];
  readonly foundAt: string;
}

/** What narrows the proposals that wait. */
export interface ProposalFilter {
  readonly leastScore?: number;
  /** Part of the address that one of the two was read at. */
  readonly source?: string;
  /** Code of a département that one of the two lies in. */
  readonly departement?: string;
}

/** Pairs that are worth a person's look. Each call is part of the caller's transaction. */
export interface Proposals {
  /** Puts what was found of an entity in place of what was known of it; dates of known pairs are kept. */
  replace(iri: string, found: readonly Match[], at: string): void;
  /** Where an entity is one of the two. */
  about(iri: string): readonly Proposal[];
  of(a: string, b: string): Proposal | undefined;
  /** Those that wait for a word, the likeliest first. */
  waiting(
    filter: ProposalFilter,
    options: { readonly page: number; readonly size: number },
  ): { readonly total: number; readonly items: readonly Proposal[] };
}

/** Opens the proposals; their tables must be there. */
export function createProposals(db: DatabaseSync): Proposals {
  const side = (one: 'a' | 'b') =>
    `EXISTS (SELECT 1 FROM entity e JOIN document d ON d.registration = e.document
       WHERE e.iri = p.${one} AND (?2 = '' OR instr(d.url, ?2) > 0) AND (?3 = '' OR e.departement = ?3))`;
  // What was merged or refused needs no word any more; two that lead to one page are merged by way of others.
  const isWaiting = `coalesce((SELECT decision FROM identity_decision d WHERE d.a = p.a AND d.b = p.b ORDER BY id DESC LIMIT 1), 'undone') = 'undone'
    AND coalesce((SELECT leader FROM merged WHERE iri = p.a), p.a) <> coalesce((SELECT leader FROM merged WHERE iri = p.b), p.b)`;
  const from = `FROM identity_proposal p WHERE p.score >= ?1 AND ${isWaiting} AND (${side('a')} OR ${side('b')})`;
  const sql = {
    about: db.prepare('SELECT * FROM identity_proposal WHERE a = ?1 OR b = ?1 ORDER BY score DESC, a, b'),
    of: db.prepare('SELECT * FROM identity_proposal WHERE a = ? AND b = ?'),
    drop: db.prepare('DELETE FROM identity_proposal WHERE a = ? AND b = ?'),
    save: db.prepare(
      `INSERT INTO identity_proposal (a, b, score, is_sure, reasons, found_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (a, b) DO UPDATE SET score = excluded.score, is_sure = excluded.is_sure, reasons = excluded.reasons`,
    ),
    count: db.prepare(`SELECT count(*) AS n ${from}`),
    waiting: db.prepare(`SELECT p.* ${from} ORDER BY p.score DESC, p.a, p.b LIMIT ?4 OFFSET ?5`),
  };
  return {
    replace(iri, found, at) {
      const now = new Set(found.map(({ a, b }) => `${a} ${b}`));
      for (const { a, b } of sql.about.all(iri)) if (!now.has(`${a} ${b}`)) sql.drop.run(a as string, b as string);
      for (const { a, b, score, isSure, reasons } of found)
        sql.save.run(a, b, score, isSure ? 1 : 0, JSON.stringify(reasons), at);
    },
    about: (iri) => sql.about.all(iri).map(toProposal),
    of(a, b) {
      const row = sql.of.get(a, b);
      return row && toProposal(row);
    },
    waiting({ leastScore = 0, source = '', departement = '' }, { page, size }) {
      const narrowed = [leastScore, source, departement] as const;
      return {
        total: sql.count.get(...narrowed)?.['n'] as number,
        items: sql.waiting.all(...narrowed, size, (page - 1) * size).map(toProposal),
      };
    },
  };
}

function toProposal(row: Readonly<Record<string, unknown>>): Proposal {
  return {
    a: row['a'] as string,
    b: row['b'] as string,
    score: row['score'] as number,
    isSure: row['is_sure'] === 1,
    reasons: JSON.parse(row['reasons'] as string) as Bilingual[],
    foundAt: row['found_at'] as string,
  };
}
