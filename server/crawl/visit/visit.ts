import type { GraphChange } from '../../graph/graph.ts';
import type { Publishers } from '../../registry/publishers.ts';
import type { Registration } from '../../registry/registration.ts';
import { asStorageFailure } from '../../registry/storage-failure.ts';
import type { Report } from '../../validation/report.ts';
import type { Commit, Committed, Postponed } from './commit.ts';
import { changesOf } from './graph-changes.ts';
import type { Meet, Met } from './meet.ts';
import type { Outcome } from './outcome.ts';

/** What a visit made of a registration, and what the graph has to follow. */
export interface Visited {
  readonly registration: Registration;
  readonly outcome: Outcome;
  readonly report?: Report;
  readonly changes: readonly GraphChange[];
}

export interface Visitor {
  /**
   * Processes one registration once: reads, checks, decides, and commits registry, version and directory together.
   * Rejects, and keeps nothing, when the state file cannot be written. `onRead` is told when sites are no longer asked for it.
   */
  visit(registration: Registration, onRead?: () => void): Promise<Visited>;
  /**
   * Decides on what the visits so far would take away at the addresses that are meant: carries it out, or holds it where
   * too much of one publisher would go.
   */
  settle(isMeant: (url: string) => boolean): Promise<readonly GraphChange[]>;
}

/** Makes the visitor that joins reading and writing. */
export function createVisitor(parts: {
  readonly meet: Meet;
  readonly commit: Commit;
  readonly publishers: Pick<Publishers, 'of'>;
  /** Runs the commit of a visit: all of it or nothing. */
  readonly transaction: <T>(commit: () => T) => Promise<T>;
}): Visitor {
  const { meet, commit, publishers, transaction } = parts;
  /** Visits of this round that would take something away. */
  let postponed: Postponed[] = [];

  /** Only what was carried out changes what readers see; why something is held is told in its report. */
  function follow(committed: Committed, { outcome, profile }: Met): readonly GraphChange[] {
    const { fate } = committed;
    if (fate !== 'applied' && (fate !== 'held' || outcome.state === 'changed')) return [];
    return changesOf(committed, { outcome, ...(profile ? { report: profile.report } : {}) });
  }

  /** One profile that trips over a fault of ours must not stop the round. */
  async function write(before: Registration, met: Met, commitIt: () => Committed): Promise<[Committed, Met]> {
    try {
      return [await transaction(commitIt), met];
    } catch (error) {
      if (asStorageFailure(error)) throw error;
      const failed: Met = { outcome: { state: 'failed', error } };
      return [await transaction(() => commit.write(before, failed)), failed];
    }
  }

  return {
    async settle(isMeant) {
      const meant = postponed.filter(({ before }) => isMeant(before.url));
      postponed = postponed.filter((visit) => !meant.includes(visit));
      const byPublisher = Map.groupBy(meant, ({ before }) => publishers.of(before.url));
      const settled = [...byPublisher].flatMap(([publisher, visits]) => {
        const verdict = commit.verdictOn(publisher, visits);
        return visits.map(async (visit) =>
          follow(...(await write(visit.before, visit.met, () => commit.settle(visit, verdict)))),
        );
      });
      return (await Promise.all(settled)).flat();
    },
    async visit(before, onRead) {
      const seen: Met = await meet(before).catch((error: unknown) => ({ outcome: { state: 'failed', error } }));
      onRead?.();
      const [committed, met] = await write(before, seen, () => commit.write(before, seen));
      const { registration, fate } = committed;
      if (fate === 'postponed') postponed.push({ before: registration, met });
      return {
        registration,
        outcome: met.outcome,
        changes: follow(committed, met),
        ...(met.profile ? { report: met.profile.report } : {}),
      };
    },
  };
}
