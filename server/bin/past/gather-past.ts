import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { pastGraphs } from '../../crawl/past/past-graphs.ts';
import { type Asked, answerAsked } from '../../directory/asked-thread.ts';
import { loadConcepts } from '../../directory/concepts.ts';
import { createPublisherRules } from '../../fetch/publisher.ts';
import type { GraphChange } from '../../graph/graph.ts';
import { createAligner } from '../../rdf/align.ts';
import { createPastStates } from '../../registry/past-states.ts';
import { createSuppressions } from '../../registry/suppressions.ts';
import { readVocabulary } from '../bundled-data.ts';
import type { PastOrder, PastPart } from './past-order.ts';

/** Gathers a past state in a thread of its own, one part for each question, over a connection of its own. */
const { file, moment, sharedHosts, recordsBase } = workerData as PastOrder;
const partChars = 250_000;
const db = new DatabaseSync(file, { readOnly: true });
// Everything is read of one moment.
db.exec('PRAGMA busy_timeout = 5000; BEGIN');
const vocabulary = readVocabulary();
const person = db.prepare("SELECT 1 FROM entity WHERE iri = ? AND type = 'person' AND lead = 1");
const graphs = pastGraphs(
  {
    states: createPastStates(db),
    suppressions: createSuppressions(db),
    isListedPerson: (iri) => person.get(iri) !== undefined,
    concepts: loadConcepts(vocabulary),
    align: createAligner(vocabulary),
    publishers: createPublisherRules(sharedHosts),
    isRecord: (iri) => iri.startsWith(recordsBase),
  },
  moment,
)[Symbol.iterator]();

function nextPart(): PastPart {
  const part: GraphChange[] = [];
  for (let chars = 0; chars < partChars; ) {
    const { done, value } = graphs.next();
    if (done) return part.length > 0 ? part : undefined;
    part.push(value);
    chars += ('triples' in value && value.triples?.length) || 0;
  }
  return part;
}

parentPort?.on('message', async ({ id }: Asked<'next'>) => {
  parentPort?.postMessage(await answerAsked(id, nextPart));
});
