import type { Directory } from '../directory/directory.ts';
import type { Dereferenced, Dereferencer, Document, Validators } from '../fetch/dereference.ts';
import type { GraphChange } from '../graph/graph.ts';
import { serialize } from '../rdf/serialize.ts';
import type { HeldChanges } from '../registry/held-changes.ts';
import type { Publishers } from '../registry/publishers.ts';
import type { Registration } from '../registry/registration.ts';
import { dayMs } from '../registry/registration.ts';
import type { Registry } from '../registry/registry.ts';
import { asStorageFailure } from '../registry/storage-failure.ts';
import type { Report } from '../validation/report.ts';
import { reportToQuads } from '../validation/report-quads.ts';
import { provenanceGraph, reportGraph, writeProvenance } from './about-graphs.ts';
import type { Discover } from './discover.ts';
import { decide } from './life-cycle.ts';
import { isMassChange, isWatched, massChangeWindowMs } from './mass-change.ts';
import type { Outcome } from './outcome.ts';
import type { ProfileReader, ReadProfile } from './read-profile.ts';
import { tellOutcome } from './visit-words.ts';

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
   * Rejects, and keeps nothing, when the state file cannot be written.
   */
  visit(registration: Registration): Promise<Visited>;
  /** Ends a round: carries out what its visits would take away, or holds it where too much of one publisher would go. */
  settle(): Promise<readonly GraphChange[]>;
}

export interface VisitParts {
  readonly dereferencer: Pick<Dereferencer, 'dereference'>;
  readonly reader: ProfileReader;
  readonly registry: Registry;
  readonly directory: Directory;
  /** Registers what a conforming profile links to. */
  readonly discover: Discover;
  readonly publishers: Publishers;
  readonly heldChanges: HeldChanges;
  /** Runs the commit of a visit: all of it or nothing. */
  readonly transaction: <T>(commit: () => T) => Promise<T>;
  readonly now: () => Date;
  readonly random: () => number;
}

interface Met {
  readonly outcome: Outcome;
  readonly profile?: ReadProfile;
  /** What to ask with next time; absent when nothing was read. */
  readonly source?: { readonly document?: Document; readonly validators: Validators; readonly byteHash: string | null };
}

/** Makes the visitor that joins fetch, rdf, validation, registry and directory. */
export function createVisitor(parts: VisitParts): Visitor {
  const { dereferencer, reader, registry, directory, discover, publishers, heldChanges, transaction, now, random } =
    parts;
  /** Visits of this round that would take a profile away: their publishers' others may follow. */
  let leaving: { readonly before: Registration; readonly met: Met }[] = [];

  async function meet(registration: Registration): Promise<Met> {
    const known = knownValidators(registration);
    const met: Dereferenced = await dereferencer.dereference(registration.url, known);
    if (met.state === 'not-modified')
      return {
        outcome: { state: 'unchanged' },
        source: { validators: met.validators, byteHash: registration.byteHash },
      };
    if (met.state !== 'document') return { outcome: met };
    const { document } = met;
    if (known && document.hash === registration.byteHash)
      return {
        outcome: { state: 'unchanged' },
        source: { document, validators: document.validators, byteHash: document.hash },
      };
    const profile = await reader.read(document, now());
    // The page's validators say nothing about data that lives in another document.
    const ownData = profile.document === document;
    return {
      outcome: judge(registration, profile),
      profile,
      source: {
        document: profile.document,
        validators: ownData ? document.validators : {},
        byteHash: ownData ? document.hash : null,
      },
    };
  }

  function commit(before: Registration, met: Met, verdict?: 'apply' | 'hold'): Registration {
    const { outcome, profile } = met;
    // The registration may have changed while we were reading (registered again, withdrawn by hand).
    const current = registry.find(before.id) ?? before;
    const after = withSource(decide(current, outcome, { now: now(), random: random() }), met);
    const at = now().toISOString();
    // A robots.txt that turns us away is asked for on purpose: it is never held.
    const leaves = outcome.state !== 'refused' && current.shown && !after.shown && !heldChanges.isAccepted(after.id);
    if (leaves && !verdict && isWatched(leavingAt(publishers.of(after.url)))) return postpone(current, met);
    if (leaves && verdict === 'hold') return hold(current, after, met);
    if (after.status === 'listed') heldChanges.drop(after.id);
    registry.save(after);
    registry.addVisit(after.id, { at, outcome: outcome.state, detail: tellOutcome(outcome) });
    if (outcome.state === 'changed')
      registry.addVersion(after.id, { hash: outcome.graphHash, nquads: outcome.nquads, at });
    if (profile) registry.saveReport(after.id, { at, ...profile.report });
    if (outcome.state === 'changed' && profile) {
      discover(after, profile.quads, now());
      directory.project(
        {
          registration: after.id,
          url: after.url,
          finalUrl: after.finalUrl ?? after.url,
          readAt: at,
          changedAt: at,
          warnings: shownWarnings(profile.report),
        },
        profile.quads,
      );
    } else if (!after.shown && current.shown) directory.remove(after.id, after.withdrawnAt ?? undefined);
    else if (outcome.state === 'unchanged') directory.confirm(after.id, at);
    return after;
  }

  const leavingAt = (publisher: string) =>
    heldChanges.leaving(publisher, new Date(now().getTime() - massChangeWindowMs));

  /** Should we be stopped before the round is settled, the visit is made again in an hour. */
  function postpone(current: Registration, met: Met): Registration {
    leaving.push({ before: current, met });
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

  return {
    async settle() {
      const byPublisher = Map.groupBy(leaving, ({ before }) => publishers.of(before.url));
      leaving = [];
      const settled = [...byPublisher].flatMap(([publisher, visits]) => {
        const ids = visits.map(({ before }) => before.id);
        const verdict = isMassChange(leavingAt(publisher), ids) ? 'hold' : 'apply';
        return visits.map(async ({ before, met }) => {
          const registration = await transaction(() => commit(before, met, verdict));
          return changesFor(registration, met, registry.report(registration.id)?.at);
        });
      });
      return (await Promise.all(settled)).flat();
    },
    async visit(before) {
      // One profile that trips over a fault of ours must not stop the round.
      let met: Met = await meet(before).catch((error: unknown) => ({ outcome: { state: 'failed', error } }));
      const registration = await transaction(() => commit(before, met)).catch((error: unknown) => {
        if (asStorageFailure(error)) throw error;
        met = { outcome: { state: 'failed', error } };
        return transaction(() => commit(before, met));
      });
      const changes = await changesFor(registration, met, registry.report(registration.id)?.at);
      return {
        registration,
        outcome: met.outcome,
        changes,
        ...(met.profile ? { report: met.profile.report } : {}),
      };
    },
  };
}

/** Validators are worth sending only while the graph they stand for is the one we show. */
function knownValidators(registration: Registration) {
  const { etag, lastModified, finalUrl, graphHash, status } = registration;
  if (!graphHash || (status !== 'listed' && status !== 'unreachable')) return undefined;
  return {
    validators: { ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) },
    ...(finalUrl ? { finalUrl } : {}),
  };
}

