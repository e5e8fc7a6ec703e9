import { readFileSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Directory } from '../directory/directory.ts';
import { createBlockIndex } from './block-index.ts';
import { type Cluster, leadCluster, walkLinks } from './clusters.ts';
import { compare } from './compare.ts';
import { createDecisions, type Decision, type Decisions, orderPair, type Verdict } from './decisions.ts';
import { prepare } from './prepare.ts';
import { createProposals, type Proposal, type Proposals } from './proposals.ts';
import { createEvidenceReader, type Known } from './read-evidence.ts';
import { createReconciler } from './reconcile.ts';

/** What came of a word on two entities. */
export type Decided =
  | { readonly state: 'decided'; readonly decision: Decision }
  /** One of the two is not (or no longer) in the directory. */
  | { readonly state: 'unknown'; readonly iri: string }
  /** A place and an organisation are two things. */
  | { readonly state: 'two-kinds' }
  /** There is nothing to undo. */
  | { readonly state: 'nothing-decided' };

/** Which entities are one: found by their descriptions, decided by a rule or a person, applied as links, taken back at will. */
export interface Identity {
  readonly proposals: Pick<Proposals, 'waiting' | 'about' | 'of'>;
  readonly decisions: Pick<Decisions, 'list' | 'of' | 'merged' | 'history' | 'about'>;
  /** What is known of an entity, merged or not. */
  read(iri: string): Known | undefined;
  /** What an entity is one with, itself included; undefined where it is one with nothing. */
  clusterOf(iri: string): Cluster | undefined;
  /** Part of the caller's transaction. */
  decide(a: string, b: string, word: { readonly decision: Verdict; readonly by: string; readonly at: Date }): Decided;
  /** Whether something changed that was not yet matched. */
  readonly isBehind: boolean;
  /** Follows what changed, in steps short enough for pages to be answered in between, until the file is closed; `transaction` makes each step one. */
  catchUp(transaction: (step: () => void) => void, pause?: () => Promise<void>): Promise<void>;
  /** Grows with every change of what is merged. */
  readonly version: number;
}

/** Entities filed, and compared, in one step: some tens of milliseconds. */
const filedAtOnce = 200;
const matchedAtOnce = 20;

/** Opens identity over the directory's tables, which must be there; to be called before they are filled. */
export function createIdentity(
  db: DatabaseSync,
  parts: {
    /** Absent beside a running observatory, which then applies what was decided. */
    readonly directory?: Pick<Directory, 'merge' | 'keepApart'>;
    readonly publisherOf: (address: string) => string | undefined;
    readonly isRecord: (iri: string) => boolean;
    readonly now: () => Date;
  },
): Identity {
  const isNew = !db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'identity_stale'").get();
  db.exec(readFileSync(new URL('schema.sql', import.meta.url), 'utf8'));
  if (isNew)
    db.exec(
      "INSERT INTO identity_stale (iri) SELECT DISTINCT iri FROM entity WHERE type IN ('place', 'organization', 'network')",
    );
  let version = 1;
  const read = createEvidenceReader(db, parts);
  const decisions = createDecisions(db);
  const proposals = createProposals(db);
  const index = createBlockIndex(db);
  const reconciler = createReconciler(db, {
    read,
    index,
    decisions,
    proposals,
    merge: (changes) => parts.directory?.merge(changes),
    keepApart: (iri, others) => parts.directory?.keepApart(iri, others),
    onMerged: () => version++,
    now: parts.now,
  });
  const makeStale = db.prepare('INSERT INTO identity_stale (iri) VALUES (?) ON CONFLICT DO NOTHING');
  const anyStale = db.prepare('SELECT 1 FROM identity_stale LIMIT 1');
  let isCatchingUp = false;

  function linksOf(iri: string): readonly string[] {
    return decisions
      .about(iri)
      .filter(({ decision }) => decision === 'merged')
      .map(({ a, b }) => (a === iri ? b : a));
  }

  /** What speaks for a pair: as it was found, or as it is now where nobody proposed it. */
  function evidenceOf(a: Known, b: Known): Pick<Proposal, 'score' | 'reasons'> {
    const [first, second] = orderPair(a.iri, b.iri);
    return proposals.of(first, second) ?? compare(prepare(a.evidence), prepare(b.evidence), index.holders);
  }

  return {
    proposals,
    decisions,
    read,
    clusterOf: (iri) => leadCluster([...walkLinks(iri, linksOf)].flatMap((member) => read(member) ?? [])),
    decide(a, b, { decision, by, at }) {
      const [first, second] = [read(a), read(b)];
      if (!first || !second) return { state: 'unknown', iri: first ? b : a };
      if (decision === 'merged' && first.evidence.kind !== second.evidence.kind) return { state: 'two-kinds' };
      const known = decisions.of(a, b);
      if (decision === 'undone' && (!known || known.decision === 'undone')) return { state: 'nothing-decided' };
      const { score, reasons } = decision === 'undone' && known ? known : evidenceOf(first, second);
      decisions.add({ a, b, decision, by, at: at.toISOString(), score, reasons });
      if (parts.directory) reconciler.settle([a, b]);
      else for (const iri of [a, b]) makeStale.run(iri);
      return { state: 'decided', decision: decisions.of(a, b) as Decision };
    },
    get isBehind() {
      return anyStale.get() !== undefined;
    },
    async catchUp(transaction, pause = () => new Promise((done) => setImmediate(done))) {
      if (isCatchingUp) return;
      isCatchingUp = true;
      try {
        let isMore = true;
        while (isMore && db.isOpen) {
          transaction(() => {
            isMore = reconciler.file(filedAtOnce);
          });
          await pause();
        }
        isMore = true;
        while (isMore && db.isOpen) {
          transaction(() => {
            isMore = reconciler.match(matchedAtOnce);
          });
          await pause();
        }
      } finally {
        isCatchingUp = false;
      }
    },
    get version() {
      return version;
    },
  };
}
