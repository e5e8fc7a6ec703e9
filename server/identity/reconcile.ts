import type { DatabaseSync } from 'node:sqlite';
import type { KeepApart } from '../directory/apart.ts';
import type { Merge } from '../directory/merges.ts';
import type { BlockIndex } from './block-index.ts';
import { leadCluster, walkLinks } from './clusters.ts';
import { compare } from './compare.ts';
import { byRule, type Decisions } from './decisions.ts';
import { blockKeysOf } from './keys.ts';
import { type Match, matchPair } from './match.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { Proposals } from './proposals.ts';
import type { Known } from './read-evidence.ts';

/** Follows what changed in the directory; each call of a step is part of the caller's transaction. */
export interface Reconciler {
  /** Files so many changed entities under their keys; false once all are. */
  file(limit: number): boolean;
  /** Compares so many of them with their like and merges what is sure; false once all are. */
  match(limit: number): boolean;
  /** Applies what was decided on these entities to the directory. */
  settle(iris: Iterable<string>): void;
}

/** Makes the one who keeps proposals, automatic merges and the directory in step with the descriptions. */
export function createReconciler(
  db: DatabaseSync,
  parts: {
    readonly read: (iri: string) => Known | undefined;
    readonly index: BlockIndex;
    readonly decisions: Decisions;
    readonly proposals: Proposals;
    readonly merge: (changes: readonly Merge[]) => void;
    readonly keepApart: KeepApart;
    readonly onMerged: () => void;
    readonly now: () => Date;
  },
): Reconciler {
  const { read, index, decisions, proposals, now } = parts;
  const sql = {
    stale: db.prepare('SELECT iri FROM identity_stale WHERE iri > ? ORDER BY iri LIMIT ?'),
    makeStale: db.prepare('INSERT INTO identity_stale (iri) VALUES (?) ON CONFLICT DO NOTHING'),
    isStale: db.prepare('SELECT 1 FROM identity_stale WHERE iri = ?'),
    settled: db.prepare('DELETE FROM identity_stale WHERE iri = ?'),
    leader: db.prepare('SELECT leader FROM merged WHERE iri = ?'),
    followers: db.prepare('SELECT iri FROM merged WHERE leader = ?'),
  };
  /** Filed and not yet compared; all of them are stale until they are, so that nothing is lost with the process. */
  const waiting = new Set<string>();
  /** Up to which the stale ones are filed, in their order. */
  let filedUpTo = '';

  /** Files an entity under what its description says now. */
  function file(iri: string): readonly string[] {
    const found = read(iri);
    return index.file(iri, found ? blockKeysOf(found.evidence, prepare(found.evidence).identifiers).filed : []);
  }

  /** Descriptions read within one step. */
  function createMemory() {
    const known = new Map<string, (Known & { readonly prepared: Prepared }) | undefined>();
    return (iri: string) => {
      if (!known.has(iri)) {
        const found = read(iri);
        known.set(iri, found && { ...found, prepared: prepare(found.evidence) });
      }
      return known.get(iri);
    };
  }
  type Memory = ReturnType<typeof createMemory>;

  function linksOf(iri: string): readonly string[] {
    return decisions
      .about(iri)
      .filter(({ decision }) => decision === 'merged')
      .map(({ a, b }) => (a === iri ? b : a));
  }

  /** Whether joining two clusters would say of some pair what may not be said without a word: excluded, refused, or two that speak for themselves. */
  function mayJoin(match: Match, recall: Memory): boolean {
    const [left, right] = [walkLinks(match.a, linksOf), walkLinks(match.b, linksOf)];
    if (left.has(match.b)) return true;
    for (const one of left)
      for (const other of right) {
        const [a, b] = [recall(one), recall(other)];
        if (!a || !b) continue;
        const word = decisions.of(one, other);
        if (word?.decision === 'refused' || (word?.decision === 'undone' && word.by !== byRule)) return false;
        if (areBothHeard(a, b) || compare(a.prepared, b.prepared, index.holders).isExcluded) return false;
      }
    return true;
  }

  function decideBySelf(matches: readonly Match[], recall: Memory): readonly string[] {
    const touched: string[] = [];
    const decide = (match: Omit<Match, 'isSure' | 'isExcluded'>, decision: 'merged' | 'undone') => {
      decisions.add({ ...match, decision, by: byRule, at: now().toISOString() });
      touched.push(match.a, match.b);
    };
    for (const match of matches) {
      const word = decisions.of(match.a, match.b);
      const isFree = word === undefined || (word.decision === 'undone' && word.by === byRule);
      if (match.isSure && isFree && mayJoin(match, recall)) decide(match, 'merged');
    }
    return touched;
  }

  /** Takes back what the rule merged and would no longer, while both are still there. */
  function takeBack(iri: string, recall: Memory): readonly string[] {
    return decisions.about(iri).flatMap(({ a, b, decision, by, score, reasons }) => {
      if (decision !== 'merged' || by !== byRule || proposals.of(a, b)?.isSure || !recall(a) || !recall(b)) return [];
      decisions.add({ a, b, decision: 'undone', by: byRule, at: now().toISOString(), score, reasons });
      return [a, b];
    });
  }

  /** A person's word that two are not one, or no longer, holds against what their documents say. */
  function settleApart(iri: string): void {
    const apart = decisions
      .about(iri)
      .filter(({ decision, by }) => decision === 'refused' || (decision === 'undone' && by !== byRule))
      .map(({ a, b }) => (a === iri ? b : a));
    parts.keepApart(iri, new Set(apart));
  }

  function settle(iris: Iterable<string>): void {
    const wanted = new Map<string, string | null>();
    const waitingFor = new Set(iris);
    for (const iri of waitingFor) {
      settleApart(iri);
      if (wanted.has(iri)) continue;
      const members = walkLinks(iri, linksOf);
      const cluster = leadCluster([...members].flatMap((member) => read(member) ?? []));
      for (const member of members) {
        const follows = cluster !== undefined && cluster.leader !== member && cluster.members.includes(member);
        wanted.set(member, follows ? cluster.leader : null);
        // What it was one with by a link that is no more has to be led anew.
        for (const { iri: follower } of sql.followers.all(member)) waitingFor.add(follower as string);
        const before = sql.leader.get(member)?.['leader'] as string | undefined;
        if (before !== undefined) waitingFor.add(before);
      }
    }
    const changes = [...wanted]
      .filter(([iri, leader]) => ((sql.leader.get(iri)?.['leader'] as string | undefined) ?? null) !== leader)
      .map(([iri, leader]) => ({ iri, leader }));
    if (changes.length === 0) return;
    // Who leads is no news to the blocks.
    const known = new Set([...wanted.keys()].filter((iri) => sql.isStale.get(iri)));
    parts.merge(changes);
    for (const iri of wanted.keys()) if (!known.has(iri)) sql.settled.run(iri);
    parts.onMerged();
  }

  return {
    file(limit) {
      const stale = sql.stale.all(filedUpTo, limit).map(({ iri }) => iri as string);
      for (const iri of stale) {
        waiting.add(iri);
        // One bearer more or less changes what an identifier is worth to the others.
        for (const identifier of file(iri))
          for (const other of index.few(identifier))
            if (!waiting.has(other)) {
              waiting.add(other);
              sql.makeStale.run(other);
            }
      }
      filedUpTo = stale.length === limit ? (stale.at(-1) as string) : '';
      return filedUpTo !== '';
    },
    match(limit) {
      const batch = [...waiting].slice(0, limit);
      const recall = createMemory();
      const changed = new Set<string>();
      for (const iri of batch) {
        // It may have changed again since it was filed.
        file(iri);
        sql.settled.run(iri);
        const self = recall(iri);
        const matches: Match[] = [];
        if (self) {
          const { sought } = blockKeysOf(self.evidence, self.prepared.identifiers);
          for (const other of index.candidates(sought)) {
            const candidate = other === iri ? undefined : recall(other);
            const match = candidate && matchPair(self.prepared, candidate.prepared, index.holders);
            if (match) matches.push(match);
          }
        }
        proposals.replace(iri, matches, now().toISOString());
        for (const touched of [...takeBack(iri, recall), ...decideBySelf(matches, recall)]) changed.add(touched);
        changed.add(iri);
        waiting.delete(iri);
      }
      settle(changed);
      return waiting.size > 0;
    },
    settle,
  };
}

/**
 * Two that speak for themselves are not merged without a word of an operator or of both: whoever copies a register number or
 * names another as the same would otherwise take over its page.
 */
function areBothHeard(a: Known, b: Known): boolean {
  if (a.authority === 'third' || b.authority === 'third' || a.evidence.publisher === b.evidence.publisher) return false;
  return !(a.evidence.sameAs.includes(b.iri) && b.evidence.sameAs.includes(a.iri));
}
