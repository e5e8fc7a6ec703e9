import { absorbCells, rim } from './absorb-cells.ts';
import { type Block, findCells } from './cell-block.ts';
import { worldSize } from './mercator.ts';
import { worldBits } from './morton.ts';
import type { Positions } from './positions.ts';
import { deepestTile, tileExtent } from './tile-format.ts';

/** One thing that a tile draws, in units of the tile. */
export type Mark = { readonly x: number; readonly y: number } & (
  | { readonly row: number }
  | { readonly cluster: number; readonly count: number; readonly tally: readonly number[] }
);

/** Rows as clusters at every zoom. */
export interface Clusters {
  /** The marks whose middle lies in a tile. */
  marks(z: number, x: number, y: number): readonly Mark[];
  /** The zoom at which a cluster comes apart, beyond `deepestTile` when no view shows it apart; undefined for an unknown cluster. */
  expansionZoom(cluster: number): number | undefined;
  /** The rows of a cluster, ascending, a page at a time; undefined for an unknown cluster. */
  leaves(cluster: number, page: { readonly offset: number; readonly limit: number }): readonly number[] | undefined;
}

/** The rows to cluster, with their positions and kinds. */
export interface ClusteredRows {
  /** Ascending, all with a position; null for all that have one. */
  readonly rows: Uint32Array | null;
  readonly positions: Positions;
  readonly kind: Uint8Array;
  /** How many kinds there are. */
  readonly kinds: number;
}

/** A cluster: stretches of the rows, how many, and their middle in squares of the world. */
interface Cluster {
  readonly first: number;
  readonly stretches: readonly (readonly [start: number, end: number])[];
  readonly count: number;
  readonly x: number;
  readonly y: number;
}

/** Cells are so many to the side of a tile, as bits: 32 pixels wide, and 16 at the closest zoom, where discs must only not cover each other. */
const cellBits = 4;

/**
 * Clusters rows without an index of their own: they follow a Morton curve, so that each cell of a grid is a stretch of
 * them, and running sums tell its middle and its kinds. Neighbouring cells become one cluster as `absorbCells` says, for
 * the surroundings of one tile at a time. The same rows always give the same clusters under the same numbers.
 */
