import type { Bounds, PointsManifest } from '../../points/manifest.ts';
import type { ClusterRequest, TileAddress } from '../../points/point-engine.ts';
import type { Selection } from '../../points/selection.ts';
import type { ConceptData } from '../concepts.ts';

/** What the thread that makes a version is told. */
export interface BuildOrder {
  /** The state file. */
  readonly file: string;
  readonly concepts: ConceptData;
  readonly now: Date;
  /** Up to so many places can be had as one file. */
  readonly maxColumns: number;
}

/** One version as it was made; what both threads look at stands in shared memory. */
export interface BuiltVersion {
  readonly manifest: PointsManifest;
  readonly columns: Uint8Array;
  /** The columns as browsers take them; null where there are too many places. */
  readonly compressed: Readonly<Record<'br' | 'gzip', Uint8Array<ArrayBuffer>>> | null;
  /** The pages of names as JSON, one behind the other, and where each begins, with the end of the last. */
  readonly names: Uint8Array;
  readonly pages: Uint32Array;
  /** `entity.id` of each row. */
  readonly ids: Uint32Array;
}

/** What the thread that answers needs of a version. */
export type AnsweredVersion = Pick<BuiltVersion, 'manifest' | 'columns' | 'names' | 'pages'>;

/** What can be asked of a version. */
export type PointQuestion =
  | { readonly about: 'filter'; readonly selection: Selection }
  | { readonly about: 'count'; readonly selection: Selection; readonly box: Bounds }
  | { readonly about: 'tile'; readonly selection: Selection; readonly address: TileAddress }
  | { readonly about: 'cluster'; readonly selection: Selection; readonly request: ClusterRequest };

/** A question about one version, with what the thread needs of it the first time. */
export interface VersionQuestion {
  readonly version: string;
  readonly question: PointQuestion;
  readonly now: Date;
  readonly opens?: AnsweredVersion;
}

/** To the thread that answers, besides questions. */
export type ToAnswerer =
  | { readonly type: 'close'; readonly version: string }
  | { readonly type: 'rows'; readonly id: number; readonly rows: readonly number[] };

/** From it, besides answers: what only the process that searches can tell. */
export interface FromAnswerer {
  readonly type: 'rows';
  readonly id: number;
  readonly version: string;
  readonly selection: Selection;
}
