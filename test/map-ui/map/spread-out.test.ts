import { describe, expect, it } from 'vitest';
import { mostSpread, spreadOut } from '../../../map-ui/map/spread-out.ts';

describe('places spread out around a spot', () => {
  it.each(Array.from({ length: mostSpread }, (_, i) => i + 1))('leaves a finger room between %i of them', (count) => {
    const offsets = spreadOut(count);
    expect(offsets).toHaveLength(count);
    const distances = offsets.flatMap((a, i) => offsets.slice(i + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y)));
    expect(Math.min(...distances, Infinity)).toBeGreaterThan(28);
    expect(Math.max(...offsets.map(({ x, y }) => Math.hypot(x, y)))).toBeLessThan(160);
  });
});
