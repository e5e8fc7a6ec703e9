import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../server/crawl/visit/life-cycle.ts';
import type { Outcome } from '../../../server/crawl/visit/outcome.ts';
import type { Registration } from '../../../server/registry/registration.ts';
import { dayMs, newRegistration } from '../../../server/registry/registration.ts';
import { outcomes, start } from './lives.ts';

const hourMs = dayMs / 24;

/** One visit of a life: what it meets, by how much it comes late, and what chance gives. */
interface Step {
  readonly outcome: Outcome;
  readonly lateMs: number;
  readonly random: number;
}

/** A document may say until when it holds; a server may ask for any pause. */
const anyOutcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.constantFrom<Outcome>(...Object.values(outcomes)),
  fc.integer({ min: 1, max: 40 }).map((days): Outcome => {
    const expiresAt = new Date(start.getTime() + days * dayMs).toISOString();
    return { ...outcomes.changed, graphHash: `until-${days}`, expiresAt };
  }),
  fc.integer({ min: 0, max: 40 * dayMs }).map((retryAfterMs): Outcome => ({ ...outcomes.unreachable, retryAfterMs })),
);

const stepOf = (outcome: fc.Arbitrary<Outcome>): fc.Arbitrary<Step> =>
  fc.record({
    outcome,
    lateMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 * hourMs }), fc.integer({ min: 0, max: 30 * dayMs })),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  });

const beginnings = fc.constantFrom<Registration>(newRegistration('http://lieu.localhost/', 'api', start), {
  ...newRegistration('http://lieu.localhost/', 'link', start),
  status: 'discovered',
});

/** Lives through the steps; `see` is told of each. What cannot be met in a state is passed over. */
function live(
  from: Registration,
  steps: readonly Step[],
  see: (before: Registration, step: Step, after: Registration, now: Date) => void,
): void {
  let registration = from;
  let now = start;
  for (const step of steps) {
    if (step.outcome.state === 'unchanged' && !registration.shown && registration.status !== 'signpost') continue;
    const after = decide(registration, step.outcome, { now, random: step.random });
    see(registration, step, after, now);
    registration = after;
    // What is not visited any more may be visited because somebody says so.
    now = new Date(Date.parse(registration.nextVisitAt ?? now.toISOString()) + step.lateMs);
  }
}

const lives = fc.tuple(beginnings, fc.array(stepOf(anyOutcome), { maxLength: 60 }));

describe('no sequence of outcomes', () => {
  it('shows what never conformed, or another graph than the last that did', () => {
    fc.assert(
      fc.property(lives, ([from, steps]) => {
        let lastGood: string | undefined;
        live(from, steps, (_, { outcome }, after) => {
          if (outcome.state === 'changed') lastGood = outcome.graphHash;
          if (after.shown) {
            expect(after.graphHash).toBe(lastGood);
            expect(['listed', 'invalid', 'unreachable']).toContain(after.status);
          }
          if (after.status === 'listed') expect(after.shown).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('loses the date of a withdrawal, or gives one to what was not withdrawn', () => {
    fc.assert(
      fc.property(lives, ([from, steps]) => {
        live(from, steps, (before, _, after, now) => {
          expect(after.withdrawnAt !== null).toBe(after.status === 'withdrawn');
          if (after.status === 'withdrawn')
            expect(after.withdrawnAt).toBe(before.status === 'withdrawn' ? before.withdrawnAt : now.toISOString());
        });
      }),
      { numRuns: 500 },
    );
  });

  it('sets a next visit in the past or beyond a week and a twentieth, or leaves what is not withdrawn without one', () => {
    fc.assert(
      fc.property(lives, ([from, steps]) => {
        live(from, steps, (_, __, after, now) => {
          if (after.nextVisitAt === null) expect(['withdrawn', 'discovered']).toContain(after.status);
          else {
            const pauseMs = Date.parse(after.nextVisitAt) - now.getTime();
            expect(pauseMs).toBeGreaterThan(0);
            expect(pauseMs).toBeLessThanOrEqual(7.35 * dayMs);
          }
        });
      }),
      { numRuns: 500 },
    );
  });

  it('counts failures that were followed by a good reading', () => {
    fc.assert(
      fc.property(lives, ([from, steps]) => {
        live(from, steps, (_, { outcome }, after, now) => {
          if (after.readAt === now.toISOString())
            expect(after).toMatchObject({ failures: 0, failingSince: null, streaks: [] });
          else if (after.status !== 'withdrawn')
            expect([outcome.state, 'expired']).toContain(after.streaks.at(-1)?.met);
        });
      }),
    );
  });

  it('hides or withdraws before ninety days what is only slow, broken or blocked, whatever its visits meet in turn', () => {
    const slow = fc.constantFrom<Outcome>(
      outcomes.unreachable,
      outcomes.blocked,
      outcomes.failed,
      outcomes['bad-answer'],
      outcomes.unchanged,
    );
    fc.assert(
      fc.property(fc.array(stepOf(slow), { maxLength: 60 }), (steps) => {
        const first: Step = { outcome: outcomes.changed, lateMs: 0, random: 0 };
        live(newRegistration('http://lieu.localhost/', 'api', start), [first, ...steps], (_, __, after, now) => {
          const failingMs = now.getTime() - Date.parse(after.failingSince ?? now.toISOString());
          expect(after.shown).toBe(failingMs < 90 * dayMs);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('is harmed by a clock that jumps: once it is right again, a good reading makes all good', () => {
    const jumps = fc.array(fc.tuple(stepOf(anyOutcome), fc.integer({ min: -400 * dayMs, max: 400 * dayMs })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(jumps, (steps) => {
        let registration = newRegistration('http://lieu.localhost/', 'api', start);
        for (const [{ outcome, random }, jumpMs] of steps) {
          if (outcome.state === 'unchanged' && !registration.shown && registration.status !== 'signpost') continue;
          const now = new Date(start.getTime() + jumpMs);
          registration = decide(registration, outcome, { now, random });
          for (const { since } of registration.streaks.slice(-1)) expect(since <= now.toISOString()).toBe(true);
        }
        const healed = decide(registration, outcomes.changed, { now: start, random: 0.5 });
        expect(healed).toMatchObject({ status: 'listed', shown: true, withdrawnAt: null, failures: 0 });
        expect(healed.nextVisitAt).toBe(new Date(start.getTime() + dayMs).toISOString());
      }),
    );
  });
});
