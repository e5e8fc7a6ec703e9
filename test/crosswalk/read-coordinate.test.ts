import { describe, expect, it } from 'vitest';
import { readCoordinate, readPair } from '../../server/crosswalk/read-coordinate.ts';

describe('a coordinate in a cell', () => {
  it.each([
    ['48.117', 48.117],
    ['-1,6778', -1.6778],
    ['1 352 000,4', 1_352_000.4],
    ['48°07\'02" N', 48.1172222],
    ['1°40,5′ O', -1.675],
    ['W 2.5', -2.5],
    ['48°', 48],
  ])('%s is %f', (text, value) => expect(readCoordinate(text)?.value).toBeCloseTo(value, 6));

  it.each(['', 'Rennes', "48°75'", '12/03/2024', '48.1.2', '02 99 00 00 01 02 03'])('%s is none', (text) =>
    expect(readCoordinate(text)).toBeUndefined(),
  );
});

describe('both in one cell', () => {
  it.each([
    ['48,1173 ; -1,6778', 48.1173, -1.6778],
    ['48.1173, -1.6778', 48.1173, -1.6778],
    ['48.1173,-1.6778', 48.1173, -1.6778],
    ['48.1173 -1.6778', 48.1173, -1.6778],
    ['(48.1173|-1.6778)', 48.1173, -1.6778],
    ['[48.1173, -1.6778, 35]', 48.1173, -1.6778],
    ['48°07\'02"N 1°40\'40"O', 48.1172222, -1.6777778],
    ['48,1173 N 1,6778 O', 48.1173, -1.6778],
    ['N 48,1173 O 1,6778', 48.1173, -1.6778],
  ])('%s', (text, first, second) => {
    const [a, b] = readPair(text) ?? [];
    expect(a?.value).toBeCloseTo(first, 6);
    expect(b?.value).toBeCloseTo(second, 6);
  });

  it.each(['Rennes, 35000', '12/03/2024', '48.1', ''])('%s is no pair', (text) =>
    expect(readPair(text)).toBeUndefined(),
  );
});
