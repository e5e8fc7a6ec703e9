import type { Bounds, PointsManifest } from '../../server/points/manifest.ts';
import type { ClusterRequest, TileAddress } from '../../server/points/point-engine.ts';
import type { Selection } from '../../server/points/selection.ts';

/** What the page asks of its worker. */
export type WorkerQuestion =
  | { readonly about: 'filter'; readonly selection: Selection }
  | { readonly about: 'bbox'; readonly selection: Selection; readonly box: Bounds }
  | { readonly about: 'tile'; readonly selection: Selection; readonly address: TileAddress }
  | { readonly about: 'cluster'; readonly selection: Selection; readonly request: ClusterRequest }
  | { readonly about: 'names'; readonly rows: readonly number[] };

/** To the worker; the manifest comes first. */
export type ToWorker =
  | { readonly type: 'open'; readonly manifest: PointsManifest }
  | { readonly type: 'ask'; readonly id: number; readonly question: WorkerQuestion };

/** From the worker: answers, and that something of a tile could not be had, although it was drawn without. */
export type FromWorker =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly message: string; readonly isOutdated: boolean }
  | { readonly type: 'lacking'; readonly message: string; readonly isOutdated: boolean };
