import type { Dereferenced } from './dereferenced.ts';
import { allows, noRules, parseRobots, type RobotsRules } from './robots-rules.ts';
import type { SiteNotes } from './site-notes.ts';

export type Permission =
  | { readonly state: 'allowed'; readonly crawlDelayMs: number }
  | Extract<Dereferenced, { state: 'refused' | 'unreachable' }>;

/** Says what a site's robots.txt lets us read (RFC 9309). */
export interface Robots {
  permission(url: URL): Promise<Permission>;
  /** The sitemaps that it names, as absolute URLs. */
  sitemaps(url: URL): Promise<readonly string[]>;
}

type Unreachable = Extract<Dereferenced, { state: 'unreachable' }>;

/** What is known of one origin's robots.txt; times in epoch milliseconds. */
interface Reading {
  /** As last read, and when. */
  readonly rules?: RobotsRules;
  readonly readAt: number;
  /** The series of failures since then. */
  readonly failing?: { readonly since: number; readonly at: number; readonly met: Unreachable };
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Rules are kept for a day (section 2.4). */
const keptMs = dayMs;
/** A failure, or a refusal, is believed for as long as it takes somebody to mend it and come back. */
const doubtedMs = 5 * minuteMs;
/** After so long, a robots.txt that its server cannot give counts as absent (section 2.3.1.4). */
const givenUpMs = 30 * dayMs;
/** Sites choose how long theirs are: so much is remembered of all of them, and so much of one beyond a restart. */
const rememberedChars = 20_000_000;
const notedChars = 100_000;

/**
 * Reads and remembers robots.txt by origin, in `notes` also beyond a restart. A missing file (any 4xx, or an answer that
 * makes no sense) allows everything. One whose server fails keeps us out, which the caller meets as `unreachable`, unless
 * we know what it said before.
 */
export function createRobots(options: {
  /** The product token that robots.txt files call us by. */
  readonly product: string;
  readonly now: () => number;
  readonly maxCrawlDelayMs: number;
  readonly notes?: SiteNotes;
  readonly read: (robotsUrl: string) => Promise<Dereferenced>;
}): Robots {
  const { product, now, maxCrawlDelayMs, notes, read } = options;
  const known = new Map<string, Reading>();
  const asking = new Map<string, Promise<Reading>>();
  let knownChars = 0;

  const isYoung = (at: number, ms: number) => Math.abs(now() - at) < ms;
  const isFresh = ({ rules, readAt, failing }: Reading, ms: number) =>
    failing ? isYoung(failing.at, doubtedMs) : rules !== undefined && isYoung(readAt, ms);

  function recall(origin: string): Reading | undefined {
    const reading = known.get(origin);
    if (reading) return reading;
    const noted = notes?.read(noteOf(origin)) as Reading | undefined;
    return noted && remember(origin, noted);
  }

  function remember(origin: string, reading: Reading): Reading {
    forget(origin);
    known.set(origin, reading);
    knownChars += sizeOf(reading);
    for (const oldest of known.keys()) {
      if (knownChars <= rememberedChars) break;
      forget(oldest);
    }
    return reading;
  }

  function forget(origin: string): void {
    const reading = known.get(origin);
    if (reading) knownChars -= sizeOf(reading);
    known.delete(origin);
  }

  async function ask(origin: string, before: Reading | undefined): Promise<Reading> {
    const met = await read(robotsUrlOf(origin));
    const reading: Reading =
      met.state === 'unreachable'
        ? { readAt: 0, ...before, failing: { since: before?.failing?.since ?? now(), at: now(), met } }
        : { rules: met.state === 'document' ? parse(met.document.body) : noRules, readAt: now() };
    if (sizeOf(reading) < notedChars) notes?.write(noteOf(origin), reading);
    return remember(origin, reading);
  }

  const parse = (body: Uint8Array) => parseRobots(new TextDecoder().decode(body), product);

  /** What the robots.txt says, as it was read at most `ms` ago; while it is asked for, everybody waits for the same answer. */
  async function readingOf(origin: string, ms: number): Promise<Reading> {
    const reading = recall(origin);
    if (reading && isFresh(reading, ms)) return reading;
    const asked = asking.get(origin) ?? ask(origin, reading).finally(() => asking.delete(origin));
    asking.set(origin, asked);
    return asked;
  }

  function judge({ rules, failing }: Reading, url: URL): Permission {
    const isBroken = failing?.met.reason === 'server-error';
    if (failing && !(isBroken && (rules || failing.at - failing.since >= givenUpMs)))
      return { ...failing.met, robotsUrl: robotsUrlOf(url.origin) };
    const known = rules ?? noRules;
    if (!allows(known, url)) return { state: 'refused', robotsUrl: robotsUrlOf(url.origin) };
    return { state: 'allowed', crawlDelayMs: Math.min(known.crawlDelayMs, maxCrawlDelayMs) };
  }

  return {
    async permission(url) {
      const permission = judge(await readingOf(url.origin, keptMs), url);
      // A refusal takes a profile out of the directory: it is not given from an old copy.
      return permission.state === 'refused' ? judge(await readingOf(url.origin, doubtedMs), url) : permission;
    },
    async sitemaps({ origin }) {
      const { rules } = await readingOf(origin, keptMs);
      // What was noted by an earlier version knows none.
      return (rules?.sitemaps ?? []).flatMap((sitemap) => URL.parse(sitemap, origin)?.href ?? []);
    },
  };
}

/** About what a reading takes in memory, in characters. */
function sizeOf({ rules }: Reading): number {
  const sitemaps = (rules?.sitemaps ?? []).join().length;
  return (rules?.rules ?? []).reduce((sum, { pattern }) => sum + pattern.length + 50, 200 + sitemaps);
}

function robotsUrlOf(origin: string): string {
  return `${origin}/robots.txt`;
}

function noteOf(origin: string): string {
  return `robots ${origin}`;
}
