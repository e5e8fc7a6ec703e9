import { Worker } from 'node:worker_threads';
import { type Concepts, conceptData } from '../concepts.ts';
import type { BuildOrder, BuiltVersion } from './point-messages.ts';

/** A version that is being made. */
export interface Build {
  /** Rejects when it cannot be made. */
  readonly version: Promise<BuiltVersion>;
  stop(): Promise<unknown>;
}

/** Up to so many places are one file: some megabyte, which a phone decodes and clusters in a second. */
const mostColumns = 200_000;

/** Makes versions of what a state file holds, each in a thread of its own. */
export function buildInThread({
  file,
  concepts,
  maxColumns = mostColumns,
}: {
  readonly file: string;
  readonly concepts: Concepts;
  readonly maxColumns?: number;
}): (now: Date) => Build {
  const data = conceptData(concepts);
  return (now) => {
    const order: BuildOrder = { file, concepts: data, now, maxColumns };
    const worker = new Worker(new URL('build-points.ts', import.meta.url), { workerData: order });
    const version = new Promise<BuiltVersion>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the thread that makes the points ended with ${code}`)));
    });
    return { version, stop: () => worker.terminate() };
  };
}
