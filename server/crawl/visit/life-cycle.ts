import type { Registration, Status, Streak } from '../../registry/registration.ts';
import { dayMs, maxIntervalMs } from '../../registry/registration.ts';
import type { Outcome } from './outcome.ts';

const hourMs = dayMs / 24;

/** What a visit meets when all is well. */
type Confirming = 'changed' | 'unchanged' | 'signpost';

/** What becomes of a profile that cannot be confirmed. */
interface Rule {
  /** Its status while the last good graph is kept. */
  readonly meanwhile: Extract<Status, 'invalid' | 'unreachable'>;
  /** `withdraw` says it aloud; `hide` takes it from the answers and goes on trying. */
  readonly verdict: 'withdraw' | 'hide';
  /** The verdict falls once this was met so many times since the profile was last confirmed, over so long. */
  readonly times: number;
  readonly overMs: number;
  /** First pause before the next try; it doubles each time, up to a week. */
  readonly retryMs: number;
  /** Only what was public before can be taken back. */
  readonly onlyOnceRead?: true;
  /** Said on purpose and for good: what was withdrawn so is not looked at again. */
  readonly isFinal?: true;
}

/**
 * The life cycle of a registration, one line per thing a visit can meet. Slow is not gone; invalid is not gone;
 * gone is said aloud.
 */
const rules: Readonly<Record<Exclude<Outcome['state'], Confirming>, Rule>> = {
  gone: { meanwhile: 'unreachable', verdict: 'withdraw', times: 1, overMs: 0, retryMs: dayMs, isFinal: true },
  expired: { meanwhile: 'invalid', verdict: 'withdraw', times: 1, overMs: 0, retryMs: dayMs },
  refused: { meanwhile: 'unreachable', verdict: 'withdraw', times: 1, overMs: 0, retryMs: dayMs },
  'not-found': { meanwhile: 'unreachable', verdict: 'withdraw', times: 3, overMs: 7 * dayMs, retryMs: dayMs },
  // A Solid server answers 401 or 403 after a delete or when public access is taken back.
  forbidden: {
    meanwhile: 'unreachable',
    verdict: 'withdraw',
    times: 2,
    overMs: 0,
    retryMs: 12 * hourMs,
    onlyOnceRead: true,
  },
  invalid: { meanwhile: 'invalid', verdict: 'hide', times: 1, overMs: 7 * dayMs, retryMs: dayMs },
  'too-large': { meanwhile: 'invalid', verdict: 'hide', times: 1, overMs: 7 * dayMs, retryMs: dayMs },
  unreachable: { meanwhile: 'unreachable', verdict: 'hide', times: 1, overMs: 90 * dayMs, retryMs: hourMs },
  blocked: { meanwhile: 'unreachable', verdict: 'hide', times: 1, overMs: 90 * dayMs, retryMs: dayMs },
  failed: { meanwhile: 'unreachable', verdict: 'hide', times: 1, overMs: 90 * dayMs, retryMs: hourMs },
  'bad-answer': { meanwhile: 'unreachable', verdict: 'hide', times: 1, overMs: 90 * dayMs, retryMs: dayMs },
};

/** Whatever the reasons were, one after the other: nothing is shown that could not be confirmed for so long. */
const hiddenAfterMs = 90 * dayMs;
/** Access, dates and robots.txt are taken back by mistake too: so long, what was withdrawn is looked at once a week. */
const lookedAtAgainMs = 90 * dayMs;
/** Tries at an address that only a link led us to: most links lead to pages that never were profiles. */
const maxTriesOfDiscovered = 3;

/** The moment of a decision; `random` in [0, 1) spreads the visits by a tenth. */
export interface Moment {
  readonly now: Date;
  readonly random: number;
}

/** Decides what a visit's outcome makes of its registration. */
export function decide(registration: Registration, outcome: Outcome, at: Moment): Registration {
  const now = at.now.toISOString();
  const visited: Registration = { ...registration, lastVisitAt: now };
  switch (outcome.state) {
    case 'changed': {
      const { graphHash, expiresAt = null } = outcome;
      return confirm({ ...visited, status: 'listed', shown: true, changedAt: now, graphHash, expiresAt }, dayMs, at);
    }
    case 'unchanged':
      if (!registration.shown && registration.status !== 'signpost')
        throw new Error(`${registration.url} is ${registration.status} and not shown: it cannot be unchanged`);
      return confirm({ ...visited, status: registration.shown ? 'listed' : 'signpost' }, 'longer', at);
    case 'signpost': {
      const { isNew } = outcome;
      const changedAt = isNew ? now : registration.changedAt;
      const signpost: Registration = {
        ...visited,
        status: 'signpost',
        shown: false,
        changedAt,
        graphHash: null,
        expiresAt: null,
      };
      return confirm(signpost, isNew ? dayMs : 'longer', at);
    }
    default:
      return registration.status === 'withdrawn' ? lookAgain(visited, outcome, at) : fail(visited, outcome, at);
  }
}

