import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlanes, writePlanes } from '../../server/points/byte-planes.ts';
import { decodeColumns, encodeColumns } from '../../server/points/columns-file.ts';
import { eastOf, latOf, lonOf, southOf, squareOf, widenToSquares, worldSize } from '../../server/points/mercator.ts';
import { mortonCode, mortonX, mortonY } from '../../server/points/morton.ts';
import { createSetColumn } from '../../server/points/set-column.ts';

const square = fc.nat(worldSize - 1);
const squares = fc.tuple(square, square);

describe('a Morton code', () => {
  it('gives its square back, at every corner of the world too', () => {
    const check = ([x, y]: readonly [number, number]) => {
      const code = mortonCode(x, y);
      expect([mortonX(code), mortonY(code)]).toEqual([x, y]);
    };
    fc.assert(fc.property(squares, check));
    const ends = [0, worldSize - 1];
    for (const x of ends) for (const y of ends) check([x, y]);
  });

  it('keeps a tile of the map together', () => {
    // A tile of zoom 12 is 2^13 squares wide: every code inside lies in one stretch.
    const side = 2 ** 13;
    const tile = fc.nat(2 ** 12 - 1);
    fc.assert(
      fc.property(tile, tile, fc.nat(side - 1), fc.nat(side - 1), (tileX, tileY, x, y) => {
        const first = mortonCode(tileX * side, tileY * side);
        const code = mortonCode(tileX * side + x, tileY * side + y);
        expect(code).toBeGreaterThanOrEqual(first);
        expect(code).toBeLessThan(first + side ** 2);
      }),
    );
  });
});

describe('the squares of the Mercator world', () => {
  const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });

  it('give a position back to less than a metre', () => {
    fc.assert(
      fc.property(degrees(180), degrees(85), (lon, lat) => {
        const [x, y] = [squareOf(eastOf(lon)), squareOf(southOf(lat))];
        expect(Math.abs(lonOf(x + 0.5) - lon)).toBeLessThan(0.6e-5);
        expect(Math.abs(latOf(y + 0.5) - lat)).toBeLessThan(0.6e-5);
      }),
    );
  });

  it('hold the poles and the antimeridian in their last lines and columns', () => {
    expect([90, -90].map((lat) => squareOf(southOf(lat)))).toEqual([0, worldSize - 1]);
    expect([-180, 180].map((lon) => squareOf(eastOf(lon)))).toEqual([0, worldSize - 1]);
  });

  it('widen a box to their edges, and never beyond the world', () => {
    expect(widenToSquares([-200, -89, 200, 89])).toEqual([-180, -90, 180, 90]);
    fc.assert(
      fc.property(degrees(179), degrees(84), (lon, lat) => {
        const [west, south, east, north] = widenToSquares([lon, lat, lon + 0.1, lat + 0.1]);
        const slack = 1e-9;
        expect(west - slack <= lon && south - slack <= lat).toBe(true);
        expect(east + slack >= lon + 0.1 && north + slack >= lat + 0.1).toBe(true);
        for (const at of [eastOf(west), eastOf(east), southOf(south), southOf(north)])
          expect(Math.abs(at - Math.round(at))).toBeLessThan(1e-3);
      }),
    );
  });
});

describe('byte planes', () => {
  it('give every number below 2^53 back', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeNat()), (values) => {
        const bytes = writePlanes(values);
        const read = new Float64Array(values.length);
        expect(readPlanes(bytes, 0, read)).toBe(bytes.length);
        expect([...read]).toEqual(values);
      }),
    );
  });

  it('take one byte for nothing but zeros', () => {
    expect(writePlanes(new Uint32Array(1000))).toEqual(Uint8Array.of(0));
  });
});

const rows = fc.array(
  fc.record({ at: squares, kind: fc.uniqueArray(fc.nat(300)), network: fc.uniqueArray(fc.nat(70_000)) }),
);

describe('the file of columns', () => {
  it('gives back every position and every set, however large its numbers', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const sorted = given.toSorted((a, b) => mortonCode(...a.at) - mortonCode(...b.at));
        // The last fifth says no place.
        const codes = sorted.slice(0, Math.ceil(sorted.length * 0.8)).map(({ at }) => mortonCode(...at));
        const read = decodeColumns(
          encodeColumns({
            count: sorted.length,
            codes: Float64Array.from(codes),
            sets: {
              kind: createSetColumn(sorted.map(({ kind }) => kind)),
              réseau: createSetColumn(sorted.map(({ network }) => network)),
            },
          }),
        );
        const setsOf = (name: string) => [...(read.sets[name]?.ids ?? [])].map((id) => read.sets[name]?.sets[id]);
        expect([read.count, [...read.codes]]).toEqual([sorted.length, codes]);
        expect(setsOf('kind')).toEqual(sorted.map(({ kind }) => kind));
        expect(setsOf('réseau')).toEqual(sorted.map(({ network }) => network));
      }),
    );
  });

  it('is refused when it is another file, or cut', () => {
    const file = encodeColumns({
      count: 2,
      codes: Float64Array.of(3, 12),
      sets: { kind: createSetColumn([[1], [2]]) },
    });
    expect(() => decodeColumns(new TextEncoder().encode('<!doctype html>'))).toThrow('no file of columns');
    for (let length = 0; length < file.length; length++)
      expect(() => decodeColumns(file.subarray(0, length)), `${length} bytes`).toThrow();
  });

  it('is not written from rows out of order', () => {
    expect(() => encodeColumns({ count: 2, codes: Float64Array.of(5, 2), sets: {} })).toThrow('Row 1');
  });
});

describe('a column of sets', () => {
  it('writes each different set once, the most frequent first', () => {
    const column = createSetColumn([[7], [1, 2], [7], [], [7]]);
    expect(column.sets).toEqual([[7], [], [1, 2]]);
    expect([...column.ids]).toEqual([0, 2, 0, 1, 0]);
  });
});
