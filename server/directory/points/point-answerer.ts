import { Worker } from 'node:worker_threads';
import type { Selection } from '../../points/selection.ts';
import type { BuiltVersion, FromAnswerer, PointQuestion, ToAnswerer } from './point-messages.ts';

/** The thread that answers questions about versions; started at the first question, and again should it end. */
export interface PointAnswerer {
  /** Rejects when the thread fails. */
  ask(version: BuiltVersion, question: PointQuestion): Promise<unknown>;
  /** Lets the thread forget a version. */
  forget(version: BuiltVersion): void;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** `rowsOf` is asked for what only the process that searches can tell. */
export function createPointAnswerer(
  rowsOf: (version: string, selection: Selection) => readonly number[],
  now: () => Date,
): PointAnswerer {
  const waiting = new Map<number, Waiting>();
  const open = new Set<string>();
  let worker: Worker | undefined;
  let asked = 0;

  const tell = (message: ToAnswerer) => worker?.postMessage(message);

  function hear(message: FromAnswerer): void {
    if (message.type === 'rows') {
      tell({ type: 'rows', id: message.id, rows: rowsOf(message.version, message.selection) });
      return;
    }
    const { resolve, reject } = waiting.get(message.id) ?? {};
    waiting.delete(message.id);
    if (message.type === 'answer') resolve?.(message.value);
    else reject?.(new Error(message.message));
    // What waits for an answer must not be ended; a thread without a question ends with the process.
    if (waiting.size === 0) worker?.unref();
  }

  function start(): void {
    const started = new Worker(new URL('answer-points.ts', import.meta.url));
    const end = (error: Error) => {
      if (worker === started) worker = undefined;
      open.clear();
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    started.on('message', hear);
    started.on('error', end);
    started.on('exit', (code) => end(new Error(`the thread that answers for the points ended with ${code}`)));
    worker = started;
  }

  return {
    ask(version, question) {
      if (!worker) start();
      worker?.ref();
      const { manifest, columns, names, pages } = version;
      const name = manifest.version;
      if (!open.has(name)) tell({ type: 'open', version: { manifest, columns, names, pages } });
      open.add(name);
      const id = asked++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        tell({ type: 'ask', id, version: name, question, now: now() });
      });
    },
    forget({ manifest }) {
      if (open.delete(manifest.version)) tell({ type: 'close', version: manifest.version });
    },
    async close() {
      await worker?.terminate();
    },
  };
}
