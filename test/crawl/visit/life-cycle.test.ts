import { describe, expect, it } from 'vitest';
import { decide } from '../../../server/crawl/visit/life-cycle.ts';
import type { Outcome } from '../../../server/crawl/visit/outcome.ts';
import type { Registration } from '../../../server/registry/registration.ts';
import { dayMs, newRegistration } from '../../../server/registry/registration.ts';

const start = new Date('2026-01-01T00:00:00Z');
const listed: Registration = {
  ...newRegistration('http://lieu.localhost/', 'api', start),
  status: 'listed',
  shown: true,
  graphHash: 'abc',
  readAt: start.toISOString(),
};
const report = { conforms: false, findings: [] };
const outcomes = {
  changed: { state: 'changed', report: { conforms: true, findings: [] }, graphHash: 'def', nquads: '' },
  unchanged: { state: 'unchanged' },
  invalid: { state: 'invalid', report },
  gone: { state: 'gone', status: 410 },
  'not-found': { state: 'not-found', status: 404 },
  forbidden: { state: 'forbidden', status: 401 },
  refused: { state: 'refused', robotsUrl: 'http://lieu.localhost/robots.txt' },
  expired: { state: 'expired', at: '2026-01-01' },
  unreachable: { state: 'unreachable', reason: 'timeout' },
  'too-large': { state: 'too-large', limitBytes: 1 },
  blocked: { state: 'blocked', reason: 'private-address' },
} as const satisfies Record<string, Outcome>;

/** Lives through the same outcome again and again, each time at the date that the last decision set. */
function liveThrough(outcome: Outcome, days: number, from: Registration = listed) {
  const life: { day: number; registration: Registration }[] = [];
  let registration = from;
  let now = start;
  while (now.getTime() <= start.getTime() + days * dayMs) {
    registration = decide(registration, outcome, { now, random: 0.5 });
    life.push({ day: (now.getTime() - start.getTime()) / dayMs, registration });
    if (!registration.nextVisitAt) break;
    now = new Date(registration.nextVisitAt);
  }
  return life;
}

const firstDay = (life: ReturnType<typeof liveThrough>, is: (r: Registration) => boolean) =>
  life.find(({ registration }) => is(registration))?.day;

describe('decide', () => {
  it('never shows a sign-post, reads it daily, then doubling to a week while it leads to the same', () => {
    const signs = { profiles: ['http://lieu.localhost/a'], lists: [], leftOut: 0 };
    const led = { state: 'signpost', report: { conforms: true, findings: [] }, signs, isNew: true } as const;
    const pending = newRegistration('http://lieu.localhost/', 'api', start);
    const first = decide(pending, led, { now: start, random: 0.5 });
    expect(first).toMatchObject({ status: 'signpost', shown: false, graphHash: null, intervalMs: dayMs, failures: 0 });
    for (const outcome of [{ ...led, isNew: false }, outcomes.unchanged] as const) {
      const days = liveThrough(outcome, 20, first).map(({ day }) => day);
      expect(days).toEqual([0, 2, 6, 13, 20]);
      expect(liveThrough(outcome, 20, first).every(({ registration }) => registration.status === 'signpost')).toBe(
        true,
      );
    }
    expect(decide(first, outcomes.gone, { now: start, random: 0.5 }).status).toBe('withdrawn');
  });

  it.each(['gone', 'refused', 'expired'] as const)('withdraws at once what is %s, and stops visiting', (state) => {
    const after = decide(listed, outcomes[state], { now: start, random: 0 });
    expect(after).toMatchObject({
      status: 'withdrawn',
      shown: false,
      nextVisitAt: null,
      withdrawnAt: start.toISOString(),
    });
  });

  it('withdraws a 404 only after three failures over at least seven days', () => {
    const life = liveThrough(outcomes['not-found'], 60);
    const withdrawn = firstDay(life, ({ status }) => status === 'withdrawn');
    expect(withdrawn).toBeGreaterThanOrEqual(7);
    expect(withdrawn).toBeLessThan(15);
    expect(life.length).toBeGreaterThanOrEqual(3);
    for (const { registration } of life.slice(0, -1))
      expect(registration).toMatchObject({ status: 'unreachable', shown: true });
  });

  it('withdraws within a day what was public and now asks for a password', () => {
    const life = liveThrough(outcomes.forbidden, 60);
    expect(firstDay(life, ({ status }) => status === 'withdrawn')).toBeLessThanOrEqual(1);
    expect(life[0]?.registration).toMatchObject({ status: 'unreachable', shown: true });
  });

  it.each(['invalid', 'too-large'] as const)(
    'keeps the last good graph of what is %s for seven days, then hides it, and goes on trying',
    (state) => {
      const life = liveThrough(outcomes[state], 60);
      const hidden = firstDay(life, ({ shown }) => !shown);
      expect(hidden).toBeGreaterThanOrEqual(7);
      expect(hidden).toBeLessThan(15);
      expect(life.at(-1)?.registration).toMatchObject({ status: 'invalid', withdrawnAt: null });
      expect(life.at(-1)?.registration.nextVisitAt).not.toBeNull();
    },
  );

  it.each(['unreachable', 'blocked'] as const)('keeps what is %s for ninety days: slow is not gone', (state) => {
    const life = liveThrough(outcomes[state], 200);
    const hidden = firstDay(life, ({ shown }) => !shown);
    expect(hidden).toBeGreaterThanOrEqual(90);
    expect(hidden).toBeLessThan(98);
    expect(life.every(({ registration }) => registration.status === 'unreachable')).toBe(true);
  });

  it('doubles the pause while nothing changes, up to a week, and comes back daily after a change', () => {
    const life = liveThrough(outcomes.unchanged, 60).map(({ registration }) => registration.intervalMs / dayMs);
    expect(life.slice(0, 5)).toEqual([2, 4, 7, 7, 7]);
    expect(decide(listed, outcomes.changed, { now: start, random: 0.5 })).toMatchObject({
      intervalMs: dayMs,
      nextVisitAt: new Date(start.getTime() + dayMs).toISOString(),
      changedAt: start.toISOString(),
      graphHash: 'def',
    });
  });

  it('spreads the visits by a twentieth around the pause', () => {
    const pause = (random: number) =>
      Date.parse(decide(listed, outcomes.changed, { now: start, random }).nextVisitAt ?? '') - start.getTime();
    expect(pause(0)).toBeCloseTo(dayMs * 0.95, -1);
    expect(pause(0.9999)).toBeLessThanOrEqual(dayMs * 1.05);
  });

  it('forgets the failures as soon as the profile can be read again', () => {
    const failed = liveThrough(outcomes.unreachable, 20).at(-1)?.registration ?? listed;
    expect(failed.failures).toBeGreaterThan(2);
    expect(decide(failed, outcomes.unchanged, { now: start, random: 0.5 })).toMatchObject({
      status: 'listed',
      failures: 0,
      failingSince: null,
      shown: true,
    });
  });

  it('waits as long as a server asks for', () => {
    const asked: Outcome = { state: 'unreachable', reason: 'rate-limited', status: 429, retryAfterMs: 3 * dayMs };
    const after = decide(listed, asked, { now: start, random: 0.5 });
    expect(Date.parse(after.nextVisitAt ?? '') - start.getTime()).toBe(3 * dayMs);
  });

  it('never shows what was never valid', () => {
    const life = liveThrough(outcomes.invalid, 30, newRegistration('http://x.localhost/', 'api', start));
    expect(life.every(({ registration }) => !registration.shown && registration.status === 'invalid')).toBe(true);
  });
});
