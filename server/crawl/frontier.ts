import type { Registration } from '../registry/registration.ts';
import type { Registry } from '../registry/registry.ts';

/** Hands out what is due, one registration of a site at a time, so that no visit waits behind another's politeness. */
export interface Frontier {
  /**
   * The next registration to visit; `busy` when all that is due is on sites under visit or in their pause; `done` when
   * nothing is due, sites that asked for a long rest aside.
   */
  next(): Registration | 'busy' | 'done';
  /** Milliseconds until the first pause is over that something due waits for; undefined when only visits are waited for. */
  pauseMs(): number | undefined;
  /** The visit is over: its site may be visited again. True when nothing that is due of the site is left. */
  release(registration: Registration): boolean;
}

/** How many it looks ahead at a time for sites that are free, and how many it holds. */
const lookAhead = 500;
const mostHeld = 20_000;
/** After how many visits, or how long without one, it looks again: what is registered meanwhile should not wait for a long round to end. */
const lookAgainAfter = 20;
const lookAgainMs = 1000;
/** A site that is closed for longer is left to a later round: a Crawl-delay is at most half of it. */
const longestPauseMs = 60_000;

/** Makes the frontier of one round; due dates are compared with the clock as it goes. */
export function createFrontier(parts: {
  readonly registry: Pick<Registry, 'due'>;
  readonly now: () => Date;
  readonly siteOf: (url: string) => string;
  /** Milliseconds for which a site is to be left alone. */
  readonly pauseMs: (site: string) => number;
}): Frontier {
  const { registry, now, siteOf, pauseMs } = parts;
  const lanes = new Map<string, Registration[]>();
  /** Those of the lanes whose first was never read. */
  const unread = new Set<string>();
  const busy = new Set<string>();
  const held = new Set<string>();
  /** Everything that was due before it was taken in. */
  let seen: Registration | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let mayFindMore = true;
  let sinceLook = 0;

  function setLane(site: string, lane: Registration[]): void {
    const [first] = lane;
    if (first) lanes.set(site, lane);
    else lanes.delete(site);
    if (first && !first.lastVisitAt) unread.add(site);
    else unread.delete(site);
  }

  /** Takes in what has become due since it last looked, or comes after what it took then; false when that is nothing. */
  function look(): boolean {
    sinceLook = 0;
    lookedAt = now().getTime();
    const before = held.size;
    const found = held.size < mostHeld ? registry.due(now(), lookAhead, seen) : [];
    for (const registration of found) {
      const { id, url, nextVisitAt } = registration;
      // Dates that only a wrong clock can have set come last, and each time again.
      if (nextVisitAt && nextVisitAt <= now().toISOString()) seen = registration;
      if (held.has(id)) continue;
      held.add(id);
      const site = siteOf(url);
      const lane = lanes.get(site);
      if (lane) lane.push(registration);
      else setLane(site, [registration]);
    }
    mayFindMore = held.size > before;
    return mayFindMore;
  }

  /** Looking when nothing can have changed would cost more than the visits. */
  function isWorthALook(): boolean {
    return mayFindMore || Math.abs(now().getTime() - lookedAt) >= lookAgainMs;
  }

  /** Who was never read comes first: somebody is waiting to see it on the map. */
  function choose(): string | undefined {
    for (const sites of [unread, lanes]) for (const site of sites.keys()) if (isFree(site)) return site;
    return undefined;
  }

  function isFree(site: string): boolean {
    if (busy.has(site)) return false;
    const ms = pauseMs(site);
    // What rests stays due, and is not looked at again in this round.
    if (ms > longestPauseMs) setLane(site, []);
    return ms <= 0;
  }

  return {
    next() {
      if (sinceLook >= lookAgainAfter) look();
      let site = choose();
      while (site === undefined && isWorthALook() && look()) site = choose();
      if (site === undefined) return lanes.size === 0 && busy.size === 0 ? 'done' : 'busy';
      const lane = lanes.get(site) ?? [];
      const registration = lane.shift();
      if (!registration) throw new Error(`the lane of ${site} is empty`);
      setLane(site, lane);
      busy.add(site);
      sinceLook++;
      return registration;
    },
    pauseMs() {
      const pauses = [...lanes.keys()].filter((site) => !busy.has(site)).map(pauseMs);
      return pauses.length > 0 ? Math.min(...pauses) : undefined;
    },
    release({ id, url }) {
      const site = siteOf(url);
      held.delete(id);
      busy.delete(site);
      // The visit may have led to others.
      mayFindMore = true;
      return !lanes.has(site);
    },
  };
}
