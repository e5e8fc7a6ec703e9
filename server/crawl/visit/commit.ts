import type { Directory } from '../../directory/directory.ts';
import type { EntityChange } from '../../directory/projection/projector.ts';
import type { PublisherRules } from '../../fetch/publisher.ts';
import { given } from '../../rdf/given.ts';
import type { Changes } from '../../registry/changes.ts';
import type { HeldChanges } from '../../registry/held-changes.ts';
import type { Registration } from '../../registry/registration.ts';
import { dayMs } from '../../registry/registration.ts';
import type { Registry, VisitRecord } from '../../registry/registry.ts';
import type { Signposts } from '../../registry/signposts.ts';
import type { Suppressions } from '../../registry/suppressions.ts';
import type { Discover } from '../discovery/discover.ts';
import { leftOutFinding } from '../discovery/discovery-findings.ts';
import { kindOf } from '../discovery/signs.ts';
import { decide } from './life-cycle.ts';
import type { Decided, MassChange } from './mass-change.ts';
import type { Met } from './meet.ts';
import { elsewhereOf, ownWordsFinding } from './own-words.ts';
import { projectedDocument } from './projection.ts';
import { tellLoss, tellOutcome } from './visit-words.ts';
import { withholdProfile } from './withhold-profile.ts';

export interface CommitParts {
  readonly registry: Registry;
  readonly directory: Directory;
  /** Registers what a conforming profile links to, and where a sign-post leads. */
  readonly discover: Discover;
  readonly signposts: Signposts;
  readonly heldChanges: HeldChanges;
  readonly massChange: MassChange;
  readonly changes: Pick<Changes, 'note'>;
  readonly suppressions: Suppressions;
  readonly publisherRules: Pick<PublisherRules, 'find'>;
  /** Registers an address of another site that a registration was found to lead to, if it may be. */
  readonly takeIn: (url: string) => void;
  readonly now: () => Date;
  readonly random: () => number;
}

/**
 * A visit written down: carried out, or `postponed` because it would take something away and its publisher's others may
 * follow, or `held` for a human, or dropped because its address is `suppressed`.
 */
export interface Committed {
  /** As it was kept until now. */
  readonly before: Registration;
  readonly registration: Registration;
  readonly fate: 'applied' | 'postponed' | 'held' | 'suppressed';
}

/** A visit that was postponed. */
export interface Postponed {
  readonly before: Registration;
  readonly met: Met;
}

/** The writing half of a visit; each call is the whole of one transaction. */
export interface Commit {
  /** Decides and writes what a visit met. */
  write(before: Registration, met: Met): Committed;
  /** Writes a postponed visit once its publisher was seen: carried out, or held for a human. */
  settle(visit: Postponed, verdict: 'apply' | 'hold'): Committed;
  /** Whether the postponed visits of one publisher take away too much to go unseen. */
  verdictOn(publisher: string, visits: readonly Postponed[]): 'apply' | 'hold';
}

