import { createHash } from 'node:crypto';
import type { Dereferenced, DereferencerOptions } from '../../server/fetch/dereference.ts';
import type { SimulatedClock } from './simulated-day-clock.ts';

type Exchange = NonNullable<DereferencerOptions['exchange']>;
type Request = Parameters<Exchange>[0];

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How a host behaves. */
export type Manner = 'ordinary' | 'slow' | 'crawl-delay 10' | 'crawl-delay 60' | 'down at night' | 'tires' | 'dead';

/** One publisher of the simulated web. */
export interface SimulatedHost {
  readonly domain: string;
  readonly manner: Manner;
  readonly places: number;
}

/** One request as its host saw it, in milliseconds since the beginning. */
export interface SeenRequest {
  readonly path: string;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** A web without a network: places on hosts, each with manners of its own. */
export interface SimulatedWeb {
  readonly hosts: readonly SimulatedHost[];
  readonly urls: readonly string[];
  readonly exchange: Exchange;
  /** What each registrable domain was asked, in order. */
  readonly seen: ReadonlyMap<string, readonly SeenRequest[]>;
  /** Until when each domain asked to be left alone, and since when. */
  readonly rests: readonly { readonly domain: string; readonly from: number; readonly until: number }[];
}

/** Of a hundred hosts, so many; the rest is ordinary. */
const manners: readonly [Manner, number][] = [
  ['slow', 4],
  ['crawl-delay 10', 4],
  ['crawl-delay 60', 2],
  ['down at night', 2],
  ['tires', 1],
  ['dead', 1],
];
/** A host that tires answers so many requests, then 429 until it has rested. */
const breath = 40;
const restMs = 15 * minuteMs;

/** Invents so many places on so many hosts, few of them large and many small; always the same for the same chance. */
export function inventHosts(places: number, hosts: number, random: () => number): readonly SimulatedHost[] {
  return shares(places, hosts).map((share, i) => ({
    domain: `lieux-${i}.fr`,
    places: share,
    manner: mannerOf(i, random),
  }));
}

/** Makes a web of these hosts. */
export function createSimulatedWeb(
  clock: SimulatedClock,
  { hosts, random }: { readonly hosts: readonly SimulatedHost[]; readonly random: () => number },
): SimulatedWeb {
  const byDomain = new Map(hosts.map((host) => [host.domain, host]));
  const seen = new Map<string, SeenRequest[]>(hosts.map(({ domain }) => [domain, []]));
  const rests: { domain: string; from: number; until: number }[] = [];
  const asked = new Map<string, number>();

  function answer({ domain, manner }: SimulatedHost, request: Request): Dereferenced {
    const { url } = request;
    const hour = (clock.now % dayMs) / hourMs;
    if (manner === 'dead') return { state: 'unreachable', reason: 'timeout' };
    if (manner === 'down at night' && hour >= 2 && hour < 8)
      return { state: 'unreachable', reason: 'server-error', status: 503 };
    const number = (asked.get(domain) ?? 0) + 1;
    asked.set(domain, number);
    if (manner === 'tires' && number % breath === 0) {
      rests.push({ domain, from: clock.now, until: clock.now + restMs });
      return { state: 'unreachable', reason: 'rate-limited', status: 429, retryAfterMs: restMs };
    }
    if (url.pathname === '/robots.txt') return document(request, robotsOf(manner));
    const page = document(request, profile(url, Math.floor(clock.now / dayMs)));
    const { validators } = page.document;
    return request.validators?.etag === validators.etag
      ? { state: 'not-modified', finalUrl: url.href, validators }
      : page;
  }

  return {
    hosts,
    urls: hosts.flatMap(({ domain, places: share }) => Array.from({ length: share }, (_, i) => urlOf(domain, i))),
    seen,
    rests,
    async exchange(request) {
      const { url } = request;
      const host = byDomain.get(url.hostname.replace(/^www\./, ''));
      if (!host) throw new Error(`${url.href} is not of this web`);
      const startedAt = clock.now;
      await clock.wait(latencyOf(host.manner, random));
      const met = answer(host, request);
      seen.get(host.domain)?.push({ path: url.pathname, startedAt, endedAt: clock.now });
      return met;
    },
  };
}

/** The largest share to the first, half of it to the second, a third to the third … and one to everybody. */
function shares(total: number, count: number): number[] {
  const weights = Array.from({ length: count }, (_, i) => 1 / (i + 1));
  const sum = weights.reduce((a, b) => a + b, 0);
  let left = total - count;
  return weights.map((weight) => {
    const more = Math.min(left, Math.ceil(((total - count) * weight) / sum));
    left -= more;
    return 1 + more;
  });
}

/** The third largest is one of the slowest there can be. */
function mannerOf(i: number, random: () => number): Manner {
  if (i < 5) return i === 2 ? 'crawl-delay 60' : 'ordinary';
  let lot = random() * 100;
  for (const [manner, share] of manners) {
    if (lot < share) return manner;
    lot -= share;
  }
  return 'ordinary';
}

function robotsOf(manner: Manner): string {
  const delay = /^crawl-delay (\d+)$/.exec(manner)?.[1];
  return `User-agent: *\nDisallow: /admin/\n${delay ? `Crawl-delay: ${delay}\n` : ''}`;
}

function latencyOf(manner: Manner, random: () => number): number {
  if (manner === 'dead') return 30_000;
  return manner === 'slow' ? 2000 + random() * 6000 : 50 + random() * 450;
}

/** Some places of a host are under a name of their own: politeness counts them together. */
function urlOf(domain: string, i: number): string {
  return `https://${i % 4 === 3 ? 'www.' : ''}${domain}/lieu-${i}`;
}

/** Two places of five change every day. */
function profile({ href, pathname }: URL, day: number): string {
  const i = Number(pathname.split('-')[1]);
  const version = i % 5 < 2 ? day : 0;
  return `@prefix s: <https://schema.org/> .
<${href}#lieu> a <https://w3id.org/obsidienne/ns#ThirdPlace> ; s:name "Lieu ${i}" ; s:description "Jour ${version}" ;
  s:address [ s:postalCode "35000" ; s:addressLocality "Rennes" ] ; s:geo [ s:latitude 48.11 ; s:longitude -1.68 ] .`;
}

function document({ url, accept }: Request, text: string): Extract<Dereferenced, { state: 'document' }> {
  const hash = createHash('sha256').update(url.href).update(text).digest('hex');
  const body = Buffer.from(text);
  const read = { url: url.href, finalUrl: url.href, accept, mediaType: 'text/turtle', body, links: [], hash };
  return { state: 'document', document: { ...read, validators: { etag: `"${hash.slice(0, 16)}"` } } };
}

/** A number in [0, 1) at each call, always the same ones for a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
