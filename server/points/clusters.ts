import Supercluster, { type InputFeature } from 'supercluster';
import { partsPerDegree } from './morton.ts';
import { deepestTile, tileExtent } from './tile-format.ts';

/** Places closer than a disc is wide at the closest view are one cluster even there: it opens as a list. */
const deepestClusters = deepestTile + 1;
/** The zooms from here down to the deepest are not clustered again: discs stand apart, and a third of the work is saved. */
const apartFrom = 15;
/** How near neighbours become one cluster, in pixels of a tile of 512. */
const radius = 46;

/** One thing that a tile draws, in units of the tile. */
export type Mark = { readonly x: number; readonly y: number } & (
  | { readonly row: number }
  | { readonly cluster: number; readonly count: number; readonly tally: readonly number[] }
);

/** Rows as clusters at every zoom. */
export interface Clusters {
  /** The marks of a tile and of its rim, which goes on over the antimeridian. */
  marks(z: number, x: number, y: number): readonly Mark[];
  /** The zoom at which a cluster comes apart, beyond `deepestTile` when no view shows it apart; undefined for an unknown cluster. */
  expansionZoom(cluster: number): number | undefined;
  /** The rows of a cluster, a page at a time; undefined for an unknown cluster. */
  leaves(cluster: number, page: { readonly offset: number; readonly limit: number }): readonly number[] | undefined;
}

/** The rows to cluster, with their positions and kinds. */
export interface ClusteredRows {
  /** Ascending; null for all rows. */
  readonly rows: Uint32Array | null;
  readonly lon: Int32Array;
  readonly lat: Int32Array;
  readonly kind: Uint8Array;
  /** How many kinds there are. */
  readonly kinds: number;
}

/** How many of a cluster's places are of each kind. */
type Tally = Record<number, number>;

/** Clusters rows; the same rows always give the same clusters under the same numbers. */
export function createClusters(given: ClusteredRows): Clusters {
  const { kind, kinds } = given;
  const index = new SparseClusters({
    radius: (radius * tileExtent) / 512,
    extent: tileExtent,
    maxZoom: deepestClusters,
    nodeSize: 32,
    map: (row) => tallyOne(kind[row as unknown as number] as number, kinds),
    reduce(sum, tally) {
      for (let i = 0; i < kinds; i++) sum[i] = (sum[i] as number) + (tally[i] as number);
    },
  });
  index.load(features(given));
  return {
    marks: (z, x, y) =>
      (index.getTileRaw(z, x, y)?.features ?? []).map(({ x, y, tags }) => {
        if (typeof tags === 'number') return { x, y, row: tags };
        const cluster = tags as Tally & { cluster_id: number; point_count: number };
        const tally = Array.from({ length: kinds }, (_, i) => cluster[i] ?? 0);
        return { x, y, cluster: cluster.cluster_id, count: cluster.point_count, tally };
      }),
    expansionZoom: (cluster) => unlessUnknown(() => index.getClusterExpansionZoom(cluster)),
    leaves: (cluster, { offset, limit }) =>
      unlessUnknown(() =>
        index.getLeaves(cluster, limit, offset).map(({ properties }) => properties as unknown as number),
      ),
  };
}

/** The library, made to leave the zooms from `apartFrom` on as the deepest one is: it takes a zoom without change for free. */
class SparseClusters extends Supercluster<Record<never, never>, Tally> {
  _cluster(data: Int32Array, count: number, zoom: number, out: Int32Array): number {
    if (zoom >= apartFrom && zoom < deepestClusters) return count;
    const { _cluster } = Supercluster.prototype as unknown as SparseClusters;
    return _cluster.call(this, data, count, zoom, out);
  }
}

/** One feature used again for every row: the library keeps of it only its property, which is the row. */
function features({ rows, lon, lat }: ClusteredRows): InputFeature<Record<never, never>>[] {
  const length = rows?.length ?? lon.length;
  const list = {
    length,
    *[Symbol.iterator]() {
      const coordinates = [0, 0];
      const feature = { type: 'Feature', geometry: { type: 'Point', coordinates }, properties: 0 };
      for (let i = 0; i < length; i++) {
        const row = rows ? (rows[i] as number) : i;
        coordinates[0] = (lon[row] as number) / partsPerDegree;
        coordinates[1] = (lat[row] as number) / partsPerDegree;
        feature.properties = row;
        yield feature;
      }
    },
  };
  return list as unknown as InputFeature<Record<never, never>>[];
}

function tallyOne(kind: number, kinds: number): Tally {
  const tally = new Array<number>(kinds).fill(0);
  tally[kind] = 1;
  return tally;
}

/** The library throws when it does not know a cluster, which an old page may well ask for. */
function unlessUnknown<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Error && error.message === 'No cluster with the specified id.') return undefined;
    throw error;
  }
}
