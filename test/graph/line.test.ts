import { describe, expect, it } from 'vitest';
import { createClientBudget } from '../../server/graph/client-budget.ts';
import { createLine } from '../../server/graph/line.ts';

describe('the line', () => {
  it('calls first whose client is served least, then who came first', async () => {
    const line = createLine(10);
    const served: string[] = [];
    const wait = (name: string, client: string) => line.wait(1_000, { client }, () => served.push(name));
    const all = [wait('a1', 'a'), wait('a2', 'a'), wait('b1', 'b'), wait('a3', 'a')];
    line.callNext(['a']);
    line.callNext(['a', 'b']);
    line.callNext(['a', 'a']);
    line.callNext([]);
    await Promise.all(all);
    expect(served).toEqual(['b1', 'a1', 'a2', 'a3']);
  });

  it('makes room, when it is full, at the cost of who has most in it', async () => {
    const line = createLine(3);
    const wait = (client: string) => line.wait(1_000, { client }, () => client);
    const greedy = [wait('a'), wait('a'), wait('a')];
    const other = wait('b');
    expect(await greedy[2]).toBeUndefined();
    expect(await wait('a')).toBeUndefined();
    for (let i = 0; i < 3; i++) line.callNext([]);
    expect(await Promise.all([greedy[0], greedy[1], other])).toEqual(['a', 'a', 'b']);
  });

  it('sends away who waited long enough, who left, and everybody when it closes', async () => {
    const line = createLine(3);
    const leaving = new AbortController();
    const late = line.wait(1, {}, () => 'served');
    const left = line.wait(10_000, { signal: leaving.signal }, () => 'served');
    const last = line.wait(10_000, {}, () => 'served');
    leaving.abort();
    expect(await Promise.all([late, left])).toEqual([undefined, undefined]);
    line.close();
    expect(await last).toBeUndefined();
  });
});

describe('the budget of a client', () => {
  it('is so much at once, and comes back as the minute passes', () => {
    let now = 0;
    const budget = createClientBudget(60_000, () => now);
    budget.spend('a', 60_000);
    expect(budget.waitMs('a')).toBe(0);
    budget.spend('a', 10_000);
    expect([budget.waitMs('a'), budget.waitMs('b')]).toEqual([10_000, 0]);
    now = 10_000;
    expect(budget.waitMs('a')).toBe(0);
    const half = createClientBudget(30_000, () => now);
    half.spend('a', 31_000);
    expect(half.waitMs('a')).toBe(2_000);
  });
});
