import { describe, expect, it } from 'vitest';
import { createRecentlyUsed } from '../../server/points/recently-used.ts';

/** Keeps numbers that weigh what they are, and tells which had to be made. */
function keeper(limit: number) {
  const made: number[] = [];
  const kept = createRecentlyUsed<number>({ limit, weigh: (value) => value });
  const take = (value: number) =>
    kept.take(`${value}`, async () => {
      made.push(value);
      return value;
    });
  return { made, take };
}

describe('what was made lately', () => {
  it('is made once while it is kept, also when it is asked for twice at once', async () => {
    const { made, take } = keeper(10);
    await Promise.all([take(3), take(3)]);
    await take(3);
    expect(made).toEqual([3]);
  });

  it('goes when all weighs too much, the least lately used first', async () => {
    const { made, take } = keeper(10);
    for (const value of [3, 4, 3, 5]) await take(value);
    await take(3);
    await take(4);
    expect(made).toEqual([3, 4, 5, 4]);
  });

  it('is kept when it is too heavy alone, as the last one', async () => {
    const { made, take } = keeper(10);
    for (const value of [3, 20, 20, 3]) await take(value);
    expect(made).toEqual([3, 20, 3]);
  });

  it('is tried again after it failed', async () => {
    const kept = createRecentlyUsed<number>({ limit: 10, weigh: () => 1 });
    await expect(kept.take('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(await kept.take('a', async () => 7)).toBe(7);
  });
});
