import { describe, expect, it, test } from 'vitest';
import { decide } from '../../../server/crawl/visit/life-cycle.ts';
import type { Outcome } from '../../../server/crawl/visit/outcome.ts';
import type { Registration } from '../../../server/registry/registration.ts';
import { dayMs } from '../../../server/registry/registration.ts';
import { liveThrough, outcomes, read, situations, start } from './lives.ts';

/** The cells of a table: its first line names the columns, the first word of every other line its row. */
function cellsOf(table: string): [row: string, column: string, cell: string][] {
  const [head = '', ...lines] = table.trim().split('\n');
  const columns = head.trim().split(/ *\| */);
  return lines.flatMap((line) => {
    const [row = '', ...cells] = line.trim().split(/ *\| */);
    return cells.map((cell, i): [string, string, string] => [row, columns[i + 1] ?? '', cell]);
  });
}

/** What became of a registration, as a cell says it: status, `+` when it is shown, hours or days until the next visit. */
function tell({ status, shown, nextVisitAt }: Registration): string {
  const hours = nextVisitAt ? (Date.parse(nextVisitAt) - start.getTime()) / (dayMs / 24) : undefined;
  const next = hours === undefined ? 'never' : hours % 24 === 0 ? `${hours / 24}d` : `${hours}h`;
  return `${status}${shown ? '+' : ''} ${next}`;
}

/** The state of things when they are met for the first time since the profile was last confirmed. */
const atFirst = `
outcome     | discovered     | pending       | listed+         | invalid+        | unreachable+    | hidden         | unread         | withdrawn    | signpost
changed     | listed+ 1d     | listed+ 1d    | listed+ 1d      | listed+ 1d      | listed+ 1d      | listed+ 1d     | listed+ 1d     | listed+ 1d   | listed+ 1d
unchanged   | -              | -             | listed+ 2d      | listed+ 2d      | listed+ 2d      | -              | -              | -            | signpost 2d
signpost    | signpost 1d    | signpost 1d   | signpost 1d     | signpost 1d     | signpost 1d     | signpost 1d    | signpost 1d    | signpost 1d  | signpost 1d
gone        | discovered never | withdrawn never | withdrawn never | withdrawn never | withdrawn never | withdrawn never | withdrawn never | withdrawn never | withdrawn never
expired     | discovered never | withdrawn 7d  | withdrawn 7d    | withdrawn 7d    | withdrawn 7d    | withdrawn 7d   | withdrawn 7d   | withdrawn 7d | withdrawn 7d
refused     | discovered never | withdrawn 7d  | withdrawn 7d    | withdrawn 7d    | withdrawn 7d    | withdrawn 7d   | withdrawn 7d   | withdrawn 7d | withdrawn 7d
not-found   | discovered 1d  | unreachable 1d | unreachable+ 1d | unreachable+ 1d | unreachable+ 1d | unreachable 1d | unreachable 1d | withdrawn 7d | unreachable 1d
forbidden   | discovered 12h | unreachable 12h | unreachable+ 12h | unreachable+ 12h | unreachable+ 12h | unreachable 12h | unreachable 12h | withdrawn 7d | unreachable 12h
invalid     | discovered never | invalid 1d    | invalid+ 1d     | invalid+ 1d     | invalid+ 1d     | invalid 1d     | invalid 1d     | withdrawn 7d | invalid 1d
too-large   | discovered never | invalid 1d    | invalid+ 1d     | invalid+ 1d     | invalid+ 1d     | invalid 1d     | invalid 1d     | withdrawn 7d | invalid 1d
unreachable | discovered 1h  | unreachable 1h | unreachable+ 1h | unreachable+ 1h | unreachable+ 1h | unreachable 1h | unreachable 1h | withdrawn 7d | unreachable 1h
blocked     | discovered 1d  | unreachable 1d | unreachable+ 1d | unreachable+ 1d | unreachable+ 1d | unreachable 1d | unreachable 1d | withdrawn 7d | unreachable 1d
failed      | discovered 1h  | unreachable 1h | unreachable+ 1h | unreachable+ 1h | unreachable+ 1h | unreachable 1h | unreachable 1h | withdrawn 7d | unreachable 1h
bad-answer  | discovered 1d  | unreachable 1d | unreachable+ 1d | unreachable+ 1d | unreachable+ 1d | unreachable 1d | unreachable 1d | withdrawn 7d | unreachable 1d
`;

