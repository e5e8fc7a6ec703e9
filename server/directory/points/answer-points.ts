import { parentPort } from 'node:worker_threads';
import { decodeColumns } from '../../points/columns-file.ts';
import { createPointEngine, type PointEngine } from '../../points/point-engine.ts';
import { createNameReader } from './name-pages.ts';
import type { AnsweredVersion, FromAnswerer, PointQuestion, ToAnswerer } from './point-messages.ts';

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

async function answer(id: number, engine: PointEngine | undefined, question: PointQuestion): Promise<void> {
  try {
    say({ type: 'answer', id, value: engine && (await ask(engine, question)) });
  } catch (error) {
    say({ type: 'failed', id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function say(message: FromAnswerer): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (message: ToAnswerer) => {
  switch (message.type) {
    case 'open':
      engines.set(message.version.manifest.version, openEngine(message.version));
      return;
    case 'close':
      engines.delete(message.version);
      return;
    case 'ask':
      now = message.now;
      void answer(message.id, engines.get(message.version), message.question);
      return;
    case 'rows':
      waiting.get(message.id)?.(message.rows);
      waiting.delete(message.id);
  }
});
