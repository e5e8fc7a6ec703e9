import type { Language } from '../../server/http/contract.ts';
import type { Bounds, PointsManifest } from '../../server/points/manifest.ts';
import type { ClusterPage, ClusterRequest, Filtered, TileAddress } from '../../server/points/point-engine.ts';
import type { Selection } from '../../server/points/selection.ts';
import type { PlaceName } from '../../server/points/tile-format.ts';
import { readJson } from './read-answer.ts';

/**
 * The places of one version, wherever they are filtered, counted and clustered: in a worker of this browser or on the
 * server. Every promise rejects when it cannot be kept just now, with an `Outdated` when the version is no longer held.
 */
export interface PlaceIndex {
  readonly manifest: PointsManifest;
  /** How many places a selection keeps, and what choosing otherwise would keep. */
  filter(selection: Selection, signal?: AbortSignal): Promise<Filtered>;
  /** How many places of a selection lie in a box. */
  bbox(selection: Selection, box: Bounds, signal?: AbortSignal): Promise<number>;
  /** A Mapbox Vector Tile with the layer `places`; no bytes where there is nothing. */
  tile(selection: Selection, address: TileAddress, signal?: AbortSignal): Promise<Uint8Array>;
  /** A page of a cluster's places, and where it comes apart. */
  cluster(selection: Selection, request: ClusterRequest, signal?: AbortSignal): Promise<ClusterPage>;
  /** What rows are called. */
  names(rows: readonly number[], signal?: AbortSignal): Promise<readonly PlaceName[]>;
  close(): void;
}

/** Where an index works. */
export type Whereabouts = 'local' | 'server';

/** Reads what must be known before the places are drawn. */
export function readManifest(): Promise<PointsManifest> {
  return readJson<PointsManifest>('/api/points');
}

/**
 * Where to work: on the server when the places are too many for one file, or the reader wants to spare data;
 * `?indice=local` and `?indice=serveur` choose, as far as it can be done.
 */
export function chooseWhereabouts(manifest: PointsManifest, href: string): Whereabouts {
  if (!manifest.hasColumns) return 'server';
  const asked = new URL(href).searchParams.get('indice');
  if (asked === 'local') return 'local';
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  return asked === 'serveur' || connection?.saveData === true ? 'server' : 'local';
}

/** What a value or a place is called for a reader. */
export function nameOf({ name, en }: PlaceName, language: Language): string {
  return language === 'en' ? (en ?? name) : name;
}