/** … and when they have been met again and again, since a hundred days ago. */
const atLast = `
outcome     | discovered     | pending       | listed+         | invalid+        | unreachable+    | hidden         | unread         | withdrawn    | signpost
changed     | listed+ 1d     | listed+ 1d    | listed+ 1d      | listed+ 1d      | listed+ 1d      | listed+ 1d     | listed+ 1d     | listed+ 1d   | listed+ 1d
gone        | discovered never | withdrawn never | withdrawn never | withdrawn never | withdrawn never | withdrawn never | withdrawn never | withdrawn never | withdrawn never
expired     | discovered never | withdrawn 7d  | withdrawn 7d    | withdrawn 7d    | withdrawn 7d    | withdrawn 7d   | withdrawn 7d   | withdrawn never | withdrawn 7d
refused     | discovered never | withdrawn 7d  | withdrawn 7d    | withdrawn 7d    | withdrawn 7d    | withdrawn 7d   | withdrawn 7d   | withdrawn never | withdrawn 7d
not-found   | discovered never | withdrawn 7d  | withdrawn 7d    | withdrawn 7d    | withdrawn 7d    | withdrawn 7d   | withdrawn 7d   | withdrawn never | withdrawn 7d
forbidden   | discovered never | unreachable 7d | withdrawn 7d   | withdrawn 7d    | withdrawn 7d    | withdrawn 7d   | unreachable 7d | withdrawn never | withdrawn 7d
invalid     | discovered never | invalid 7d    | invalid 7d      | invalid 7d      | invalid 7d      | invalid 7d     | invalid 7d     | withdrawn never | invalid 7d
too-large   | discovered never | invalid 7d    | invalid 7d      | invalid 7d      | invalid 7d      | invalid 7d     | invalid 7d     | withdrawn never | invalid 7d
unreachable | discovered never | unreachable 7d | unreachable 7d | unreachable 7d  | unreachable 7d  | unreachable 7d | unreachable 7d | withdrawn never | unreachable 7d
blocked     | discovered never | unreachable 7d | unreachable 7d | unreachable 7d  | unreachable 7d  | unreachable 7d | unreachable 7d | withdrawn never | unreachable 7d
failed      | discovered never | unreachable 7d | unreachable 7d | unreachable 7d  | unreachable 7d  | unreachable 7d | unreachable 7d | withdrawn never | unreachable 7d
bad-answer  | discovered never | unreachable 7d | unreachable 7d | unreachable 7d  | unreachable 7d  | unreachable 7d | unreachable 7d | withdrawn never | unreachable 7d
`;

const everyOutcome: Readonly<Record<string, Outcome>> = outcomes;
const before = new Date(start.getTime() - 100 * dayMs).toISOString();
const worn = (registration: Registration, met: string): Registration => ({
  ...registration,
  failures: 9,
  failingSince: before,
  streaks: [{ met, times: 9, since: before }],
  ...(registration.withdrawnAt ? { withdrawnAt: before } : {}),
});

describe('the table of states', () => {
  const firsts = cellsOf(atFirst);
  it('has a cell for everything a visit can meet, in every state', () => {
    expect([...new Set(firsts.map(([row]) => row))]).toEqual(Object.keys(outcomes));
    expect([...new Set(firsts.map(([, column]) => column))]).toEqual(Object.keys(situations));
    expect(firsts).toHaveLength(Object.keys(outcomes).length * Object.keys(situations).length);
  });

  test.each(firsts)('%s at first, when %s: %s', (state, situation, expected) => {
    const met = () =>
      decide(situations[situation] ?? read, everyOutcome[state] as Outcome, { now: start, random: 0.5 });
    if (expected === '-') expect(met).toThrow('cannot be unchanged');
    else expect(tell(met())).toBe(expected);
  });

  test.each(cellsOf(atLast))('%s at last, when %s: %s', (state, situation, expected) => {
    const registration = worn(situations[situation] ?? read, state);
    expect(tell(decide(registration, everyOutcome[state] as Outcome, { now: start, random: 0.5 }))).toBe(expected);
  });
});

