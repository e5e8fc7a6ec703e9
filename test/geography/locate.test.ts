import { describe, expect, it } from 'vitest';
import { departementAt, kmOutsideDepartement } from '../../server/geography/locate.ts';

const rennes = { lon: -1.6777, lat: 48.1173 };
const ajaccio = { lon: 8.7386, lat: 41.9267 };

describe('positions and départements', () => {
  it('tells the département of a position', () => {
    expect(departementAt(rennes)).toBe('35');
    expect(departementAt(ajaccio)).toBe('2A');
    expect(departementAt({ lon: -10, lat: 45 })).toBeUndefined();
    expect(departementAt({ lon: 55.45, lat: -20.88 })).toBeUndefined();
  });

  it('counts the islands that the drawing leaves out', () => {
    expect(departementAt({ lon: -3.455, lat: 47.638 })).toBe('56');
    expect(kmOutsideDepartement('85', { lon: -2.348, lat: 46.725 })).toBe(0);
  });

  it('leaves the enclave of Valréas to Vaucluse', () => {
    expect(departementAt({ lon: 4.991, lat: 44.385 })).toBe('84');
  });

  it('measures how far outside a département a position lies', () => {
    expect(kmOutsideDepartement('35', rennes)).toBe(0);
    expect(kmOutsideDepartement('75', rennes)).toBeGreaterThan(270);
    expect(kmOutsideDepartement('75', rennes)).toBeLessThan(320);
    expect(kmOutsideDepartement('49', { lon: 0, lat: 0 })).toBeGreaterThan(4500);
  });

  it('says nothing about codes without an outline', () => {
    expect(kmOutsideDepartement('974', rennes)).toBe(0);
    expect(kmOutsideDepartement('ZZ', rennes)).toBe(0);
  });
});
