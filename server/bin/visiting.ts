import type { DatabaseSync } from 'node:sqlite';
import { createDiscover } from '../crawl/discovery/discover.ts';
import { discoveryLimits } from '../crawl/discovery/discovery-limits.ts';
import { createFollowTrail } from '../crawl/discovery/follow-trail.ts';
import type { Examiner } from '../crawl/examination/examine.ts';
import { createCommit } from '../crawl/visit/commit.ts';
import { createMassChange } from '../crawl/visit/mass-change.ts';
import { createMeet } from '../crawl/visit/meet.ts';
import type { ProfileReader } from '../crawl/visit/read-profile.ts';
import type { Visitor } from '../crawl/visit/visit.ts';
import { createVisitor } from '../crawl/visit/visit.ts';
import type { VisitTimer } from '../crawl/visit/visit-timer.ts';
import type { Directory } from '../directory/directory.ts';
import type { PointStore } from '../directory/points/point-store.ts';
import { createEntries } from '../directory/projection/entries.ts';
import type { admitUrl } from '../fetch/admit-url.ts';
import type { Dereferencer } from '../fetch/dereference.ts';
import type { PublisherRules } from '../fetch/publisher.ts';
import type { Aligner } from '../rdf/align.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { Memory } from '../registry/open-registry.ts';
import type { Config } from './config.ts';
import type { Intake } from './intake.ts';
import type { Committer } from './state/group-commit.ts';
import { createCommitter } from './state/group-commit.ts';

export interface VisitingParts {
  readonly db: DatabaseSync;
  readonly memory: Memory;
  readonly directory: Directory;
  readonly points: Pick<PointStore, 'forget'>;
  readonly publisherRules: PublisherRules;
  readonly align: Aligner;
  readonly examiner: Examiner;
  readonly dereferencer: Dereferencer;
  readonly reader: ProfileReader;
  readonly timer: VisitTimer;
  readonly intake: Pick<Intake, 'takeIn'>;
  readonly admit: (url: string) => ReturnType<typeof admitUrl>;
  readonly refuse: (url: string) => Bilingual | undefined;
  readonly rules: Partial<Pick<Config, 'publishers' | 'discovery' | 'origin'>>;
  readonly now: () => Date;
  readonly random: () => number;
  /** When visits that finish together are written; soon, unless time is simulated. */
  readonly gather?: (flush: () => void) => void;
}

/** Counted sites are written with a visit once so many wait, and at the end of each round. */
const sitesKeptAtOnce = 100;

/** Puts together what one visit needs, from the first request to the last row. */
export function createVisiting(parts: VisitingParts): Visitor {
  const { db, memory, directory, points, publisherRules, align, dereferencer, rules, now } = parts;
  const { registry, publishers, discoveries, signposts, declarations, heldChanges, changes, sites, suppressions } =
    memory;
  const isDeclared = (publisher: string) => rules.publishers?.includes(publisher) || declarations.has(publisher);
  const followTrail = createFollowTrail({
    examiner: parts.examiner,
    dereferencer,
    publisherOf: publishers.of,
    isDeclared,
    isSuppressed: suppressions.covers,
    now,
    elapsed: () => performance.now(),
  });
  const listBytes = (url: string) => (isDeclared(publishers.of(url)) ? discoveryLimits.listBytes : undefined);
  const massChange = createMassChange({
    entries: createEntries(db, align),
    heldChanges,
    losses: memory.losses,
    publishers,
    now,
  });
  let hasPlaceLeft = false;
  const commit = createCommit({
    registry,
    directory,
    heldChanges,
    massChange,
    changes: {
      note(change) {
        changes.note(change);
        hasPlaceLeft ||= change.type === 'place' && (change.kind === 'withdrawn' || change.kind === 'hidden');
      },
    },
    suppressions,
    publisherRules,
    takeIn: parts.intake.takeIn,
    now,
    random: parts.random,
    signposts,
    discover: createDiscover({
      discoveries,
      signposts,
      publishers,
      align,
      admit: (url) => {
        const admitted = parts.admit(url);
        return admitted.state === 'admitted' ? admitted.url.href : undefined;
      },
      isRefused: (url) => parts.refuse(url) !== undefined,
      policy: rules.discovery ?? 'ask',
      ...(rules.origin ? { ownOrigin: rules.origin } : {}),
    }),
  });
  const meet = parts.timer.time(
    createMeet({ dereferencer, reader: parts.reader, followTrail, signposts, listBytes, now }),
  );
  const committer = createCommitter(db, parts.gather);
  const transaction: Committer = async (write) => {
    const value = await committer(() => {
      const written = write();
      if (sites.waiting >= sitesKeptAtOnce) sites.keep();
      return written;
    });
    // A new place may reach the map a little later; one that has left must not be found on it.
    if (hasPlaceLeft) points.forget();
    hasPlaceLeft = false;
    return value;
  };
  return createVisitor({ meet, commit, publishers, transaction });
}
