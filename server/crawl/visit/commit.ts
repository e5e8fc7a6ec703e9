import type { Directory } from '../../directory/directory.ts';
import type { HeldChanges } from '../../registry/held-changes.ts';
import type { Publishers } from '../../registry/publishers.ts';
import type { Registration } from '../../registry/registration.ts';
import { dayMs } from '../../registry/registration.ts';
import type { Registry } from '../../registry/registry.ts';
import type { Discover } from '../discovery/discover.ts';
import { decide } from './life-cycle.ts';
import { isMassChange, isWatched, massChangeWindowMs } from './mass-change.ts';
import type { Met } from './meet.ts';
import { projectedDocument } from './projection.ts';
import { tellOutcome } from './visit-words.ts';

export interface CommitParts {
  readonly registry: Registry;
  readonly directory: Directory;
  /** Registers what a conforming profile links to. */
  readonly discover: Discover;
  readonly publishers: Publishers;
  readonly heldChanges: HeldChanges;
  readonly now: () => Date;
  readonly random: () => number;
}

/** A visit written down; `postponed` when it would take a profile away and its publisher's others may follow. */
export interface Committed {
  readonly registration: Registration;
  readonly postponed: boolean;
}

/** The writing half of a visit; each call is the whole of one transaction. */
export interface Commit {
  /** Decides and writes what a visit met. */
  write(before: Registration, met: Met): Committed;
  /** Writes a postponed visit at the end of its round: carried out, or held for a human. */
  settle(before: Registration, met: Met, verdict: 'apply' | 'hold'): Registration;
  /** Whether these profiles of one publisher are too many to lose unseen. */
  verdictOn(publisher: string, leaving: readonly string[]): 'apply' | 'hold';
}

/** Makes the commit of visits: registry, version and directory change together or not at all. */
export function createCommit(parts: CommitParts): Commit {
  const { registry, directory, discover, publishers, heldChanges, now, random } = parts;

  /** What the visit makes of the registration, which may have changed while we were reading. */
  function decided(before: Registration, met: Met): { current: Registration; after: Registration } {
    const current = registry.find(before.id) ?? before;
    const after = withSources(decide(current, met.outcome, { now: now(), random: random() }), met);
    return { current, after };
  }

  function apply(current: Registration, after: Registration, { outcome, profile }: Met): Registration {
    const at = now().toISOString();
    if (after.status === 'listed') heldChanges.drop(after.id);
    registry.save(after);
    registry.addVisit(after.id, { at, outcome: outcome.state, detail: tellOutcome(outcome) });
    if (outcome.state === 'changed')
      registry.addVersion(after.id, { hash: outcome.graphHash, nquads: outcome.nquads, at });
    if (profile) registry.saveReport(after.id, { at, ...profile.report });
    if (outcome.state === 'changed' && profile) {
      discover(after, profile.quads, now());
      directory.project(projectedDocument(after, profile.report), profile.quads);
    } else if (!after.shown && current.shown) directory.remove(after.id, after.withdrawnAt ?? undefined);
    else if (outcome.state === 'unchanged') directory.confirm(after.id, at);
    return after;
  }

  /** Should we be stopped before the round is settled, the visit is made again in an hour. */
  function postpone(current: Registration): Registration {
    const waiting = { ...current, nextVisitAt: new Date(now().getTime() + dayMs / 24).toISOString() };
    registry.save(waiting);
    return waiting;
  }

  function hold(current: Registration, after: Registration, { outcome, profile }: Met): Registration {
    const at = now().toISOString();
    const { lastVisitAt, failures, failingSince } = after;
    const nextVisitAt = after.nextVisitAt ?? new Date(now().getTime() + dayMs).toISOString();
    const held = { ...current, lastVisitAt, failures, failingSince, nextVisitAt };
    registry.save(held);
    registry.addVisit(held.id, { at, outcome: outcome.state, detail: tellOutcome(outcome) });
    if (profile) registry.saveReport(held.id, { at, ...profile.report });
    heldChanges.hold(held.id, { at, detail: tellOutcome(outcome) });
    return held;
  }

  /** A robots.txt that turns us away is asked for on purpose: it is never held. */
  function leaves(current: Registration, after: Registration, { outcome }: Met): boolean {
    return outcome.state !== 'refused' && current.shown && !after.shown && !heldChanges.isAccepted(after.id);
  }

  const leavingAt = (publisher: string) =>
    heldChanges.leaving(publisher, new Date(now().getTime() - massChangeWindowMs));

  return {
    write(before, met) {
      const { current, after } = decided(before, met);
      const postponed = leaves(current, after, met) && isWatched(leavingAt(publishers.of(after.url)));
      return { registration: postponed ? postpone(current) : apply(current, after, met), postponed };
    },
    settle(before, met, verdict) {
      const { current, after } = decided(before, met);
      return verdict === 'hold' && leaves(current, after, met) ? hold(current, after, met) : apply(current, after, met);
    },
    verdictOn: (publisher, leaving) => (isMassChange(leavingAt(publisher), leaving) ? 'hold' : 'apply'),
  };
}

function withSources(registration: Registration, { outcome, profile, sources }: Met): Registration {
  if (!sources || (outcome.state !== 'changed' && outcome.state !== 'unchanged')) return registration;
  const { finalUrl, mediaType } = profile?.document ?? registration;
  return { ...registration, finalUrl, mediaType, sources };
}