describe('a life', () => {
  const firstDay = (life: ReturnType<typeof liveThrough>, is: (r: Registration) => boolean) =>
    life.find(({ registration }) => is(registration))?.day;

  it('ends as a 404 only after three failures over at least seven days', () => {
    const life = liveThrough([outcomes['not-found']], { days: 60 });
    const withdrawn = firstDay(life, ({ status }) => status === 'withdrawn');
    expect(withdrawn).toBeGreaterThanOrEqual(7);
    expect(withdrawn).toBeLessThan(15);
    const waiting = life.filter(({ registration }) => registration.status !== 'withdrawn');
    expect(waiting.length).toBeGreaterThanOrEqual(3);
    for (const { registration } of waiting) expect(registration).toMatchObject({ status: 'unreachable', shown: true });
  });

  it('is not ended by one 404 after a week of outage', () => {
    const down = liveThrough([outcomes.unreachable], { days: 20 }).at(-1)?.registration ?? read;
    expect(down.failures).toBeGreaterThan(5);
    const after = decide(down, outcomes['not-found'], { now: new Date(down.nextVisitAt ?? ''), random: 0.5 });
    expect(after).toMatchObject({ status: 'unreachable', shown: true });
    expect(decide(down, outcomes.forbidden, { now: start, random: 0.5 }).shown).toBe(true);
    expect(decide(down, outcomes.invalid, { now: start, random: 0.5 }).shown).toBe(true);
  });

  it('ends by 404s that an outage interrupts', () => {
    const life = liveThrough([outcomes['not-found'], outcomes.unreachable], { days: 60 });
    expect(firstDay(life, ({ status }) => status === 'withdrawn')).toBeLessThan(30);
  });

  it('ends within a day when what was public asks for a password', () => {
    const life = liveThrough([outcomes.forbidden], { days: 60 });
    expect(firstDay(life, ({ status }) => status === 'withdrawn')).toBeLessThanOrEqual(1);
    expect(life[0]?.registration).toMatchObject({ status: 'unreachable', shown: true });
  });

  it('ends within a day of a password also after weeks of outage', () => {
    const down = liveThrough([outcomes.unreachable], { days: 40 }).at(-1)?.registration ?? read;
    const life = liveThrough([outcomes.forbidden], { days: 60, from: down });
    expect(firstDay(life, ({ status }) => status === 'withdrawn')).toBeLessThanOrEqual(1);
  });

  it('goes on for what was never public: nobody took it back', () => {
    for (const from of [situations['pending'], situations['unread']]) {
      const life = liveThrough([outcomes.forbidden], { days: 400, ...(from ? { from } : {}) });
      expect(life.every(({ registration }) => registration.status === 'unreachable')).toBe(true);
    }
  });

  it.each(['invalid', 'too-large'] as const)(
    'that is %s keeps its last good graph for seven days, then is hidden, and goes on',
    (state) => {
      const life = liveThrough([outcomes[state]], { days: 60 });
      const hidden = firstDay(life, ({ shown }) => !shown);
      expect(hidden).toBeGreaterThanOrEqual(7);
      expect(hidden).toBeLessThan(15);
      expect(life.at(-1)?.registration).toMatchObject({ status: 'invalid', withdrawnAt: null });
      expect(life.at(-1)?.registration.nextVisitAt).not.toBeNull();
    },
  );

  it.each([
    ['unreachable', [outcomes.unreachable]],
    ['blocked', [outcomes.blocked]],
    ['something else each time', [outcomes.unreachable, outcomes['bad-answer'], outcomes.failed, outcomes.blocked]],
  ])('that is %s keeps its last good graph for ninety days: slow is not gone', (_, met) => {
    const life = liveThrough(met, { days: 200 });
    const hidden = firstDay(life, ({ shown }) => !shown);
    expect(hidden).toBeGreaterThanOrEqual(90);
    expect(hidden).toBeLessThan(98);
    expect(life.every(({ registration }) => registration.status === 'unreachable')).toBe(true);
  });

  it('doubles its pause while nothing changes, up to a week, and is visited daily after a change', () => {
    const life = liveThrough([outcomes.unchanged], { days: 60 });
    const intervals = life.map(({ registration }) => registration.intervalMs / dayMs);
    expect(intervals.slice(0, 5)).toEqual([2, 4, 7, 7, 7]);
    expect(decide(read, outcomes.changed, { now: start, random: 0.5 })).toMatchObject({
      intervalMs: dayMs,
      changedAt: start.toISOString(),
      graphHash: 'def',
    });
  });

  it('forgets its failures as soon as the profile can be read again', () => {
    const failed = liveThrough([outcomes.unreachable, outcomes.invalid], { days: 5 }).at(-1)?.registration ?? read;
    expect(failed.failures).toBeGreaterThan(2);
    const healed = { status: 'listed', failures: 0, failingSince: null, streaks: [], shown: true };
    expect(decide(failed, outcomes.unchanged, { now: start, random: 0.5 })).toMatchObject(healed);
  });

  it.each(['expired', 'refused', 'not-found', 'forbidden'] as const)(
    'withdrawn as %s is looked at again each week for ninety days, and then never, with the first date',
    (state) => {
      const life = liveThrough([outcomes[state]], { days: 400 });
      const gone = life.filter(({ registration }) => registration.status === 'withdrawn');
      const days = gone.map(({ day }) => day - (gone[0]?.day ?? 0));
      expect(days).toEqual(Array.from({ length: 14 }, (_, week) => expect.closeTo(week * 7, 5)));
      expect(new Set(gone.map(({ registration }) => registration.withdrawnAt)).size).toBe(1);
      expect(gone.at(-1)?.registration.nextVisitAt).toBeNull();
    },
  );

  it('withdrawn by a robots.txt comes back by itself once that lets us in again', () => {
    const life = liveThrough([outcomes.refused, outcomes.refused, outcomes.changed], { days: 14 });
    expect(life.at(-1)?.registration).toMatchObject({ status: 'listed', shown: true, withdrawnAt: null });
  });

  it('registered again after a withdrawal begins anew', () => {
    const [ended] = liveThrough([outcomes['not-found']], { days: 60 }).filter(
      ({ registration }) => registration.status === 'withdrawn',
    );
    const again: Registration = {
      ...(ended?.registration ?? read),
      status: 'pending',
      failures: 0,
      failingSince: null,
    };
    expect(decide(again, outcomes['not-found'], { now: start, random: 0.5 }).status).toBe('unreachable');
  });
});

