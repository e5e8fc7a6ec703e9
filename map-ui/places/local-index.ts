import type { PointsManifest } from '../../server/points/manifest.ts';
import type { ClusterPage, Filtered } from '../../server/points/point-engine.ts';
import type { PlaceName } from '../../server/points/tile-format.ts';
import workerUrl from './index-worker.ts?worker&url';
import type { PlaceIndex } from './place-index.ts';
import { Outdated } from './read-answer.ts';
import type { FromWorker, ToWorker, WorkerQuestion } from './worker-messages.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The index that works in a worker of this browser; `onLacking` hears of what a tile had to do without. */
export function createLocalIndex(manifest: PointsManifest, onLacking: (error: Error) => void): PlaceIndex {
  const worker = new Worker(workerUrl, { type: 'module', name: 'places' });
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  const tell = (message: ToWorker) => worker.postMessage(message);

  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === 'lacking') {
      onLacking(toError(data));
      return;
    }
    const { resolve, reject } = waiting.get(data.id) ?? {};
    waiting.delete(data.id);
    if (data.type === 'answer') resolve?.(data.value);
    else reject?.(toError(data));
  });
  worker.addEventListener('error', ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(`The worker failed: ${message}`));
    waiting.clear();
  });

  function ask<T>(question: WorkerQuestion): Promise<T> {
    const id = asked++;
    return new Promise<T>((resolve, reject) => {
      waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      tell({ type: 'ask', id, question });
    });
  }

  tell({ type: 'open', manifest });
  return {
    manifest,
    filter: (selection) => ask<Filtered>({ about: 'filter', selection }),
    bbox: (selection, box) => ask<number>({ about: 'bbox', selection, box }),
    tile: (selection, address) => ask<Uint8Array>({ about: 'tile', selection, address }),
    async cluster(selection, request) {
      const page = await ask<ClusterPage | undefined>({ about: 'cluster', selection, request });
      if (!page) throw new Error(`No cluster ${request.cluster}`);
      return page;
    },
    names: (rows) => ask<PlaceName[]>({ about: 'names', rows }),
    close: () => worker.terminate(),
  };
}

function toError({ message, isOutdated }: { readonly message: string; readonly isOutdated: boolean }): Error {
  return isOutdated ? new Outdated(message) : new Error(message);
}
