import type { Registration } from '../registry/registration.ts';
import type { Registry } from '../registry/registry.ts';

/** Hands out what is due, one registration of a site at a time, so that no visit waits behind another's politeness. */
export interface Frontier {
  /** The next registration to visit; `busy` when all that is due is on sites under visit; `done` when nothing is due. */
  next(): Registration | 'busy' | 'done';
  /** The visit is over: its site may be visited again. */
  release(registration: Registration): void;
}

/** How far it looks ahead for sites that are free. */
const lookAhead = 500;
/** After how many visits it looks again: what was registered meanwhile should not wait for a long round to end. */
const lookAgainAfter = 20;

/** Makes the frontier of one round; due dates are compared with the clock as it goes. */
export function createFrontier(parts: {
  readonly registry: Pick<Registry, 'due'>;
  readonly now: () => Date;
  readonly siteOf: (url: string) => string;
}): Frontier {
  const { registry, now, siteOf } = parts;
  const lanes = new Map<string, Registration[]>();
  const busy = new Set<string>();
  const held = new Set<string>();
  let sinceLook = lookAgainAfter;

  function look(): void {
    sinceLook = 0;
    for (const registration of registry.due(now(), lookAhead + held.size)) {
      if (held.has(registration.id)) continue;
      held.add(registration.id);
      const site = siteOf(registration.url);
      lanes.set(site, [...(lanes.get(site) ?? []), registration]);
    }
  }

  /** Who was never read comes first: somebody is waiting to see it on the map. */
  function choose(): string | undefined {
    let known: string | undefined;
    for (const [site, [first]] of lanes) {
      if (busy.has(site)) continue;
      if (!first?.lastVisitAt) return site;
      known ??= site;
    }
    return known;
  }

  return {
    next() {
      if (sinceLook >= lookAgainAfter || lanes.size === 0) look();
      const site = choose();
      if (site === undefined) return lanes.size === 0 && busy.size === 0 ? 'done' : 'busy';
      const [registration, ...rest] = lanes.get(site) ?? [];
      if (!registration) throw new Error(`the lane of ${site} is empty`);
      if (rest.length === 0) lanes.delete(site);
      else lanes.set(site, rest);
      busy.add(site);
      sinceLook++;
      return registration;
    },
    release({ id, url }) {
      held.delete(id);
      busy.delete(siteOf(url));
    },
  };
}
