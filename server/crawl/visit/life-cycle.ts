import type { Registration, Status } from '../../registry/registration.ts';
import { dayMs, maxIntervalMs } from '../../registry/registration.ts';
import type { Outcome } from './outcome.ts';

const hourMs = dayMs / 24;

/** What becomes of a profile that cannot be confirmed: after how many failures, over how long, and the verdict then. */
interface Rule {
  /** Its status while the last good graph is kept. */
  readonly meanwhile: Status;
  /** `withdraw` says it aloud and stops visiting; `hide` takes it from the answers but goes on trying. */
  readonly verdict: 'withdraw' | 'hide';
  readonly afterFailures: number;
  readonly afterMs: number;
  /** First pause before the next try; it doubles with each failure, up to a week. */
  readonly retryMs: number;
}

/** What a visit meets when all is well. */
type Confirmed = 'changed' | 'unchanged' | 'signpost';

/**
 * The life cycle of a registration, one line per thing a visit can meet. Slow is not gone; invalid is not gone;
 * gone is said aloud.
 */
const rules: Readonly<Record<Exclude<Outcome['state'], Confirmed>, Rule>> = {
  gone: { meanwhile: 'withdrawn', verdict: 'withdraw', afterFailures: 1, afterMs: 0, retryMs: dayMs },
  expired: { meanwhile: 'withdrawn', verdict: 'withdraw', afterFailures: 1, afterMs: 0, retryMs: dayMs },
  refused: { meanwhile: 'withdrawn', verdict: 'withdraw', afterFailures: 1, afterMs: 0, retryMs: dayMs },
  'not-found': { meanwhile: 'unreachable', verdict: 'withdraw', afterFailures: 3, afterMs: 7 * dayMs, retryMs: dayMs },
  // A Solid server answers 401 or 403 after a delete or when public access is taken back.
  forbidden: { meanwhile: 'unreachable', verdict: 'withdraw', afterFailures: 2, afterMs: 0, retryMs: 12 * hourMs },
  invalid: { meanwhile: 'invalid', verdict: 'hide', afterFailures: 1, afterMs: 7 * dayMs, retryMs: dayMs },
  'too-large': { meanwhile: 'invalid', verdict: 'hide', afterFailures: 1, afterMs: 7 * dayMs, retryMs: dayMs },
  unreachable: { meanwhile: 'unreachable', verdict: 'hide', afterFailures: 1, afterMs: 90 * dayMs, retryMs: hourMs },
  blocked: { meanwhile: 'unreachable', verdict: 'hide', afterFailures: 1, afterMs: 90 * dayMs, retryMs: dayMs },
  failed: { meanwhile: 'unreachable', verdict: 'hide', afterFailures: 1, afterMs: 90 * dayMs, retryMs: hourMs },
  'bad-answer': { meanwhile: 'unreachable', verdict: 'hide', afterFailures: 1, afterMs: 90 * dayMs, retryMs: dayMs },
};

/** Tries at an address that only a link led us to: most links lead to pages that never were profiles. */
const maxTriesOfDiscovered = 3;

/** Decides what a visit's outcome makes of its registration; `random` in [0, 1) spreads the visits by a tenth. */
export function decide(registration: Registration, outcome: Outcome, at: { now: Date; random: number }): Registration {
  const now = at.now.toISOString();
  const visited: Registration = { ...registration, lastVisitAt: now };
  const inMs = (ms: number) => new Date(at.now.getTime() + ms * (0.95 + at.random / 10)).toISOString();
  const confirmed = {
    status: 'listed',
    readAt: now,
    failures: 0,
    failingSince: null,
    withdrawnAt: null,
    shown: true,
  } as const;
  const ledOn = { ...confirmed, status: 'signpost', shown: false } as const;
  switch (outcome.state) {
    case 'changed':
      return {
        ...visited,
        ...confirmed,
        changedAt: now,
        graphHash: outcome.graphHash,
        intervalMs: dayMs,
        nextVisitAt: inMs(dayMs),
      };
    case 'unchanged': {
      const intervalMs = Math.min(maxIntervalMs, registration.intervalMs * 2);
      const kept = registration.status === 'signpost' ? ledOn : confirmed;
      return { ...visited, ...kept, intervalMs, nextVisitAt: inMs(intervalMs) };
    }
    case 'signpost': {
      const intervalMs = outcome.isNew ? dayMs : Math.min(maxIntervalMs, registration.intervalMs * 2);
      const changedAt = outcome.isNew ? now : registration.changedAt;
      return { ...visited, ...ledOn, changedAt, graphHash: null, intervalMs, nextVisitAt: inMs(intervalMs) };
    }
    default:
      return fail(visited, outcome, { now: at.now, inMs });
  }
}

function fail(
  registration: Registration,
  outcome: Exclude<Outcome, { state: Confirmed }>,
  { now, inMs }: { now: Date; inMs: (ms: number) => string },
): Registration {
  const rule = rules[outcome.state];
  const failures = registration.failures + 1;
  // A series that starts in the future was begun by a clock that was wrong: it starts now.
  const began = Date.parse(registration.failingSince ?? '');
  const failingSince = new Date(began <= now.getTime() ? began : now).toISOString();
  const isOver = failures >= rule.afterFailures && now.getTime() - Date.parse(failingSince) >= rule.afterMs;
  if (isOver && rule.verdict === 'withdraw' && registration.status !== 'discovered')
    return {
      ...registration,
      status: 'withdrawn',
      withdrawnAt: now.toISOString(),
      failures,
      failingSince,
      shown: false,
      nextVisitAt: null,
      sources: [],
    };
  const asked = outcome.state === 'unreachable' ? (outcome.retryAfterMs ?? 0) : 0;
  const pauseMs = Math.min(maxIntervalMs, Math.max(rule.retryMs * 2 ** Math.min(failures - 1, 20), asked));
  if (registration.status === 'discovered')
    return {
      ...registration,
      failures,
      failingSince,
      nextVisitAt: rule.meanwhile === 'unreachable' && failures < maxTriesOfDiscovered ? inMs(pauseMs) : null,
    };
  return {
    ...registration,
    status: rule.meanwhile,
    failures,
    failingSince,
    shown: registration.shown && !isOver,
    nextVisitAt: inMs(pauseMs),
  };
}
