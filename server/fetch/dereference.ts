import { setTimeout } from 'node:timers/promises';
import { Agent } from 'undici';
import { given } from '../rdf/given.ts';
import { admitUrl } from './admit-url.ts';
import type { Dereferenced, Validators } from './dereferenced.ts';
import { exchange as exchangeWith, type Post, type Redirect, type Request } from './exchange.ts';
import { failureOf } from './failure.ts';
import { createGuardedConnector, type Hosts, type Resolve, resolveBySystem } from './guarded-connector.ts';
import { createHostGate } from './host-gate.ts';
import { createRobots, type Permission } from './robots.ts';
import type { SiteNotes } from './site-notes.ts';
import { siteOf } from './site-of.ts';
import { createSiteRests } from './site-rests.ts';
import { bareHost } from './special-addresses.ts';
import { type Opened, openStream, type StreamOptions } from './stream.ts';

export type { Dereferenced, Document, Validators } from './dereferenced.ts';
export type { Opened } from './stream.ts';

export interface Limits {
  /** Opening a connection, TLS included. */
  readonly connectMs: number;
  /** One URL with all its redirects and body; robots.txt has as much again, and our own politeness does not count. */
  readonly totalMs: number;
  readonly rdfBytes: number;
  readonly htmlBytes: number;
  readonly redirects: number;
}

export interface Politeness {
  /** Pause between two requests to one registrable domain; hosts of the `hosts` map have none. */
  readonly gapMs: number;
  /** No `Crawl-delay` is obeyed beyond this. */
  readonly maxCrawlDelayMs: number;
}

export interface DereferencerOptions {
  /** `Name/version (+address)`; the name is what robots.txt files call us. */
  readonly userAgent: string;
  /** Names that are dialled there and nowhere else; everything else must be on the public internet. */
  readonly hosts?: Hosts;
  readonly allowedPorts?: readonly number[];
  readonly limits?: Partial<Limits>;
  readonly politeness?: Partial<Politeness>;
  /** `false` for a document that its own publisher asks us to read now. */
  readonly robots?: boolean;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** Milliseconds that only ever grow, for pauses: a clock that is set back must not make them last for years. */
  readonly elapsed?: () => number;
  readonly wait?: (ms: number) => Promise<unknown>;
  /** Keeps what sites ask of us beyond a restart. */
  readonly notes?: SiteNotes;
  /** Asks one URL once instead of the network: for a web that is simulated. */
  readonly exchange?: (request: Request) => Promise<Dereferenced | Redirect>;
  readonly resolve?: Resolve;
  /** Told of every request once it has been answered or given up. */
  readonly onExchange?: (exchanged: Exchanged) => void;
}

/** One request, redirects and robots.txt being requests of their own: whom it asked, how long that took, what came of it. */
export interface Exchanged {
  readonly site: string;
  /** Milliseconds on the network: our own politeness does not count. */
  readonly ms: number;
  readonly state: Dereferenced['state'] | 'redirect' | 'open';
}

/** What is known from the last reading. */
export interface Previous {
  readonly validators?: Validators;
  /** The URL that gave the validators; without it they go to every hop. */
  readonly finalUrl?: string;
  readonly accept?: string;
  /** Takes more of a document that is no page than it would of anybody's. */
  readonly limitBytes?: number;
}

/** What opening a response that stays open can meet. */
export type Streamed = Opened | Exclude<Dereferenced, { state: 'document' | 'not-modified' }>;

export interface Dereferencer {
  /** Asks the web for one URL; what can go wrong out there is a value. */
  dereference(url: string, previous?: Previous): Promise<Dereferenced>;
  /** Sends a small document and gives the answer; no redirect is followed. */
  send(url: string, post: Post): Promise<Dereferenced>;
  /** Opens a response that is meant to stay open; whoever opens it closes it. */
  stream(url: string, options: StreamOptions): Promise<Streamed>;
  /** The sitemaps that the robots.txt of a URL's site names. */
  sitemaps(url: string): Promise<readonly string[]>;
  /** Milliseconds for which a site is to be left alone: our own pause after a request, or what it asked for. */
  pauseMs(site: string): number;
  /** Breaks off what is under way and closes every connection. */
  close(): Promise<void>;
}

