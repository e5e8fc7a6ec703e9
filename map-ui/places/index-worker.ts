import type { PointsManifest } from '../../server/points/manifest.ts';
import type { PointEngine } from '../../server/points/point-engine.ts';
import type { PlaceName } from '../../server/points/tile-format.ts';
import { createNamePages } from './name-pages.ts';
import { openEngine } from './open-engine.ts';
import { Outdated } from './read-answer.ts';
import type { FromWorker, ToWorker, WorkerQuestion } from './worker-messages.ts';

/** All places of one version, decoded, filtered, counted, clustered and cut into tiles off the page's thread. */
interface Opened {
  readonly names: (rows: readonly number[]) => Promise<readonly PlaceName[]>;
  engine(): Promise<PointEngine>;
}

let opened: Opened | undefined;

function open(manifest: PointsManifest): Opened {
  const names = createNamePages(manifest.version);
  let engine: Promise<PointEngine> | undefined;
  return {
    names,
    engine() {
      const opening = engine ?? openEngine(manifest, { names, onLacking });
      engine = opening;
      // A file that could not be had is asked for again with the next question.
      opening.catch(() => {
        if (engine === opening) engine = undefined;
      });
      return opening;
    },
  };
}

async function ask({ names, engine }: Opened, question: WorkerQuestion): Promise<unknown> {
  if (question.about === 'names') return names(question.rows);
  const { selection } = question;
  switch (question.about) {
    case 'filter':
      return (await engine()).filter(selection);
    case 'bbox':
      return (await engine()).countIn(selection, question.box);
    case 'tile':
      return (await engine()).tile(selection, question.address);
    case 'cluster':
      return (await engine()).cluster(selection, question.request);
  }
}

async function answer(id: number, question: WorkerQuestion): Promise<void> {
  try {
    if (!opened) throw new Error('The manifest comes first');
    const value = await ask(opened, question);
    say({ type: 'answer', id, value }, value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : []);
  } catch (error) {
    say({ type: 'failed', id, ...told(error) });
  }
}

function onLacking(error: unknown): void {
  say({ type: 'lacking', ...told(error) });
}

function told(error: unknown) {
  return {
    message: error instanceof Error ? error.message : String(error),
    isOutdated: error instanceof Outdated,
  };
}

function say(message: FromWorker, moved: Transferable[] = []): void {
  postMessage(message, { transfer: moved });
}

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'ask') void answer(data.id, data.question);
  else {
    opened = open(data.manifest);
    opened.engine().catch((error: unknown) => console.warn(error));
  }
});