/** All is well: the next visit comes after `interval`, or after twice the last one, up to a week. */
function confirm(registration: Registration, interval: number | 'longer', at: Moment): Registration {
  const intervalMs = interval === 'longer' ? Math.min(maxIntervalMs, registration.intervalMs * 2) : interval;
  const nextVisitAt = later(at, intervalMs);
  const { expiresAt } = registration;
  return {
    ...registration,
    readAt: at.now.toISOString(),
    failures: 0,
    failingSince: null,
    streaks: [],
    withdrawnAt: null,
    intervalMs,
    // What says until when it holds is looked at then.
    nextVisitAt: expiresAt && expiresAt < nextVisitAt && expiresAt > at.now.toISOString() ? expiresAt : nextVisitAt,
  };
}

type Failing = Exclude<Outcome, { state: Confirming }>;

function fail(registration: Registration, outcome: Failing, at: Moment): Registration {
  const rule = rules[outcome.state];
  const streak = lengthen(registration.streaks, outcome.state, at.now);
  const failing: Registration = {
    ...registration,
    failures: registration.failures + 1,
    failingSince: begun(registration.failingSince, at.now),
    streaks: [...registration.streaks.filter(({ met }) => met !== streak.met), streak],
  };
  const nextVisitAt = nextTry(rule, streak.times, outcome, at);
  const isOver =
    streak.times >= rule.times &&
    hasLasted(streak.since, rule.overMs, at.now) &&
    !(rule.onlyOnceRead && !registration.readAt);
  if (registration.status === 'discovered') {
    const isWorthATry = rule.meanwhile === 'unreachable' && !isOver && failing.failures < maxTriesOfDiscovered;
    return { ...failing, nextVisitAt: isWorthATry ? nextVisitAt : null };
  }
  if (isOver && rule.verdict === 'withdraw')
    return {
      ...failing,
      status: 'withdrawn',
      withdrawnAt: at.now.toISOString(),
      shown: false,
      nextVisitAt: rule.isFinal ? null : later(at, maxIntervalMs),
      streaks: [],
      sources: [],
    };
  const isHidden = isOver || hasLasted(failing.failingSince ?? '', hiddenAfterMs, at.now);
  return { ...failing, status: rule.meanwhile, shown: registration.shown && !isHidden, nextVisitAt };
}

/** Withdrawn stays withdrawn, with its date, until it can be read again or somebody registers it. */
function lookAgain(registration: Registration, outcome: Failing, at: Moment): Registration {
  const isOver = rules[outcome.state].isFinal || hasLasted(registration.withdrawnAt ?? '', lookedAtAgainMs, at.now);
  return { ...registration, nextVisitAt: isOver ? null : later(at, maxIntervalMs) };
}

function lengthen(streaks: readonly Streak[], met: string, now: Date): Streak {
  const known = streaks.find((streak) => streak.met === met);
  return { met, times: (known?.times ?? 0) + 1, since: begun(known?.since ?? null, now) };
}

/** A series that starts in the future was begun by a clock that was wrong: it starts now. */
function begun(since: string | null, now: Date): string {
  return since && since <= now.toISOString() ? since : now.toISOString();
}

function hasLasted(since: string, ms: number, now: Date): boolean {
  return now.getTime() - Date.parse(since) >= ms;
}

/** The pause doubles from try to try, up to a week; a server that asks for a longer one is not asked before, within the same bound. */
function nextTry({ retryMs }: Rule, times: number, outcome: Failing, at: Moment): string {
  const pause = later(at, Math.min(maxIntervalMs, retryMs * 2 ** Math.min(times - 1, 20)));
  if (outcome.state !== 'unreachable' || !outcome.retryAfterMs) return pause;
  const askedMs = Math.min(maxIntervalMs, outcome.retryAfterMs) * (1 + at.random / 20);
  const asked = new Date(at.now.getTime() + askedMs).toISOString();
  return asked > pause ? asked : pause;
}

/** So long from now, give or take a twentieth. */
function later({ now, random }: Moment, ms: number): string {
  return new Date(now.getTime() + ms * (0.95 + random / 10)).toISOString();
}
