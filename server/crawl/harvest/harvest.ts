import type { Dereferencer } from '../../fetch/dereference.ts';
import { type Feed, type Feeds, feedSource } from '../../registry/feeds.ts';
import type { Publishers } from '../../registry/publishers.ts';
import { dayMs } from '../../registry/registration.ts';
import type { Registry } from '../../registry/registry.ts';
import type { Suppressions } from '../../registry/suppressions.ts';
import type { Examiner } from '../examination/examine.ts';
import type { HandedOver } from './handed-over.ts';
import type { FeedActivity, FeedReading } from './read-feed.ts';

/** How much is taken of one feed, and how often. */
export const harvestLimits = {
  /** Profiles of one observatory; what is beyond is counted. */
  perFeed: 20_000,
  /** Pages read at one visit; the next ones at the visit after, which is due at once. */
  pagesPerVisit: 20,
  /** Between two visits of a feed that was read to its end. */
  everyMs: 10 * 60_000,
} as const;

/** Visits a feed: registers the records that it tells of, and makes those due that changed or went. */
export type Harvest = (feed: Feed) => Promise<void>;

/** With named graphs, which hold what the profiles say. */
const acceptRecords = 'application/trig, application/n-quads;q=0.9, text/turtle;q=0.5';

/**
 * Makes the harvester. It judges nothing: each record is read by an ordinary visit of its address on the other observatory,
 * with all that guards one; what the feed holds of it is handed over, so that nobody asks for it again. It speaks with no
 * more authority than any record about somebody else.
 */
export function createHarvest(parts: {
  readonly dereferencer: Pick<Dereferencer, 'dereference'>;
  readonly examiner: Examiner;
  readonly handedOver: Pick<HandedOver, 'hand'>;
  readonly feeds: Pick<Feeds, 'save'>;
  readonly registry: Pick<Registry, 'findByUrl' | 'register' | 'save'>;
  readonly publishers: Pick<Publishers, 'of' | 'note' | 'count'>;
  readonly suppressions: Pick<Suppressions, 'covers'>;
  /** The normal form of an address that may be read at all, or undefined. */
  readonly admit: (url: string) => string | undefined;
  /** The observatory's own address: what it told itself does not come back to it. */
  readonly ownOrigin?: string;
  readonly now: () => Date;
  readonly transaction: <T>(write: () => T) => T;
}): Harvest {
  const {
    dereferencer,
    examiner,
    handedOver,
    feeds,
    registry,
    publishers,
    suppressions,
    admit,
    ownOrigin,
    now,
    transaction,
  } = parts;

  async function read(url: string): Promise<FeedReading | { readonly problem: string }> {
    const whole = await dereferencer.dereference(url, { accept: acceptRecords });
    // Turtle has the activities alone: what the profiles say is then read where they are passed on.
    const met = whole.state === 'too-large' ? await dereferencer.dereference(url, { accept: 'text/turtle' }) : whole;
    if (met.state !== 'document') return { problem: met.state };
    const { feed } = await examiner.examine(met.document, now());
    return feed ?? { problem: 'no-feed' };
  }

  /** Gives 1 when there was no room for it. */
  function take({ kind, profile, record, ntriples }: FeedActivity, origin: string): number {
    const url = record === undefined ? undefined : admit(record);
    // An observatory speaks of its own records; where they stand on another site, that site was never asked.
    if (!url || new URL(url).origin !== origin) return 0;
    const known = registry.findByUrl(url);
    const isKnown = known && known.status !== 'withdrawn' && known.status !== 'discovered';
    if (isKnown) {
      if (ntriples && kind !== 'Delete') handedOver.hand(url, ntriples);
      registry.save({ ...known, nextVisitAt: now().toISOString() }, known);
      return 0;
    }
    if (kind === 'Delete' || suppressions.covers(profile) || suppressions.covers(url)) return 0;
    if (ownOrigin && URL.parse(profile)?.origin === ownOrigin) return 0;
    // What we read at home we need not hear from others.
    if (registry.findByUrl(admit(profile) ?? profile)?.shown) return 0;
    if (publishers.count(publishers.of(url)) >= harvestLimits.perFeed) return 1;
    publishers.note(registry.register(url, { source: feedSource, at: now() }));
    if (ntriples) handedOver.hand(url, ntriples);
    return 0;
  }

  function takePage(feed: Feed, { activities }: FeedReading): Feed {
    const { origin } = new URL(feed.url);
    const fresh = activities.filter(
      ({ id, at }) => at > feed.takenUntil || (at === feed.takenUntil && !feed.taken.includes(id)),
    );
    return transaction(() => {
      const leftOut = fresh.reduce((sum, one) => sum + take(one, origin), feed.leftOut);
      const takenUntil = fresh.at(-1)?.at ?? feed.takenUntil;
      const taken = [
        ...(takenUntil === feed.takenUntil ? feed.taken : []),
        ...fresh.filter(({ at }) => at === takenUntil).map(({ id }) => id),
      ];
      const after = { ...feed, takenUntil, taken, leftOut };
      feeds.save(after);
      return after;
    });
  }

  /** Reads what is new, page by page; tells why it had to stop, or whether more is to come. */
  async function follow(start: Feed): Promise<{ feed: Feed; problem?: string; hasMore: boolean }> {
    const root = await read(start.url);
    if ('problem' in root) return { feed: start, problem: root.problem, hasMore: false };
    let feed = takePage(start, root);
    const { origin } = new URL(start.url);
    const pages = root.pages.filter(
      ({ url, until }) => URL.parse(url)?.origin === origin && (until === undefined || until >= feed.takenUntil),
    );
    for (const { url } of pages.slice(0, harvestLimits.pagesPerVisit)) {
      const page = await read(url);
      if ('problem' in page) return { feed, problem: page.problem, hasMore: false };
      feed = takePage(feed, page);
    }
    return { feed, hasMore: pages.length > harvestLimits.pagesPerVisit };
  }

  return async (start) => {
    const { feed, problem, hasMore } = await follow(start);
    const at = now().getTime();
    const failures = problem === undefined ? 0 : feed.failures + 1;
    const pauseMs = hasMore ? 0 : Math.min(dayMs, harvestLimits.everyMs * 2 ** Math.min(failures, 10));
    transaction(() =>
      feeds.save({
        ...feed,
        failures,
        problem: problem ?? null,
        lastVisitAt: new Date(at).toISOString(),
        nextVisitAt: new Date(at + pauseMs).toISOString(),
      }),
    );
  };
}