describe('the date of the next visit', () => {
  const pauseAfter = (outcome: Outcome, random: number, from = read) =>
    Date.parse(decide(from, outcome, { now: start, random }).nextVisitAt ?? '') - start.getTime();

  it('is the moment that the document itself names as its end, when that comes first', () => {
    const until = (days: number) => new Date(start.getTime() + days * dayMs).toISOString();
    const met = { ...outcomes.changed, expiresAt: until(10.3) };
    const visits = liveThrough([met, ...Array.from({ length: 4 }, () => outcomes.unchanged)], { days: 10.3 });
    expect(visits.map(({ day }) => day)).toEqual([0, 1, 3, 7, expect.closeTo(10.3)]);
    expect(decide(read, { ...outcomes.changed, expiresAt: until(3) }, { now: start, random: 0.5 })).toMatchObject({
      expiresAt: until(3),
      nextVisitAt: until(1),
    });
  });

  it('is spread by a twentieth around the pause', () => {
    expect(pauseAfter(outcomes.changed, 0)).toBeCloseTo(dayMs * 0.95, -1);
    expect(pauseAfter(outcomes.changed, 0.9999)).toBeLessThanOrEqual(dayMs * 1.05);
  });

  it('is never before what a server asks for, and at most a week and a twentieth away', () => {
    const asked = (retryAfterMs: number): Outcome => ({ state: 'unreachable', reason: 'rate-limited', retryAfterMs });
    expect(pauseAfter(asked(3 * dayMs), 0)).toBe(3 * dayMs);
    expect(pauseAfter(asked(3 * dayMs), 0.9999)).toBeLessThanOrEqual(3.15 * dayMs);
    expect(pauseAfter(asked(60 * dayMs), 0.9999)).toBeLessThanOrEqual(7.35 * dayMs);
    expect(pauseAfter(asked(1000), 0.5)).toBe(dayMs / 24);
  });
});
