import robotsModule from 'robots-parser';
import type { Dereferenced } from './dereferenced.ts';

// The package's types promise a default export; as a CommonJS module it is the function itself.
const robotsParser = robotsModule as unknown as (typeof robotsModule)['default'];

export type Permission =
  | { readonly state: 'allowed'; readonly crawlDelayMs: number }
  | Extract<Dereferenced, { state: 'refused' | 'unreachable' }>;

/** Says what a site's robots.txt lets us read (RFC 9309). */
export interface Robots {
  permission(url: URL): Promise<Permission>;
}

type Rules = ReturnType<typeof robotsParser>;
type Reading = { readonly rules: Rules } | Extract<Dereferenced, { state: 'unreachable' }>;

const hourMs = 3_600_000;
/** Rules are kept for a day (RFC 9309, section 2.4); a site that failed is asked again soon. */
const keptMs = 24 * hourMs;
const failureKeptMs = hourMs / 12;
const rememberedOrigins = 10_000;

/**
 * Reads and remembers robots.txt by origin. A missing file (any 4xx, or an answer that makes no sense) allows everything;
 * a server that fails is to be asked later, which the caller meets as `unreachable`.
 */
export function createRobots(options: {
  readonly userAgent: string;
  readonly now: () => number;
  readonly maxCrawlDelayMs: number;
  readonly read: (robotsUrl: string) => Promise<Dereferenced>;
}): Robots {
  const kept = new Map<string, { readonly reading: Promise<Reading>; until: number }>();

  function readingOf(origin: string): Promise<Reading> {
    const known = kept.get(origin);
    if (known && options.now() < known.until) return known.reading;
    const entry = { reading: readRules(origin, options.read), until: Number.POSITIVE_INFINITY };
    // Until it has answered, everybody waits for the same request.
    void entry.reading.then(
      (reading) => {
        entry.until = options.now() + ('rules' in reading ? keptMs : failureKeptMs);
      },
      () => kept.delete(origin),
    );
    if (kept.size >= rememberedOrigins) kept.delete(kept.keys().next().value ?? origin);
    kept.set(origin, entry);
    return entry.reading;
  }

  return {
    async permission(url) {
      const reading = await readingOf(url.origin);
      if (!('rules' in reading)) return reading;
      const { rules } = reading;
      if (rules.isDisallowed(url.href, options.userAgent))
        return { state: 'refused', robotsUrl: robotsUrlOf(url.origin) };
      const delayMs = (rules.getCrawlDelay(options.userAgent) ?? 0) * 1000;
      return { state: 'allowed', crawlDelayMs: Math.min(Math.max(delayMs, 0), options.maxCrawlDelayMs) };
    },
  };
}

function robotsUrlOf(origin: string): string {
  return `${origin}/robots.txt`;
}

async function readRules(origin: string, read: (url: string) => Promise<Dereferenced>): Promise<Reading> {
  const url = robotsUrlOf(origin);
  const met = await read(url);
  if (met.state === 'unreachable') return met;
  const text = met.state === 'document' ? new TextDecoder().decode(met.document.body) : '';
  return { rules: robotsParser(url, text) };
}