/** What holds unless an operator or a test says otherwise. */
export const defaultLimits: Limits = {
  connectMs: 10_000,
  totalMs: 30_000,
  rdfBytes: 1024 * 1024,
  htmlBytes: 3 * 1024 * 1024,
  redirects: 5,
};
const defaultPoliteness: Politeness = { gapMs: 2000, maxCrawlDelayMs: 30_000 };
const robotsBytes = 500 * 1024;
/** The rest of a site that answers 429 without saying for how long. */
const unstatedRestMs = 3_600_000;
const pageTypes = new Set(['text/html', 'application/xhtml+xml']);

type Walk = Pick<Request, 'accept' | 'validators' | 'limitFor' | 'cut' | 'post'> & {
  readonly gapMs: number;
  readonly permit: (url: URL) => Promise<Permission>;
  /** The only URL that the validators are sent to. */
  readonly validatedUrl?: string;
};

/** Asks for RDF first, then for pages that may carry some: what `dereference` sends unless told otherwise. */
export const acceptRdf = [
  'text/turtle',
  'application/ld+json;q=0.95',
  'application/n-quads;q=0.9',
  'application/n-triples;q=0.9',
  'application/trig;q=0.9',
  'application/rdf+xml;q=0.8',
  'text/html;q=0.6',
  'application/xhtml+xml;q=0.6',
  '*/*;q=0.1',
].join(', ');