function judge(registration: Registration, profile: ReadProfile): Outcome {
  if (profile.expiredAt) return { state: 'expired', at: profile.expiredAt };
  if (!profile.report.conforms) return { state: 'invalid', report: profile.report };
  if (registration.shown && profile.graphHash === registration.graphHash) return { state: 'unchanged' };
  return { state: 'changed', report: profile.report, graphHash: profile.graphHash, nquads: profile.nquads };
}

function withSource(registration: Registration, { outcome, source }: Met): Registration {
  if (!source || (outcome.state !== 'changed' && outcome.state !== 'unchanged')) return registration;
  const { document, validators, byteHash } = source;
  return {
    ...registration,
    ...(document ? { finalUrl: document.finalUrl, mediaType: document.mediaType } : {}),
    etag: validators.etag ?? registration.etag,
    lastModified: validators.lastModified ?? registration.lastModified,
    byteHash,
  };
}

/** Readers of a place are warned of what concerns where it is; the rest is between us and the publisher. */
export function shownWarnings({ findings }: Pick<Report, 'findings'>) {
  return findings
    .filter(({ severity, rule }) => severity === 'warning' && rule.startsWith('profile/position-'))
    .map(({ message }) => message);
}

async function changesFor(
  registration: Registration,
  { outcome, profile }: Met,
  reportedAt: string | undefined,
): Promise<GraphChange[]> {
  const changes: GraphChange[] = [
    { iri: provenanceGraph(registration), triples: await writeProvenance(registration), role: 'about' },
  ];
  if (outcome.state === 'changed') changes.push({ iri: registration.url, triples: outcome.nquads, role: 'profile' });
  else if (!registration.shown) changes.push({ iri: registration.url, triples: null, role: 'profile' });
  if (profile && reportedAt)
    changes.push({
      iri: reportGraph(registration),
      triples: await writeReport(registration, profile.report, reportedAt),
      role: 'about',
    });
  return changes;
}

/**
 * The report graph of a profile as N-Triples (`sh:ValidationReport`): what blocks and what is doubtful. Advice stays with
 * the registration, where its publisher reads it: in the graph it would outweigh the profiles two to one.
 */
export function writeReport(registration: Registration, report: Report, at: string): Promise<string> {
  const iri = reportGraph(registration);
  const findings = report.findings.filter(({ severity }) => severity !== 'info');
  return serialize(reportToQuads({ ...report, findings }, { iri, profileUrl: registration.url, at }), 'ntriples');
}
