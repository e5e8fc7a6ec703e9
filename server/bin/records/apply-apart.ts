import { parentPort, workerData } from 'node:worker_threads';
import { applyMapping } from '../../crosswalk/apply-mapping.ts';
import { type Asked, answerAsked } from '../../directory/asked-thread.ts';
import { mappingOfSet, type SetOrder } from './mapping-of-set.ts';

/** Maps the records of a set in a thread of its own: a large file, or one that was made to be slow, holds up no page. */
const order = workerData as SetOrder;

parentPort?.on('message', async ({ id, question }: Asked<Uint8Array>) => {
  parentPort?.postMessage(await answerAsked(id, async () => applyMapping(await mappingOfSet(order), question)));
});
