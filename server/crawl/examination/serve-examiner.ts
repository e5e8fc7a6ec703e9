import { Worker } from 'node:worker_threads';
import type { Examiner } from './examine.ts';
import type { FromExaminer, ToExaminer } from './examiner-messages.ts';

/** Makes this process answer the examiner pool that forked it, one document at a time, until that process is gone. */
export function serveExaminer(examiner: Examiner): void {
  process.on('disconnect', () => process.exit(0));
  new Worker(new URL('orphan-guard.ts', import.meta.url), {
    workerData: process.ppid,
    resourceLimits: { maxOldGenerationSizeMb: 16 },
  }).unref();
  // Ctrl-C reaches the whole process group: the pool decides when its processes end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  let last: Promise<unknown> = Promise.resolve();
  process.on('message', (question: ToExaminer) => {
    last = last.then(async () => process.send?.(await answer(question)));
  });

  function answer({ id, document, now }: ToExaminer): Promise<FromExaminer> {
    return examiner.examine(document, new Date(now)).then(
      (examined) => ({ id, state: 'examined', examined }),
      (error: unknown) => ({
        id,
        state: 'failed',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    );
  }
}
