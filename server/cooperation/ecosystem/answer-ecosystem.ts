import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { readActors } from '../../directory/actors/read-actors.ts';
import { type Asked, answerAsked } from '../../directory/asked-thread.ts';
import { createConcepts } from '../../directory/concepts.ts';
import { keepWhileUnchanged } from '../../directory/keep-while-unchanged.ts';
import { drawEcosystem } from './draw-ecosystem.ts';
import type { EcosystemOrder, PackedQuestion } from './ecosystem.ts';

/** Draws ecosystems in a thread of its own, over a connection of its own. */
const order = workerData as EcosystemOrder;
const db = new DatabaseSync(order.file, { readOnly: true });
const concepts = createConcepts(order.concepts);
const actors = keepWhileUnchanged(db, () => readActors(db, concepts));

parentPort?.on('message', async ({ id, question }: Asked<PackedQuestion>) => {
  const answer = () => drawEcosystem(actors(), { ...question, among: new Set(question.among) });
  parentPort?.postMessage(await answerAsked(id, answer));
});
