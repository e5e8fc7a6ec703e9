import { expect, it } from 'vitest';
import { readGeocoded } from '../../server/geography/read-geocoded.ts';

const feature = (properties: object, coordinates: unknown = [-1.68, 48.11]) => ({
  features: [{ geometry: { coordinates }, properties }],
});

it('takes the best answer with what it took the address for', () => {
  expect(readGeocoded(feature({ label: '1 Rue du Pont 35000 Rennes', score: 0.9 }))).toEqual({
    lon: -1.68,
    lat: 48.11,
    label: '1 Rue du Pont 35000 Rennes',
  });
});

it.each([
  ['a guess', feature({ label: 'x', score: 0.2 })],
  ['no feature', { features: [] }],
  ['a position off the globe', feature({}, [200, 48])],
  ['a position in words', feature({}, ['est', 'nord'])],
  ['no object at all', 'Service unavailable'],
  ['nothing', undefined],
])('takes %s for no answer', (_, answer) => {
  expect(readGeocoded(answer)).toBeUndefined();
});
