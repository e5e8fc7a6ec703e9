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

describe('a pair in a grid that is named, or that its numbers tell', () => {
  // Saint-Denis de La Réunion, Cayenne, Pointe-à-Pitre, Mamoudzou, as EPSG has their grids; Rennes in conic zone 48.
  it.each([
    ['utm-40s', 338_600, 7_690_900, -20.875, 55.448],
    ['utm-22n', 353_000, 545_500, 4.934, -52.326],
    ['utm-38s', 524_500, 8_587_000, -12.785, 45.226],
    ['lambert-cc48', 1_352_000, 7_223_000, 48.112, -1.677],
  ])('is %s', (guess, x, y, lat, lon) => {
    const read = readPosition(x, y, undefined);
    expect(read).toEqual({ lon: expect.closeTo(lon, 1), lat: expect.closeTo(lat, 1), guess });
  });

  it.each([
    ['EPSG:5490', 654_000, 1_796_000, 16.24, -61.56],
    ['urn:ogc:def:crs:EPSG::2154', 352_000, 6_789_500, 48.113, -1.679],
    ['http://www.opengis.net/gml/srs/epsg.xml#3948', 1_352_000, 7_223_000, 48.112, -1.677],
    [102100, -187_016, 6_125_300, 48.115, -1.68],
  ])('is read as %s says', (named, x, y, lat, lon) => {
    expect(readPosition(x, y, undefined, named)).toMatchObject({
      lat: expect.closeTo(lat, 1),
      lon: expect.closeTo(lon, 1),
    });
  });

  it('has the latitude first where the authority says so, and not where France says otherwise', () => {
    const urn = 'urn:ogc:def:crs:EPSG::4326';
    expect(readPosition(48.11, -1.68, undefined, urn)).toMatchObject({ lat: 48.11, lon: -1.68 });
    expect(readPosition(-1.68, 48.11, undefined, urn)).toMatchObject({ lat: 48.11, lon: -1.68 });
    expect(readPosition(-1.68, 48.11, undefined, 'EPSG:4326')).toEqual({ lat: 48.11, lon: -1.68 });
  });

  it('has lost its decimal point in a spreadsheet', () => {
    expect(readPosition(-1_677_793, 48_117_266, undefined)).toMatchObject({
      lat: 48.117266,
      lon: -1.677793,
      guess: 'decimal-point-lost',
    });
  });
});
