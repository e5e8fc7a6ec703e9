import { describe, expect, it } from 'vitest';
import { boundsOfFlow, drawFlows, pairFlows } from '../../../map-ui/layers/draw-flows.ts';
import type { FlowAnswer } from '../../../server/http/contract.ts';

const rennes = { code: '35', name: 'Ille-et-Vilaine', position: { lon: -1.7, lat: 48.1 } };
const nantes = { code: '44', name: 'Loire-Atlantique', position: { lon: -1.6, lat: 47.3 } };
const flow = (change: Partial<FlowAnswer>): FlowAnswer => ({
  from: rennes,
  to: nantes,
  family: 'cooperation',
  relation: 'cooperatesWith',
  count: 1,
  mutual: 0,
  ...change,
});
const draw = (items: readonly FlowAnswer[]) =>
  drawFlows(pairFlows(items), { level: 'departement', nameOf: ({ key }) => key });

describe('the lines of flows', () => {
  it('add up the relations of one family, the most links first', () => {
    const pairs = pairFlows([
      flow({ count: 2 }),
      flow({ family: 'inspiration', count: 4 }),
      flow({ relation: 'partnerTerritory', count: 3, mutual: 1 }),
    ]);
    expect(pairs.map(({ family, count, mutual }) => [family, count, mutual])).toEqual([
      ['cooperation', 5, 1],
      ['inspiration', 4, 0],
    ]);
  });

  it('are solid for what both sides state and dashed for the rest, as wide as there are many', () => {
    const [dashed, solid] = draw([flow({ count: 25, mutual: 20 })]);
    expect([dashed?.mutual, solid?.mutual]).toEqual([false, true]);
    expect(solid?.width).toBeGreaterThan(dashed?.width ?? 0);
    expect(draw([flow({ mutual: 1 })])).toHaveLength(1);
  });

  it('begin and end at the two territories and never lie on the line that goes back', () => {
    const [there] = draw([flow({})]);
    const [back] = draw([flow({ from: nantes, to: rennes })]);
    expect(there?.path.at(0)).toEqual(rennes.position);
    expect(there?.path.at(-1)).toEqual(nantes.position);
    const middle = (line: typeof there) => line?.path[12]?.lon ?? 0;
    expect(Math.abs(middle(there) - middle(back))).toBeGreaterThan(0.1);
  });

  it('are a loop within one territory, and nothing where no position is known', () => {
    const [loop] = draw([flow({ to: rennes })]);
    expect(loop?.path.at(0)?.lon).toBeCloseTo(loop?.path.at(-1)?.lon ?? 0, 6);
    expect(new Set(loop?.path.map(({ lat }) => lat.toFixed(3))).size).toBeGreaterThan(5);
    expect(draw([flow({ to: { code: '98', name: 'Ailleurs' } })])).toEqual([]);
  });

  it('have a box with both ends in it', () => {
    const [pair] = pairFlows([flow({})]);
    const [west, south, east, north] = (pair && boundsOfFlow(pair, 'departement')) ?? [0, 0, 0, 0];
    expect([west < -1.7, south < 47.3, east > -1.6, north > 48.1]).toEqual([true, true, true, true]);
  });
});
