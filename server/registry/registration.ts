import { hash } from 'node:crypto';
import type { Source } from './source.ts';

/**
 * What a registration is to the observatory; `hidden` states keep their last good version for the day they recover.
 * `discovered`: another profile links to it, and nobody registered it. `signpost`: it leads to profiles and is none itself.
 */
export type Status = 'discovered' | 'pending' | 'listed' | 'signpost' | 'invalid' | 'unreachable' | 'withdrawn';

/** Our memory of one profile URL; times are ISO 8601 in UTC. */
export interface Registration {
  readonly id: string;
  readonly url: string;
  readonly status: Status;
  /** Who told us: `api`, `cli`, `seed`, `import`, `link` … */
  readonly source: string;
  readonly registeredAt: string;
  /** Null when we will not go back by ourselves. */
  readonly nextVisitAt: string | null;
  readonly lastVisitAt: string | null;
  /** When its content was last confirmed by the source. */
  readonly readAt: string | null;
  readonly changedAt: string | null;
  readonly withdrawnAt: string | null;
  /** Start of the present series of failures. */
  readonly failingSince: string | null;
  readonly failures: number;
  /** What was met since the profile was last confirmed, kind by kind. */
  readonly streaks: readonly Streak[];
  /** Present gap between visits, in milliseconds. */
  readonly intervalMs: number;
  readonly finalUrl: string | null;
  readonly mediaType: string | null;
  /** What the shown graph was read from: the registered address first, then the document that it names as its data. */
  readonly sources: readonly Source[];
  /** Canonical hash of the last conforming graph. */
  readonly graphHash: string | null;
  /** Whether that graph is part of the answers now. */
  readonly shown: boolean;
  /** Until when that graph says of itself that it holds (`schema:expires`). */
  readonly expiresAt: string | null;
}

/** How often, and since when, visits met the same thing (an outcome's word), whatever they met in between. */
export interface Streak {
  readonly met: string;
  readonly times: number;
  readonly since: string;
}

export const dayMs = 24 * 60 * 60 * 1000;

/** The longest pause between two visits, give or take a twentieth. */
export const maxIntervalMs = 7 * dayMs;

/** The identifier of a profile URL: stable, URL-safe, the same for everyone who registers it. */
export function registrationId(url: string): string {
  return hash('sha256', url, 'base64url').slice(0, 12);
}

/** A registration that was never visited and is due at once. */
export function newRegistration(url: string, source: string, at: Date): Registration {
  return {
    id: registrationId(url),
    url,
    status: 'pending',
    source,
    registeredAt: at.toISOString(),
    nextVisitAt: at.toISOString(),
    lastVisitAt: null,
    readAt: null,
    changedAt: null,
    withdrawnAt: null,
    failingSince: null,
    failures: 0,
    streaks: [],
    intervalMs: dayMs,
    finalUrl: null,
    mediaType: null,
    sources: [],
    graphHash: null,
    shown: false,
    expiresAt: null,
  };
}
