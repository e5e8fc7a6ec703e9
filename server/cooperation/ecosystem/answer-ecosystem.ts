import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { type ActorBase, readActors } from '../../directory/actors/read-actors.ts';
import { type Asked, answerAsked } from '../../directory/asked-thread.ts';
import { createConcepts } from '../../directory/concepts.ts';
import { keepWhileUnchanged } from '../../directory/keep-while-unchanged.ts';
import { type Analysis, analyseActors } from './analyse-actors.ts';
import { drawEcosystem } from './draw-ecosystem.ts';
import type { EcosystemOrder, PackedQuestion } from './ecosystem.ts';

/** Draws ecosystems in a thread of its own, over a connection of its own. */
const order = workerData as EcosystemOrder;
const db = new DatabaseSync(order.file, { readOnly: true });
const concepts = createConcepts(order.concepts);
const actors = keepWhileUnchanged(db, () => readActors(db, concepts));

/** So many choices of actors are kept with what their ties mean: the other views and pages of each need not find it again. */
const keptAnalyses = 4;
let kept: { readonly base: ActorBase; readonly analyses: Map<string, Analysis> } | undefined;

function analysisOf(base: ActorBase, { among, named }: PackedQuestion): Analysis {
  if (kept?.base !== base) kept = { base, analyses: new Map() };
  const key = createHash('sha1').update(among).update(named.join(' ')).digest('base64');
  const found = kept.analyses.get(key) ?? analyseActors(base, { among: new Set(among), named });
  // The one asked for last goes last.
  kept.analyses.delete(key);
  kept.analyses.set(key, found);
  const [oldest] = kept.analyses.keys();
  if (oldest !== undefined && kept.analyses.size > keptAnalyses) kept.analyses.delete(oldest);
  return found;
}

parentPort?.on('message', async ({ id, question }: Asked<PackedQuestion>) => {
  const answer = () => drawEcosystem(analysisOf(actors(), question), question);
  parentPort?.postMessage(await answerAsked(id, answer));
});
