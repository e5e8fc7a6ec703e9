import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlanes, writePlanes } from '../../server/points/byte-planes.ts';
import { decodeColumns, encodeColumns } from '../../server/points/columns-file.ts';
import { mortonCode, mortonPosition } from '../../server/points/morton.ts';
import { createSetColumn } from '../../server/points/set-column.ts';

const position = fc.tuple(
  fc.integer({ min: -18_000_000, max: 18_000_000 }),
  fc.integer({ min: -9_000_000, max: 9_000_000 }),
);
const corners = [-18_000_000, 18_000_000].flatMap((lon) => [-9_000_000, 9_000_000].map((lat) => [lon, lat] as const));

describe('a Morton code', () => {
  it('gives its position back, at the poles and on both sides of the antimeridian too', () => {
    const check = ([lon, lat]: readonly [number, number]) => {
      expect(mortonPosition(mortonCode(lon, lat))).toEqual([lon, lat]);
    };
    fc.assert(fc.property(position, check));
    corners.forEach(check);
  });

  it('keeps a square of the map together', () => {
    // 2^13 parts of a degree wide, at a corner that the curve knows: every code inside lies between the first and the last.
    const corner = [2 ** 13 * 900 - 18_000_000, 2 ** 13 * 700 - 9_000_000] as const;
    const first = mortonCode(corner[0], corner[1]);
    const inSquare = fc.tuple(fc.nat(2 ** 13 - 1), fc.nat(2 ** 13 - 1));
    fc.assert(
      fc.property(inSquare, ([x, y]) => {
        const code = mortonCode(corner[0] + x, corner[1] + y);
        expect(code).toBeGreaterThanOrEqual(first);
        expect(code).toBeLessThan(first + 2 ** 26);
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
  fc.record({ at: position, kind: fc.uniqueArray(fc.nat(300)), network: fc.uniqueArray(fc.nat(70_000)) }),
);

describe('the file of columns', () => {
  it('gives back every position and every set, however large its numbers', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const sorted = given.toSorted((a, b) => mortonCode(...a.at) - mortonCode(...b.at));
        const read = decodeColumns(
          encodeColumns({
            count: sorted.length,
            lon: Int32Array.from(sorted, ({ at }) => at[0]),
            lat: Int32Array.from(sorted, ({ at }) => at[1]),
            sets: {
              kind: createSetColumn(sorted.map(({ kind }) => kind)),
              réseau: createSetColumn(sorted.map(({ network }) => network)),
            },
          }),
        );
        const setsOf = (name: string) => [...(read.sets[name]?.ids ?? [])].map((id) => read.sets[name]?.sets[id]);
        expect([...read.lon]).toEqual(sorted.map(({ at }) => at[0]));
        expect([...read.lat]).toEqual(sorted.map(({ at }) => at[1]));
        expect(setsOf('kind')).toEqual(sorted.map(({ kind }) => kind));
        expect(setsOf('réseau')).toEqual(sorted.map(({ network }) => network));
      }),
    );
  });

  it('is refused when it is another file, or cut', () => {
    const file = encodeColumns({
      count: 2,
      lon: Int32Array.of(1, 2),
      lat: Int32Array.of(1, 2),
      sets: { kind: createSetColumn([[1], [2]]) },
    });
    expect(() => decodeColumns(new TextEncoder().encode('<!doctype html>'))).toThrow('no file of columns');
    for (let length = 0; length < file.length; length++)
      expect(() => decodeColumns(file.subarray(0, length)), `${length} bytes`).toThrow();
  });

  it('is not written from rows out of order', () => {
    const lonLat = Int32Array.of(5, 2);
    expect(() => encodeColumns({ count: 2, lon: lonLat, lat: lonLat, sets: {} })).toThrow('Row 1');
  });
});

describe('a column of sets', () => {
  it('writes each different set once, the most frequent first', () => {
    const column = createSetColumn([[7], [1, 2], [7], [], [7]]);
    expect(column.sets).toEqual([[7], [], [1, 2]]);
    expect([...column.ids]).toEqual([0, 2, 0, 1, 0]);
  });
});