export function createClusters(given: ClusteredRows): Clusters {
  const { rows } = given;
  const sums = addUp(given);
  const { codes, x: sumX, y: sumY, tallies } = sums;

  function clustersIn(block: Block): Cluster[] {
    const cells = findCells(codes, block);
    const count = cells.starts.length;
    const width = worldSize / 2 ** block.bits;
    const weights = new Uint32Array(count);
    const [x, y] = [new Float64Array(count), new Float64Array(count)];
    for (let cell = 0; cell < count; cell++) {
      const [start, end] = [cells.starts[cell] as number, cells.ends[cell] as number];
      weights[cell] = end - start;
      x[cell] = ((sumX[end] as number) - (sumX[start] as number)) / (end - start) / width - block.left;
      y[cell] = ((sumY[end] as number) - (sumY[start] as number)) / (end - start) / width - block.top;
    }
    const owners = absorbCells({ ...cells, weights, x, y });
    const stretches = new Map<number, [number, number][]>();
    for (let cell = 0; cell < count; cell++) {
      const owner = owners[cell] as number;
      const stretch: [number, number] = [cells.starts[cell] as number, cells.ends[cell] as number];
      const own = stretches.get(owner);
      if (own) own.push(stretch);
      else stretches.set(owner, [stretch]);
    }
    return [...stretches].map(([owner, own]) => toCluster(cells.starts[owner] as number, own));
  }

  function toCluster(first: number, stretches: readonly [number, number][]): Cluster {
    let [count, x, y] = [0, 0, 0];
    for (const [start, end] of stretches) {
      count += end - start;
      x += (sumX[end] as number) - (sumX[start] as number);
      y += (sumY[end] as number) - (sumY[start] as number);
    }
    return { first, stretches, count, x: x / count + 0.5, y: y / count + 0.5 };
  }

  function tallyOf({ stretches }: Cluster): number[] {
    return tallies.map((tally) =>
      stretches.reduce((sum, [start, end]) => sum + (tally[end] as number) - (tally[start] as number), 0),
    );
  }

  /** The cluster at a zoom that the row at a place belongs to. */
  function clusterAround(z: number, at: number): Cluster | undefined {
    const row = rowAt(at);
    const side = worldSize / 2 ** z;
    const { x, y } = given.positions;
    const tile = blockOf(z, Math.floor((x[row] as number) / side), Math.floor((y[row] as number) / side));
    return clustersIn(tile).find(({ stretches }) => stretches.some(([start, end]) => start <= at && at < end));
  }

  function find(id: number): Cluster | undefined {
    const [z, first] = [id % zooms, Math.floor(id / zooms)];
    if (z > deepestTile || first >= codes.length) return undefined;
    const found = clusterAround(z, first);
    return found?.first === first && found.count > 1 ? found : undefined;
  }

  const rowAt = (at: number) => (rows ? (rows[at] as number) : at);

  return {
    marks(z, tileX, tileY) {
      const scale = (2 ** z / worldSize) * tileExtent;
      const marks: Mark[] = [];
      for (const cluster of clustersIn(blockOf(z, tileX, tileY))) {
        const x = Math.floor(cluster.x * scale - tileX * tileExtent);
        const y = Math.floor(cluster.y * scale - tileY * tileExtent);
        // A symbol belongs to the tile that its middle lies in.
        if (Math.min(x, y) < 0 || Math.max(x, y) >= tileExtent) continue;
        if (cluster.count === 1) marks.push({ x, y, row: rowAt(cluster.first) });
        else marks.push({ x, y, cluster: cluster.first * zooms + z, count: cluster.count, tally: tallyOf(cluster) });
      }
      return marks;
    },
    expansionZoom(id) {
      const cluster = find(id);
      if (!cluster) return undefined;
      let zoom = (id % zooms) + 1;
      // Clusters of two zooms need not lie within each other: it has come apart when a smaller one holds its first row.
      while (zoom <= deepestTile && (clusterAround(zoom, cluster.first)?.count ?? 0) >= cluster.count) zoom++;
      return zoom;
    },
    leaves(id, { offset, limit }) {
      const cluster = find(id);
      if (!cluster) return undefined;
      const leaves: number[] = [];
      let skip = offset;
      for (const [start, end] of cluster.stretches) {
        for (let at = start + skip; at < end && leaves.length < limit; at++) leaves.push(rowAt(at));
        skip = Math.max(0, skip - (end - start));
      }
      return leaves;
    },
  };
}

/** Numbers of clusters tell their zoom, which is below this. */
const zooms = 32;

/** The cells that decide what a tile shows. */
function blockOf(z: number, tileX: number, tileY: number): Block {
  const perTile = 2 ** (z === deepestTile ? cellBits + 1 : cellBits);
  return {
    bits: Math.min(worldBits, z + Math.log2(perTile)),
    left: tileX * perTile - rim,
    top: tileY * perTile - rim,
    size: perTile + 2 * rim,
  };
}

/** The codes of the rows, and what stands before each of them, added up: columns, lines, and how many of each kind. */
function addUp({ rows, positions, kind, kinds }: ClusteredRows) {
  const count = rows?.length ?? positions.codes.length;
  const codes = rows ? Float64Array.from(rows, (row) => positions.codes[row] as number) : positions.codes;
  const [x, y] = [new Float64Array(count + 1), new Float64Array(count + 1)];
  const tallies = Array.from({ length: kinds }, () => new Uint32Array(count + 1));
  for (let i = 0; i < count; i++) {
    const row = rows ? (rows[i] as number) : i;
    x[i + 1] = (x[i] as number) + (positions.x[row] as number);
    y[i + 1] = (y[i] as number) + (positions.y[row] as number);
  }
  for (const [k, tally] of tallies.entries())
    for (let i = 0; i < count; i++) {
      const row = rows ? (rows[i] as number) : i;
      tally[i + 1] = (tally[i] as number) + (kind[row] === k ? 1 : 0);
    }
  return { codes, x, y, tallies };
}
