import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { type Asked, answerAsked } from '../directory/asked-thread.ts';
import { createConcepts } from '../directory/concepts.ts';
import { createLeadAnswers } from './lead-answers.ts';
import type { LeadOrder, LeadQuestion } from './lead-messages.ts';

/** Answers questions about leads in a thread of its own, over a connection of its own. */
const order = workerData as LeadOrder;
const db = new DatabaseSync(order.file, { readOnly: true });
const answers = createLeadAnswers(db, createConcepts(order.concepts));

parentPort?.on('message', async ({ id, question }: Asked<LeadQuestion>) => {
  parentPort?.postMessage(await answerAsked(id, () => answers(question)));
});
