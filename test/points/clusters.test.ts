import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clusters, createClusters, type Mark } from '../../server/points/clusters.ts';
import { readPositions } from '../../server/points/positions.ts';
import { deepestTile, tileExtent } from '../../server/points/tile-format.ts';
import { codeOf, inventPoints } from './invented-points.ts';

function clustersOf(codes: Float64Array, rows: Uint32Array | null = null): Clusters {
  const kind = Uint8Array.from(codes, (_, row) => row % 3);
  return createClusters({ rows, positions: readPositions(codes), kind, kinds: 3 });
}

const idOf = (mark: Mark) => ('row' in mark ? `row ${mark.row}` : `cluster ${mark.cluster} of ${mark.count}`);

/** What all tiles of a zoom show, each mark once, with where it lies in the world. */
function marksAt(clusters: Clusters, z: number): Map<string, Mark & { readonly east: number; readonly south: number }> {
  const found = new Map<string, Mark & { readonly east: number; readonly south: number }>();
  for (let x = 0; x < 2 ** z; x++)
    for (let y = 0; y < 2 ** z; y++)
      for (const mark of clusters.marks(z, x, y)) {
        const [east, south] = [x * tileExtent + mark.x, y * tileExtent + mark.y];
        const known = found.get(idOf(mark));
        // Two tiles that show the same mark show it at the same place.
        if (known) expect([known.east, known.south]).toEqual([east, south]);
        found.set(idOf(mark), { ...mark, east, south });
      }
  return found;
}

function rowsOf(clusters: Clusters, mark: Mark): readonly number[] {
  if ('row' in mark) return [mark.row];
  const rows = clusters.leaves(mark.cluster, { offset: 0, limit: 1e6 }) ?? [];
  expect(rows).toHaveLength(mark.count);
  expect(mark.tally).toEqual([0, 1, 2].map((kind) => rows.filter((row) => row % 3 === kind).length));
  return rows;
}

const positions = fc.array(
  fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true })),
  { minLength: 1, maxLength: 200 },
);

describe('clusters', () => {
  it('hold every row exactly once at every zoom, wherever places are', () => {
    fc.assert(
      fc.property(positions, fc.integer({ min: 0, max: 4 }), (places, z) => {
        const codes = Float64Array.from(places, ([lon, lat]) => codeOf(lon, lat)).sort();
        const clusters = clustersOf(codes);
        const rows = [...marksAt(clusters, z).values()].flatMap((mark) => rowsOf(clusters, mark));
        expect(rows.sort((a, b) => a - b)).toEqual([...codes.keys()]);
      }),
      { numRuns: 50 },
    );
  });

  it('hold every chosen row exactly once, and no other', () => {
    const { codes } = inventPoints(3000).columns;
    const chosen = Uint32Array.from(codes.keys()).filter((row) => row % 4 === 1);
    const clusters = clustersOf(codes, chosen);
    const rows = [...marksAt(clusters, 5).values()].flatMap((mark) => rowsOf(clusters, mark));
    expect(rows.sort((a, b) => a - b)).toEqual([...chosen]);
  });

  it('stand apart: few middles are nearer than a disc is wide', () => {
    const clusters = clustersOf(inventPoints(20_000).columns.codes);
    for (const z of [5, 6, 7]) {
      const marks = [...marksAt(clusters, z).values()];
      const near = marks.filter((mark) =>
        marks.some(
          (other) =>
            other !== mark && Math.hypot(other.east - mark.east, other.south - mark.south) < (24 * tileExtent) / 512,
        ),
      );
      expect(near.length / marks.length, `zoom ${z}`).toBeLessThan(0.05);
    }
  });

  it('come apart at the zoom they tell, and not before', () => {
    const { codes } = inventPoints(3000).columns;
    const clusters = clustersOf(codes);
    const { x, y } = readPositions(codes);
    const big = [...marksAt(clusters, 4).values()].flatMap((mark) => ('cluster' in mark ? [mark] : []));
    expect(big.length).toBeGreaterThan(5);
    for (const { cluster, count } of big) {
      const zoom = clusters.expansionZoom(cluster) ?? 0;
      // A cluster's number tells the row that it began from.
      const row = Math.floor(cluster / 32);
      const largest = (z: number) => {
        const shown = clusters.marks(z, (x[row] ?? 0) >> (25 - z), (y[row] ?? 0) >> (25 - z));
        const around = shown.find((mark) => rowsOf(clusters, mark).includes(row));
        return around && 'count' in around ? around.count : 1;
      };
      expect(zoom).toBeLessThanOrEqual(deepestTile);
      expect(largest(zoom)).toBeLessThan(count);
      for (let z = 5; z < zoom; z++) expect(largest(z)).toBeGreaterThanOrEqual(count);
    }
  });

  it('know none that is not there', () => {
    const clusters = clustersOf(Float64Array.of(1, 2, 3));
    for (const id of [31, 32 * 5, 2 ** 30]) {
      expect(clusters.expansionZoom(id)).toBeUndefined();
      expect(clusters.leaves(id, { offset: 0, limit: 10 })).toBeUndefined();
    }
  });
});
