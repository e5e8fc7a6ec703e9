import { describe, expect, it } from 'vitest';
import { readPosition } from '../../server/crosswalk/read-position.ts';

const inBrittany = ({ lon, lat }: { readonly lon: number; readonly lat: number }) =>
  lon > -5.5 && lon < -0.9 && lat > 47 && lat < 49;

describe('a pair of numbers', () => {
  it('is longitude and latitude', () => {
    expect(readPosition(-1.68, 48.11, inBrittany)).toEqual({ lon: -1.68, lat: 48.11 });
    expect(readPosition(100, 13.7, undefined)).toEqual({ lon: 100, lat: 13.7 });
  });

  it('is turned round where only that lies where it is expected', () => {
    expect(readPosition(48.11, -1.68, inBrittany)).toEqual({ lon: -1.68, lat: 48.11, guess: 'axes-swapped' });
    expect(readPosition(48.11, -1.68, undefined)).toEqual({ lon: 48.11, lat: -1.68 });
    expect(readPosition(13.7, 100, undefined)).toEqual({ lon: 100, lat: 13.7, guess: 'axes-swapped' });
  });

  // Rennes, as the calculators of IGN give it.
  it.each([
    ['lambert-93', 352_000, 6_789_500],
    ['web-mercator', -187_016, 6_125_300],
    ['lambert-2', 301_000, 2_353_600],
  ])('is read in metres of %s', (guess, x, y) => {
    const read = readPosition(x, y, inBrittany);
    expect(read?.guess).toBe(guess);
    expect(read?.lon).toBeCloseTo(-1.68, 1);
    expect(read?.lat).toBeCloseTo(48.11, 1);
  });

  it('is nothing at zero, and nothing nowhere', () => {
    expect(readPosition(0, 0, undefined)).toBeUndefined();
    expect(readPosition(9e9, 9e9, undefined)).toBeUndefined();
    expect(readPosition(170, 170, undefined)).toBeUndefined();
  });
});
