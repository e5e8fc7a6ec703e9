import type { Registration } from './registration.ts';

/** One hint counts per hour and registration: senders cannot make us hammer a site. */
export const hintGapMs = 60 * 60 * 1000;

/**
 * A registration after somebody said that it changed: due now, or so long after its last visit (an hour, unless the source
 * itself says so), never later than it was.
 */
export function hinted(registration: Registration, now: Date, gapMs = hintGapMs): Registration {
  const { lastVisitAt, nextVisitAt } = registration;
  const last = Date.parse(lastVisitAt ?? '');
  // A visit that lies in the future was dated by a clock that was wrong.
  const earliest = last <= now.getTime() ? last + gapMs : 0;
  const at = new Date(Math.max(now.getTime(), earliest)).toISOString();
  return nextVisitAt && nextVisitAt <= at ? registration : { ...registration, nextVisitAt: at };
}
