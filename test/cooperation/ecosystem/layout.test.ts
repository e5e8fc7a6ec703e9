import { describe, expect, it } from 'vitest';
import { layoutNetwork } from '../../../server/cooperation/ecosystem/network-layout.ts';
import { placeLabels } from '../../../server/cooperation/ecosystem/place-labels.ts';
import { layoutRings, type Point, ringOf, rings, sectorOf } from '../../../server/cooperation/ecosystem/ring-layout.ts';

const order = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
/** As uneven as real ones: most say nothing, one sector has nearly all. */
const uneven = Array.from({ length: 150 }, (_, i) => ({
  ring: rings[i % 7 === 0 ? (i * 3) % 5 : 4] ?? 'unsaid',
  sector: i % 3 === 0 ? (order[i % 7] ?? 'unsaid') : 'a',
}));

function nearest(points: readonly Point[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [at, one] of points.entries())
    for (const other of points.slice(0, at)) least = Math.min(least, Math.hypot(one.x - other.x, one.y - other.y));
  return least;
}

describe('the layout of rings', () => {
  it('puts each actor into its ring and its sector', () => {
    const { points, bands, sectors } = layoutRings(uneven, order);
    for (const [index, { x, y }] of points.entries()) {
      const { ring, sector } = uneven[index] ?? { ring: '', sector: '' };
      const band = bands.find((one) => one.ring === ring);
      const part = sectors.find(({ key }) => key === sector);
      const radius = Math.hypot(x, y);
      const angle = (Math.atan2(x, -y) + 2 * Math.PI) % (2 * Math.PI);
      expect(radius).toBeGreaterThan((band?.inner ?? Number.NaN) + 0.1);
      expect(radius).toBeLessThan((band?.outer ?? Number.NaN) - 0.1);
      expect(angle).toBeGreaterThan(part?.from ?? Number.NaN);
      expect(angle).toBeLessThan(part?.to ?? Number.NaN);
    }
  });

  it.each([0, 1, 2, 10, 40, 149, 150])('keeps %i actors apart, the same way each time', (count) => {
    const some = uneven.slice(0, count);
    const { points } = layoutRings(some, order);
    expect(points).toHaveLength(count);
    expect(nearest(points)).toBeGreaterThan(34);
    expect(layoutRings(some, order).points).toEqual(points);
  });

  it('takes the widest scale and the most frequent sector, and says when there is none', () => {
    expect(ringOf(['building', 'living-territory'])).toBe('living-territory');
    expect(ringOf(['inside'])).toBe('building');
    expect(ringOf(['elsewhere'])).toBe('unsaid');
    expect(sectorOf(['a', 'b', 'b'])).toBe('b');
    expect(sectorOf(['b', 'a'])).toBe('b');
    expect(sectorOf([])).toBe('unsaid');
  });
});

describe('the layout of a network', () => {
  const star = Array.from({ length: 100 }, (_, i) => ({ from: 0, to: i + 1 }));

  it('keeps actors apart, those without a tie below, the same way each time', () => {
    const groups = [Array.from({ length: 101 }, (_, i) => i)];
    const { points } = layoutNetwork(130, star, groups);
    expect(nearest(points)).toBeGreaterThan(34);
    expect(layoutNetwork(130, star, groups).points).toEqual(points);
    const lowest = Math.max(...points.slice(0, 101).map(({ y }) => y));
    for (const { y } of points.slice(101)) expect(y).toBeGreaterThan(lowest);
  });

  it('draws nobody, and only actors without a tie', () => {
    expect(layoutNetwork(0, [], []).points).toEqual([]);
    expect(nearest(layoutNetwork(40, [], []).points)).toBeGreaterThan(34);
  });
});

describe('labels', () => {
  it('cover neither an actor nor each other, and give way where there is no room', () => {
    const crowd = Array.from({ length: 49 }, (_, i) => ({
      x: (i % 7) * 40,
      y: Math.floor(i / 7) * 40,
      r: 14,
      text: 'Un nom assez long',
    }));
    const placed = placeLabels(crowd, { size: 12 });
    expect(placed).toHaveLength(49);
    expect(placed.some((one) => one === undefined)).toBe(true);
    const boxes = placed.flatMap((one) => {
      if (!one) return [];
      const width = 17 * 12 * 0.56;
      const left = one.anchor === 'start' ? one.x : one.anchor === 'end' ? one.x - width : one.x - width / 2;
      return { left, right: left + width, top: one.y - 9, bottom: one.y + 2 };
    });
    expect(boxes.length).toBeGreaterThan(0);
    for (const [at, box] of boxes.entries()) {
      for (const other of boxes.slice(0, at))
        expect(
          box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
        ).toBe(false);
      for (const { x, y } of crowd) expect(x > box.left && x < box.right && y > box.top && y < box.bottom).toBe(false);
    }
  });
});
