import { everything, type Selection } from '../../server/points/selection.ts';

/**
 * What the page around this map has chosen, which its visitors cannot take away; undefined where the map is our own page.
 * The server wrote it beside the map and not into the address, which visitors change.
 */
export function readLocked(): Selection | undefined {
  const written = globalThis.document?.getElementById('map-app')?.dataset['locked'];
  return written === undefined ? undefined : { ...everything, ...(JSON.parse(written) as Partial<Selection>) };
}

/** Whether this map is part of somebody else's page: it keeps nothing of its visitors there, not even an address. */
export function isGuest(): boolean {
  return readLocked() !== undefined;
}

/** A selection with what is locked in place of what it says of the same. */
export function withLocked({ q, facets }: Selection, locked = readLocked()): Selection {
  if (!locked) return { q, facets };
  return { q: locked.q || q, facets: { ...facets, ...locked.facets } };
}

/** What of a selection its reader may take away. */
export function withoutLocked({ q, facets }: Selection, locked = readLocked()): Selection {
  if (!locked) return { q, facets };
  const free = Object.entries(facets).filter(([name]) => !(name in locked.facets));
  return { q: locked.q ? '' : q, facets: Object.fromEntries(free) };
}
