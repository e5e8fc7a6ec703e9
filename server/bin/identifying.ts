import type { DatabaseSync } from 'node:sqlite';
import type { Directory } from '../directory/directory.ts';
import type { PointStore } from '../directory/points/point-store.ts';
import type { PublisherRules } from '../fetch/publisher.ts';
import type { Graph, GraphChange } from '../graph/graph.ts';
import type { Verdict } from '../identity/decisions.ts';
import type { Decided, Identity } from '../identity/identity.ts';
import { createIdentity } from '../identity/identity.ts';
import { identityGraph, writeIdentityGraph } from '../identity/identity-graph.ts';
import type { Changes } from '../registry/changes.ts';
import { type Config, recordsBaseOf } from './config.ts';
import { notingMerges } from './note-merges.ts';
import { inTransaction } from './state/open-database.ts';

/** Keeps what is one in step with what is read, and tells map and graph. */
export interface Identifying {
  readonly identity: Identity;
  /** The graph of what is one, for a dataset that is loaded anew. */
  withIdentity(changes: AsyncIterable<GraphChange>): AsyncIterable<GraphChange>;
  /** Matches what changed since, here or in another process; harmless when nothing did. */
  follow(readers: Readers): Promise<void>;
  /** An operator's word, seen by readers when this resolves. */
  decide(
    pair: readonly [string, string],
    word: { readonly decision: Verdict; readonly by: string },
    readers: Readers,
  ): Promise<Decided>;
}

interface Readers {
  readonly points: Pick<PointStore, 'forget'>;
  readonly graph: Pick<Graph, 'change'>;
}

/** Makes it over one data folder; to be called before the directory is filled. */
export function createIdentifying(
  db: DatabaseSync,
  parts: {
    readonly directory: Directory;
    readonly changes: Pick<Changes, 'note'>;
    readonly publishers: Pick<PublisherRules, 'find'>;
    readonly config: Pick<Config, 'origin'>;
    readonly now: () => Date;
    /** Between two steps of matching: pages are answered meanwhile. */
    readonly pause?: () => Promise<void>;
  },
): Identifying {
  const base = recordsBaseOf(parts.config);
  const identity = createIdentity(db, {
    directory: notingMerges(db, parts),
    publisherOf: parts.publishers.find,
    isRecord: (iri) => iri.startsWith(base),
    now: parts.now,
  });
  let told = identity.version;
  let lastWord = wordOf(db);

  const graphNow = (): GraphChange => ({
    iri: identityGraph,
    triples: writeIdentityGraph(identity.decisions.merged()),
    role: 'about',
  });

  async function tell({ points, graph }: Readers): Promise<void> {
    const word = wordOf(db);
    if (identity.version === told && word === lastWord) return;
    told = identity.version;
    lastWord = word;
    points.forget();
    await graph.change([graphNow()]);
  }

  return {
    identity,
    async *withIdentity(changes) {
      yield* changes;
      yield graphNow();
    },
    async follow(readers) {
      if (db.isOpen && identity.isBehind) await identity.catchUp((step) => inTransaction(db, step), parts.pause);
      if (db.isOpen) await tell(readers);
    },
    async decide([a, b], { decision, by }, readers) {
      const decided = inTransaction(db, () => identity.decide(a, b, { decision, by, at: parts.now() }));
      await tell(readers);
      return decided;
    },
  };
}

/** The last word that was said, by whichever process. */
function wordOf(db: DatabaseSync): number {
  return (db.prepare('SELECT max(id) AS id FROM identity_decision').get()?.['id'] as number | null) ?? 0;
}
