import type { DatabaseSync } from 'node:sqlite';
import type { Bilingual } from '../rdf/text.ts';

export type Verdict = 'merged' | 'refused' | 'undone';

/** A word on two entities, and whose. */
export interface Decision {
  readonly id: number;
  readonly a: string;
  readonly b: string;
  readonly decision: Verdict;
  /** `byRule`, or who decided. */
  readonly by: string;
  readonly at: string;
  readonly score: number;
  readonly reasons: readonly Bilingual[];
}

/** Whose word an automatic merge is. */
export const byRule = 'rule';

/** The log of decisions: the last word on a pair holds. */
export interface Decisions {
  add(decision: Omit<Decision, 'id'>): void;
  /** The word that holds on a pair, in either order. */
  of(a: string, b: string): Decision | undefined;
  /** The words that hold on the pairs of an entity. */
  about(iri: string): readonly Decision[];
  /** Every word that holds and says "merged". */
  merged(): readonly Decision[];
  /** What was decided, the latest first; `by` narrows to people's words or the rule's. */
  list(options: { readonly page: number; readonly size: number }): {
    readonly total: number;
    readonly items: readonly Decision[];
  };
  /** All that was ever said on a pair, the first first. */
  history(a: string, b: string): readonly Decision[];
}

/** The pair in the order it is stored. */
export function orderPair(a: string, b: string): readonly [string, string] {
  return a < b ? [a, b] : [b, a];
}

/** Opens the log; its tables must be there. */
export function createDecisions(db: DatabaseSync): Decisions {
  const last = 'd.id = (SELECT max(id) FROM identity_decision WHERE a = d.a AND b = d.b)';
  const sql = {
    add: db.prepare(
      'INSERT INTO identity_decision (a, b, decision, by, at, score, reasons) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    of: db.prepare('SELECT * FROM identity_decision WHERE a = ? AND b = ? ORDER BY id DESC LIMIT 1'),
    about: db.prepare(`SELECT * FROM identity_decision d WHERE (d.a = ?1 OR d.b = ?1) AND ${last} ORDER BY id`),
    merged: db.prepare(`SELECT * FROM identity_decision d WHERE d.decision = 'merged' AND ${last} ORDER BY id`),
    list: db.prepare('SELECT * FROM identity_decision ORDER BY id DESC LIMIT ? OFFSET ?'),
    count: db.prepare('SELECT count(*) AS n FROM identity_decision'),
    history: db.prepare('SELECT * FROM identity_decision WHERE a = ? AND b = ? ORDER BY id'),
  };
  return {
    add({ a, b, decision, by, at, score, reasons }) {
      sql.add.run(...orderPair(a, b), decision, by, at, score, JSON.stringify(reasons));
    },
    of(a, b) {
      const row = sql.of.get(...orderPair(a, b));
      return row && toDecision(row);
    },
    about: (iri) => sql.about.all(iri).map(toDecision),
    merged: () => sql.merged.all().map(toDecision),
    list: ({ page, size }) => ({
      total: sql.count.get()?.['n'] as number,
      items: sql.list.all(size, (page - 1) * size).map(toDecision),
    }),
    history: (a, b) => sql.history.all(...orderPair(a, b)).map(toDecision),
  };
}

function toDecision(row: Readonly<Record<string, unknown>>): Decision {
  return {
    id: row['id'] as number,
    a: row['a'] as string,
    b: row['b'] as string,
    decision: row['decision'] as Verdict,
    by: row['by'] as string,
    at: row['at'] as string,
    score: row['score'] as number,
    reasons: JSON.parse(row['reasons'] as string) as Bilingual[],
  };
}