/** Makes the one door through which everything that reads the web goes: guarded, bounded, polite. */
export function createDereferencer(options: DereferencerOptions): Dereferencer {
  const { userAgent, hosts = {}, allowedPorts = [80, 443], now = Date.now, resolve = resolveBySystem } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const politeness = { ...defaultPoliteness, ...options.politeness };
  const closing = new AbortController();
  const wait = options.wait ?? ((ms: number) => setTimeout(ms, undefined, { signal: closing.signal }));
  const gate = createHostGate({ now: options.elapsed ?? (() => performance.now()), wait });
  const rests = createSiteRests({ now, ...given('notes', options.notes) });
  const connect = createGuardedConnector({ hosts, resolve, connectMs: limits.connectMs });
  const agent = new Agent({
    connect,
    connections: 1,
    allowH2: false,
    headersTimeout: limits.totalMs,
    bodyTimeout: limits.totalMs,
  });
  const exchange = options.exchange ?? ((request: Request) => exchangeWith(agent, request));
  // What stays open must not keep others from their turn.
  const streams = new Agent({ connect, allowH2: false });
  const allowAll = async (): Promise<Permission> => ({ state: 'allowed', crawlDelayMs: 0 });
  const robots = createRobots({
    product: userAgent.split('/')[0] ?? '',
    now,
    maxCrawlDelayMs: politeness.maxCrawlDelayMs,
    ...given('notes', options.notes),
    read: (robotsUrl) =>
      follow(robotsUrl, {
        accept: 'text/plain, */*;q=0.1',
        limitFor: () => robotsBytes,
        cut: true,
        gapMs: politeness.gapMs,
        permit: allowAll,
      }),
  });

  const restOf = (site: string): Extract<Dereferenced, { state: 'unreachable' }> => ({
    state: 'unreachable',
    reason: 'rate-limited',
    retryAfterMs: rests.leftMs(site),
  });

  /** Follows redirects ourselves, so that every hop passes the same guards. */
  async function follow(asked: string, walk: Walk): Promise<Dereferenced> {
    const met = await walkTo<Dereferenced>(asked, walk, exchange);
    return met.state === 'document' ? { state: 'document', document: { ...met.document, url: asked } } : met;
  }

  async function walkTo<T extends { readonly state: string }>(
    asked: string,
    walk: Walk,
    ask: (request: Request) => Promise<T | Dereferenced | Redirect>,
  ): Promise<T | Dereferenced> {
    let remainingMs = limits.totalMs;
    let next = asked;
    for (let hop = 0; hop <= limits.redirects; hop += 1) {
      const admitted = admitUrl(next, { allowedPorts, hosts });
      if (admitted.state === 'blocked') return admitted;
      const { url } = admitted;
      const site = siteOf(url.href);
      if (rests.leftMs(site) > 0) return restOf(site);
      const permission = await walk.permit(url);
      if (permission.state !== 'allowed') return permission;
      const isMapped = Object.hasOwn(hosts, bareHost(url.hostname));
      const gapMs = Math.max(isMapped ? 0 : walk.gapMs, permission.crawlDelayMs);
      const { validators, ...request } = walk;
      const validated = walk.validatedUrl === undefined || walk.validatedUrl === url.href;
      const met = await gate.run(site, gapMs, async () => {
        // It may have asked for rest while we were waiting.
        if (rests.leftMs(site) > 0) return restOf(site);
        const startedAt = performance.now();
        const answer = await ask({
          ...request,
          ...(validators && validated ? { validators } : {}),
          url,
          userAgent,
          deadlineMs: remainingMs,
          now: now(),
        });
        const ms = performance.now() - startedAt;
        remainingMs -= ms;
        options.onExchange?.({ site, ms, state: answer.state as Exchanged['state'] });
        if (isUnreachable(answer) && (answer.reason === 'rate-limited' || answer.retryAfterMs))
          rests.begin(site, answer.retryAfterMs ?? unstatedRestMs);
        return answer;
      });
      if (met === 'busy') return { state: 'unreachable', reason: 'busy' };
      if (!isRedirect(met)) return met;
      if (walk.post) return { state: 'bad-answer', reason: 'redirects', status: met.status };
      if (!URL.canParse(met.location, url.href))
        return { state: 'bad-answer', reason: 'redirects', status: met.status };
      next = new URL(met.location, url).href;
    }
    return { state: 'bad-answer', reason: 'redirects' };
  }

  const walkOf = (previous: Previous): Walk => ({
    accept: previous.accept ?? acceptRdf,
    ...(previous.validators ? { validators: previous.validators } : {}),
    ...(previous.finalUrl ? { validatedUrl: previous.finalUrl } : {}),
    limitFor: (mediaType) =>
      pageTypes.has(mediaType) ? limits.htmlBytes : Math.max(limits.rdfBytes, previous.limitBytes ?? 0),
    gapMs: politeness.gapMs,
    permit: options.robots === false ? allowAll : robots.permission,
  });

  return {
    async dereference(url, previous = {}) {
      return follow(url, walkOf(previous)).catch(failureOf);
    },
    async send(url, post) {
      const walk = { ...walkOf({ accept: post.accept ?? 'application/ld+json' }), post };
      return follow(url, walk).catch(failureOf);
    },
    async stream(url, streamOptions) {
      const ask = (request: Request) => openStream(streams, request, streamOptions);
      const met = await walkTo(url, walkOf(streamOptions), ask).catch(failureOf);
      if (met.state === 'document' || met.state === 'not-modified') throw new Error('a stream is no document');
      return met;
    },
    async sitemaps(url) {
      const admitted = admitUrl(url, { allowedPorts, hosts });
      if (admitted.state === 'blocked' || options.robots === false) return [];
      return robots.sitemaps(admitted.url);
    },
    pauseMs: (site) => Math.max(gate.pauseMs(site), rests.leftMs(site)),
    async close() {
      closing.abort();
      await Promise.all([agent.destroy(), streams.destroy()]);
    },
  };
}

function isRedirect(met: { readonly state: string }): met is Redirect {
  return met.state === 'redirect';
}

function isUnreachable(met: { readonly state: string }): met is Extract<Dereferenced, { state: 'unreachable' }> {
  return met.state === 'unreachable';
}
