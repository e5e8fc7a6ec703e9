import { describe, expect, it } from 'vitest';
import { layOutLineage } from '../../../server/cooperation/lineage/lay-out-lineage.ts';

const size = { width: 100, height: 40, gap: 20, between: 30 };
const descend = (...pairs: readonly (readonly [number, number])[]) => pairs.map(([from, to]) => ({ from, to }));

describe('the layout of a lineage', () => {
  it('puts each generation below the latest of those it comes from', () => {
    const { points, circles } = layOutLineage(4, descend([1, 0], [0, 2], [1, 2], [2, 3]), size);
    const rows = points.map(({ y }) => y);
    expect(rows).toEqual([90, 20, 160, 230]);
    expect(circles).toEqual([]);
  });

  it('ends on links that turn in circles, and names each circle once', () => {
    const { points, circles, order } = layOutLineage(6, descend([0, 1], [1, 2], [2, 0], [2, 3], [4, 5], [5, 4]), size);
    expect(circles).toEqual([
      [0, 1, 2],
      [4, 5],
    ]);
    for (const at of [0, 1, 2]) expect(points[3]?.y).toBeGreaterThan(points[at]?.y ?? 0);
    expect(order.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('never lays a box on another, the same way each time', () => {
    const pairs = Array.from({ length: 60 }, (_, i) => [(i * 7) % 40, (i * 13 + 5) % 40] as const);
    const first = layOutLineage(40, descend(...pairs), size);
    expect(layOutLineage(40, descend(...pairs), size)).toEqual(first);
    expect(first.width).toBe(2 * size.width + size.gap);
    for (const [at, one] of first.points.entries()) {
      expect(one.x - size.width / 2).toBeGreaterThanOrEqual(0);
      expect(one.x + size.width / 2).toBeLessThanOrEqual(first.width);
      expect(one.y + size.height / 2).toBeLessThanOrEqual(first.height);
      for (const other of first.points.slice(0, at))
        expect(Math.abs(one.x - other.x) >= size.width || Math.abs(one.y - other.y) >= size.height).toBe(true);
    }
  });
});
