import { describe, expect, it } from 'vitest';
import { departementOutlines } from '../../server/geography/departement-outlines.ts';

describe('outlines', () => {
  it('draws the 96 départements of mainland France and Corsica with closed rings', () => {
    const { features } = departementOutlines();
    expect(features).toHaveLength(96);
    const rings = features.flatMap(({ geometry }) => geometry.coordinates.flat());
    expect(rings.filter((ring) => String(ring[0]) !== String(ring.at(-1)))).toEqual([]);
  });
});
