import { describe, expect, it } from 'vitest';
import { countExchanges } from '../../../server/directory/overviews/exchange-flows.ts';
import type { LinkEnd } from '../../../server/directory/overviews/link-end.ts';

const at = (commune: string, place = 0): LinkEnd => ({ territories: { commune }, places: [place] });
const communes = (count: number) => Array.from({ length: count }, (_, i) => at(String(i), i));
const everything = { level: 'commune', isAmong: () => true } as const;

describe('exchanges between territories', () => {
  it('are counted by where both are, without those of one and the same actor', () => {
    const group = { seekers: [at('a'), at('a'), at('b')], makers: [at('b'), at('c')], own: [at('b')] };
    expect(countExchanges([group], everything)).toEqual({
      links: 5,
      unplaced: 0,
      leftOut: 0,
      pairs: [
        { seeker: 'a', maker: 'b', count: 2 },
        { seeker: 'a', maker: 'c', count: 2 },
        { seeker: 'b', maker: 'c', count: 1 },
      ],
    });
  });

  it('are those that one of the places asked for is an end of', () => {
    const group = { seekers: [at('a', 1), at('b', 2)], makers: [at('c', 3), at('d', 4)], own: [] };
    const { links, pairs } = countExchanges([group], { level: 'commune', isAmong: ({ places }) => places.includes(3) });
    expect([links, pairs.map(({ seeker, maker }) => seeker + maker)]).toEqual([2, ['ac', 'bc']]);
  });

  it('count as without a place where one end has none', () => {
    const nowhere = { territories: {}, places: [] };
    const { links, unplaced, pairs } = countExchanges(
      [{ seekers: [nowhere, at('a')], makers: [at('b')], own: [] }],
      everything,
    );
    expect([links, unplaced, pairs.length]).toEqual([2, 1, 1]);
  });

  it('are left out, and said to be, where they join more pairs than anybody can look at', () => {
    const group = { seekers: communes(600), makers: communes(600), own: communes(600) };
    expect(countExchanges([group, group], everything)).toEqual({
      links: 0,
      unplaced: 0,
      leftOut: 2 * (600 * 600 - 600),
      pairs: [],
    });
  });
});
