import type { Dereferencer } from '../../fetch/dereference.ts';
import { siteOf } from '../../fetch/site-of.ts';
import { hintGapMs } from '../../registry/hint.ts';
import type { Registration } from '../../registry/registration.ts';
import { dayMs } from '../../registry/registration.ts';
import type { ChannelOffer, Source } from '../../registry/source.ts';
import type { Examinable } from '../examination/examine.ts';
import type { ReadApart } from '../examination/read-apart.ts';
import { findStream } from './channel-offer.ts';

/** Listens to the sources that tell of their changes; whatever one says is a hint to read it, and nothing else. */
export interface Channels {
  /** After a visit: listens to what its source offers, or no longer. */
  follow(registration: Registration): void;
  /** Registrations that are listened to, or about to be. */
  readonly count: number;
  close(): Promise<void>;
}

export interface ChannelLimits {
  readonly most: number;
  /** One site is not listened to more often at once: pods of a large host are many. */
  readonly perSite: number;
  /** A stream that is silent for so long is opened anew: it may have died without a word. */
  readonly idleMs: number;
  /** One connection may say so much. */
  readonly maxBytes: number;
  /** A stream that ends sooner has failed. */
  readonly steadyMs: number;
  /** What is said within so long counts once. */
  readonly gatherMs: number;
  /** So many times a day a source may bring its own visit forward to this long after the last one; then it waits like anybody. */
  readonly soonPerDay: number;
  readonly soonMs: number;
  /** First pause before it is opened again; it doubles with each failure. */
  readonly retryMs: number;
  /** After so many failures in a row it is left until the next visit. */
  readonly failures: number;
}

const minuteMs = 60_000;
export const channelLimits: ChannelLimits = {
  most: 200,
  perSite: 10,
  idleMs: 60 * minuteMs,
  maxBytes: 256 * 1024,
  steadyMs: 10 * minuteMs,
  gatherMs: 1000,
  soonPerDay: 24,
  soonMs: minuteMs,
  retryMs: minuteMs,
  failures: 5,
};

/** Makes the listener; it knows of a source what the last visit to it remembered. */
export function createChannels(parts: {
  readonly dereferencer: Pick<Dereferencer, 'dereference' | 'send' | 'stream'>;
  readonly readApart: (document: Examinable) => Promise<ReadApart>;
  /** The registration as it is now. */
  readonly find: (id: string) => Registration | undefined;
  /** Makes it due, so long after its last visit at the soonest. */
  readonly hint: (id: string, gapMs: number) => void;
  readonly limits: ChannelLimits;
  /** Milliseconds that only ever grow. */
  readonly elapsed: () => number;
  /** Resolves after the pause, or at once when the signal says so. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
}): Channels {
  const { dereferencer, readApart, find, hint, limits, elapsed, wait } = parts;
  const open = new Map<
    string,
    { readonly site: string; readonly stop: AbortController; readonly done: Promise<void> }
  >();
  const hints = new Map<string, { since: number; count: number }>();

  function tell(id: string): void {
    const before = hints.get(id);
    const today = before && elapsed() - before.since < dayMs ? before : { since: elapsed(), count: 0 };
    today.count += 1;
    hints.set(id, today);
    hint(id, today.count <= limits.soonPerDay ? limits.soonMs : hintGapMs);
  }

  /** Opens the stream once and hears it out; says whether it held. */
  async function hear(id: string, signal: AbortSignal): Promise<'held' | 'failed' | 'over'> {
    const source = offeringSource(find(id));
    if (!source) return 'over';
    const url = await findStream(source.channel, source.finalUrl, { dereferencer, readApart });
    if (!url || signal.aborted) return 'over';
    const met = await dereferencer.stream(url, {
      accept: 'text/turtle, application/ld+json;q=0.9, */*;q=0.1',
      ...limits,
    });
    if (met.state !== 'open') return met.state === 'unreachable' ? 'failed' : 'over';
    const since = elapsed();
    signal.addEventListener('abort', met.close);
    if (signal.aborted) met.close();
    const etag = offeringSource(find(id))?.etag;
    let telling: Promise<void> | undefined;
    for await (const chunk of met.chunks) {
      if (telling || !isNews(chunk, etag)) continue;
      telling = wait(limits.gatherMs, signal).then(() => {
        telling = undefined;
        if (!signal.aborted) tell(id);
      });
    }
    signal.removeEventListener('abort', met.close);
    return elapsed() - since >= limits.steadyMs ? 'held' : 'failed';
  }

  async function listen(id: string, signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted && failures < limits.failures) {
      const heard = await hear(id, signal);
      if (heard === 'over') return;
      failures = heard === 'held' ? 0 : failures + 1;
      await wait(limits.retryMs * 2 ** failures, signal);
    }
  }

  function start(id: string, site: string): void {
    const stop = new AbortController();
    const done = listen(id, stop.signal).finally(() => open.delete(id));
    open.set(id, { site, stop, done });
  }

  return {
    get count() {
      return open.size;
    },
    follow(registration) {
      const { id, url } = registration;
      const known = open.get(id);
      if (!offeringSource(registration)) {
        known?.stop.abort();
        hints.delete(id);
      } else if (!known && open.size < limits.most) {
        const site = siteOf(url);
        const atSite = [...open.values()].filter((other) => other.site === site).length;
        if (atSite < limits.perSite) start(id, site);
      }
    },
    async close() {
      const all = [...open.values()];
      for (const { stop } of all) stop.abort();
      await Promise.all(all.map(({ done }) => done));
    },
  };
}

type OfferingSource = Source & { readonly channel: ChannelOffer };

/** What is withdrawn, or only waits, is not listened to. */
function offeringSource(registration: Registration | undefined): OfferingSource | undefined {
  const isKept = registration?.status === 'listed' || registration?.status === 'signpost';
  return isKept
    ? registration.sources.find((source): source is OfferingSource => source.channel !== undefined)
    : undefined;
}

/** An entity tag inside a quoted text, as the state of a resource stands in Turtle and in JSON. */
const state = /\\"([\x21\x23-\x5b\x5d-\x7e]{1,1000})\\"/g;

/**
 * Whether notifications say more than what we have read: the greeting of a new stream names the state that we may know.
 * They are not parsed; whatever names no state, or another one, is worth a look.
 */
function isNews(chunk: Uint8Array, etag: string | undefined): boolean {
  const known = etag?.replace(/^W\//, '');
  const states = [...Buffer.from(chunk).toString('latin1').matchAll(state)].map(([, tag]) => `"${tag}"`);
  return states.length === 0 || states.some((tag) => tag !== known);
}
