import { parentPort } from 'node:worker_threads';
import { decodeColumns } from '../../points/columns-file.ts';
import { createPointEngine, type PointEngine } from '../../points/point-engine.ts';
import { type Answered, type Asked, answerAsked } from '../asked-thread.ts';
import { createNameReader } from './name-pages.ts';
import type { AnsweredVersion, FromAnswerer, PointQuestion, ToAnswerer, VersionQuestion } from './point-messages.ts';

/** Answers questions about the versions that are open, in a thread of its own: it decodes the same file that browsers do. */
const engines = new Map<string, PointEngine>();
const waiting = new Map<number, (rows: readonly number[]) => void>();
let asked = 0;
/** The clock is that of the process that asks. */
let now = new Date();

function openEngine(version: AnsweredVersion): PointEngine {
  const { manifest } = version;
  const namesOf = createNameReader(version);
  return createPointEngine({
    manifest,
    columns: decodeColumns(version.columns),
    rowsOf: (selection) =>
      new Promise((resolve) => {
        const id = asked++;
        waiting.set(id, resolve);
        say({ type: 'rows', id, version: manifest.version, selection });
      }),
    namesOf: async (rows) => namesOf(rows),
    now: () => now,
    // All places, and as many again for what is chosen of them.
    keptRows: Math.max(1_000_000, manifest.count * 2),
  });
}

function ask(engine: PointEngine, question: PointQuestion): Promise<unknown> {
  switch (question.about) {
    case 'filter':
      return engine.filter(question.selection);
    case 'count':
      return engine.countIn(question.selection, question.box);
    case 'tile':
      return engine.tile(question.selection, question.address);
    case 'cluster':
      return engine.cluster(question.selection, question.request);
  }
}

function say(message: Answered | FromAnswerer): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', async (message: Asked<VersionQuestion> | ToAnswerer) => {
  switch (message.type) {
    case 'close':
      engines.delete(message.version);
      return;
    case 'ask': {
      const { version, question, opens, now: moment } = message.question;
      now = moment;
      if (opens) engines.set(version, openEngine(opens));
      const engine = engines.get(version);
      say(await answerAsked(message.id, () => engine && ask(engine, question)));
      return;
    }
    case 'rows':
      waiting.get(message.id)?.(message.rows);
      waiting.delete(message.id);
  }
});
