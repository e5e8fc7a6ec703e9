import { describe, expect, it } from 'vitest';
import { readShape } from '../../server/crosswalk/read-shape.ts';

describe('a shape in a cell', () => {
  it.each([
    ['POINT(-1.6778 48.1173)', [[-1.6778, 48.1173]]],
    ['point z (-1.6778 48.1173 12)', [[-1.6778, 48.1173]]],
    [
      'MULTILINESTRING((0 1, 2 3),(4 5, 6 7))',
      [
        [0, 1],
        [2, 3],
        [4, 5],
        [6, 7],
      ],
    ],
    ['{"type":"Point","coordinates":[2.35,48.85]}', [[2.35, 48.85]]],
    [
      '{"type":"Polygon","coordinates":[[[0,1],[2,3]]]}',
      [
        [0, 1],
        [2, 3],
      ],
    ],
  ])('%s', (text, points) => expect(readShape(text)).toEqual({ points }));

  it('says the system that stands before it', () =>
    expect(readShape('SRID=2154;POINT (352000 6789000)')).toEqual({
      points: [[352000, 6789000]],
      system: 'EPSG:2154',
    }));

  it.each(['', 'POINT EMPTY', '48.1, -1.6', '{"type":', '{"lat":1}', 'POINT(a b)'])('%j is none', (text) =>
    expect(readShape(text)).toBeUndefined(),
  );
});