/** Makes the commit of visits: registry, version and directory change together or not at all. */
export function createCommit(parts: CommitParts): Commit {
  const { registry, directory, discover, signposts, heldChanges, massChange } = parts;
  const { changes, suppressions, publisherRules, takeIn, now, random } = parts;

  /** What the visit makes of the registration, which may have changed while we were reading. */
  function decided({ before, met }: Postponed): Decided {
    const current = registry.find(before.id) ?? before;
    const after = withSources(decide(current, met.outcome, { now: now(), random: random() }), met);
    return { current, after, met };
  }

  /** Writes what readers see change into the log that feeds are made of; all lines of one visit have its moment. */
  function log(
    seen: readonly EntityChange[],
    registration: Registration,
    { reason, at }: { readonly reason: string; readonly at: string },
  ): void {
    const gone = registration.status === 'withdrawn' || registration.shown ? 'withdrawn' : 'hidden';
    for (const { kind, ...entity } of seen)
      changes.note({
        ...entity,
        kind: kind === 'removed' ? gone : kind,
        // A profile that is still shown has left the entity out.
        reason: kind === 'removed' && registration.shown ? 'left-out' : reason,
        registration: registration.id,
        at,
      });
  }

  function apply(visit: Decided): Registration {
    const { current, after, met } = visit;
    const { outcome, profile } = met;
    massChange.note(visit);
    const at = after.lastVisitAt ?? now().toISOString();
    if (after.status === 'listed') heldChanges.drop(after.id);
    registry.save(after, current);
    registry.addVisit(after.id, visitRecord(met, at));
    if (outcome.state === 'changed')
      registry.addVersion(after.id, { hash: outcome.graphHash, nquads: outcome.nquads, at });
    const leftOut = discoverFrom(after, met);
    const speaker = { url: after.url, finalUrl: after.finalUrl ?? after.url };
    const isGood = outcome.state === 'changed' || outcome.state === 'unchanged';
    // What is said there is said by another site: it is heard at its own address.
    const elsewhere = isGood && profile && elsewhereOf(speaker, publisherRules);
    if (elsewhere) takeIn(elsewhere);
    if (profile) {
      const own = isGood ? ownWordsFinding({ directory, publishers: publisherRules }, speaker, profile.quads) : [];
      const findings = [...profile.report.findings, ...leftOutFinding(leftOut), ...own];
      registry.saveReport(after.id, { at, ...profile.report, findings });
    }
    // The same words may mean less when they come from elsewhere.
    const isMoved = outcome.state === 'unchanged' && after.finalUrl !== current.finalUrl;
    const moment = { reason: outcome.state, at };
    if ((outcome.state === 'changed' || isMoved) && profile) {
      log(directory.project(projectedDocument(after, profile.report), profile.quads), after, moment);
    } else if (!after.shown && current.shown)
      log(directory.remove(after.id, after.withdrawnAt ?? undefined), after, moment);
    else if (outcome.state === 'unchanged') directory.confirm(after.id, at);
    return after;
  }

  /** Registers what was read to lead to, and gives how many addresses were too many. */
  function discoverFrom(registration: Registration, { outcome, profile, signs }: Met): number {
    if (signs) {
      const lists = signs.lists.map(({ url }) => url);
      signposts.save(registration.id, { ...signs, kind: kindOf(signs), lists });
    } else if (profile) signposts.drop(registration.id);
    const isProfile = outcome.state === 'changed' || outcome.state === 'unchanged';
    const linked = isProfile && profile ? discover.links(registration, profile.quads, now()).leftOut : 0;
    return linked + (signs ? discover.signs(registration, signs, now()).leftOut : 0);
  }

  /** Should we be stopped before the round is settled, the visit is made again in an hour. */
  function postpone(current: Registration): Registration {
    const waiting = { ...current, nextVisitAt: new Date(now().getTime() + dayMs / 24).toISOString() };
    registry.save(waiting, current);
    return waiting;
  }

  /** The last good graph stays, and its validators: what is held is met again at each visit, until somebody decides. */
  function hold({ current, after, met }: Decided, lost: readonly string[]): Registration {
    const { outcome, profile } = met;
    const { lastVisitAt, failures, streaks, failingSince } = after;
    const at = lastVisitAt ?? now().toISOString();
    const nextVisitAt = after.nextVisitAt ?? new Date(now().getTime() + dayMs).toISOString();
    const held = { ...current, lastVisitAt, failures, streaks, failingSince, nextVisitAt };
    registry.save(held, current);
    const detail = outcome.state === 'changed' ? tellLoss(lost.length) : tellOutcome(outcome);
    registry.addVisit(held.id, { ...visitRecord(met, at), detail });
    // A report belongs to what is shown, unless it tells why that would go.
    if (profile && outcome.state !== 'changed') registry.saveReport(held.id, { at, ...profile.report });
    heldChanges.hold(held.id, { at, detail, entries: lost });
    return held;
  }

  return {
    write(before, read) {
      const met = withholdMet(read, suppressions);
      const visit = decided({ before, met });
      const { current } = visit;
      if (suppressions.covers(current.url)) return { before: current, registration: current, fate: 'suppressed' };
      if (massChange.lostTo(visit).length > 0 && massChange.isWatched(current.url))
        return { before: current, registration: postpone(current), fate: 'postponed' };
      return { before: visit.current, registration: apply(visit), fate: 'applied' };
    },
    settle(postponed, verdict) {
      const visit = decided(postponed);
      const { current } = visit;
      if (suppressions.covers(current.url)) return { before: current, registration: current, fate: 'suppressed' };
      const lost = verdict === 'hold' ? massChange.lostTo(visit) : [];
      if (lost.length > 0) return { before: visit.current, registration: hold(visit, lost), fate: 'held' };
      return { before: visit.current, registration: apply(visit), fate: 'applied' };
    },
    verdictOn: (publisher, visits) => massChange.verdictOn(publisher, visits.map(decided)),
  };
}

function visitRecord({ outcome, siteMs }: Met, at: string): VisitRecord {
  return { at, outcome: outcome.state, detail: tellOutcome(outcome), ...given('siteMs', siteMs) };
}

function withSources(registration: Registration, { outcome, profile, sources }: Met): Registration {
  if (!sources || !['changed', 'unchanged', 'signpost'].includes(outcome.state)) return registration;
  const { finalUrl, mediaType } = profile?.document ?? registration;
  return { ...registration, finalUrl, mediaType, sources };
}

/** The suppression list may have grown while we were reading. */
function withholdMet(met: Met, suppressions: Suppressions): Met {
  if (!met.profile) return met;
  const profile = withholdProfile(met.profile, suppressions);
  if (profile === met.profile) return met;
  const { report, nquads, graphHash } = profile;
  const { outcome } = met;
  if (outcome.state === 'changed') return { ...met, profile, outcome: { ...outcome, report, nquads, graphHash } };
  return { ...met, profile, ...(outcome.state === 'invalid' ? { outcome: { ...outcome, report } } : {}) };
}
