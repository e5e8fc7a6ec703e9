import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { given } from '../../rdf/given.ts';
import { type Asked, answerAsked } from '../asked-thread.ts';
import { createConcepts } from '../concepts.ts';
import { createDiagnoser } from '../diagnosis/diagnose.ts';
import { keepWhileUnchanged } from '../keep-while-unchanged.ts';
import { countFlows } from './flows.ts';
import { findMarks } from './marks.ts';
import type { OverviewOrder, OverviewQuestion } from './overview-messages.ts';
import { readFlowBase } from './read-flow-base.ts';
import { readMarkBase } from './read-mark-base.ts';

/** Answers questions about the whole directory in a thread of its own, over a connection of its own. */
const order = workerData as OverviewOrder;
const db = new DatabaseSync(order.file, { readOnly: true });
const concepts = createConcepts(order.concepts);
const diagnose = createDiagnoser(db, concepts);

const flows = keepWhileUnchanged(db, () => readFlowBase(db, concepts));
const marks = keepWhileUnchanged(db, () => readMarkBase(db, concepts));

function answer(question: OverviewQuestion): unknown {
  if (question.about === 'flows') {
    const { among, offset, limit, ...asked } = question;
    const counted = countFlows(flows(), { ...asked, ...given('among', among && new Set(among)) });
    return { ...counted, total: counted.flows.length, flows: counted.flows.slice(offset, offset + limit) };
  }
  if (question.about === 'diagnosis') return diagnose(question);
  const { among, practice, ...asked } = question;
  const about = practice && { iri: practice.iri, practising: new Set(practice.practising) };
  return findMarks(marks(), { ...asked, among: new Set(among), ...given('practice', about) });
}

parentPort?.on('message', async ({ id, question }: Asked<OverviewQuestion>) => {
  parentPort?.postMessage(await answerAsked(id, () => answer(question)));
});
