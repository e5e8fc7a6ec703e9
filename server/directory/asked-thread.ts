import { Worker } from 'node:worker_threads';
import { given } from '../rdf/given.ts';

/** A question to a thread, and what comes back for it; every other message is the parts' own. */
export interface Asked<Question> {
  readonly type: 'ask';
  readonly id: number;
  readonly question: Question;
}
export type Answered =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

/** A thread that answers questions; started at the first one, and again should it end. */
export interface AskedThread<Question> {
  /** Rejects when the thread fails. */
  ask(question: Question): Promise<unknown>;
  /** Sends a message that has no answer; nothing while there is no thread. */
  tell(message: unknown): void;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Prepares a thread that runs a file: it answers each `Asked` with one `Answered`. */
export function createAskedThread<Question>({
  file,
  data,
  heapMb,
  hear,
  onEnd,
}: {
  readonly file: URL;
  readonly data?: unknown;
  /** A thread that needs more memory is ended, and the question fails; as much as the process may have without it. */
  readonly heapMb?: number;
  /** Hears the messages that answer no question. */
  readonly hear?: (message: unknown) => void;
  /** Called when the thread has ended and what it knew is lost. */
  readonly onEnd?: () => void;
}): AskedThread<Question> {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let asked = 0;

  function answered(message: Answered): void {
    const { resolve, reject } = waiting.get(message.id) ?? {};
    waiting.delete(message.id);
    if (message.type === 'answer') resolve?.(message.value);
    else reject?.(new Error(message.message));
    // What waits for an answer must not be ended; a thread without a question ends with the process.
    if (waiting.size === 0) worker?.unref();
  }

  function start(): Worker {
    const started = new Worker(file, {
      ...given('workerData', data),
      ...(heapMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapMb } }),
    });
    const end = (error: Error) => {
      if (worker !== started) return;
      worker = undefined;
      onEnd?.();
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    started.on('message', (message: Answered) => {
      if (message.type === 'answer' || message.type === 'failed') answered(message);
      else hear?.(message);
    });
    started.on('error', end);
    started.on('exit', (code) => end(new Error(`the thread of ${file.pathname.split('/').at(-1)} ended with ${code}`)));
    return started;
  }

  return {
    ask(question) {
      worker ??= start();
      worker.ref();
      const id = asked++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker?.postMessage({ type: 'ask', id, question } satisfies Asked<Question>);
      });
    },
    tell: (message) => worker?.postMessage(message),
    async close() {
      await worker?.terminate();
    },
  };
}

/** Answers one question in the thread: a failure is told with the place where it happened. */
export async function answerAsked(id: number, answer: () => unknown): Promise<Answered> {
  try {
    return { type: 'answer', id, value: await answer() };
  } catch (error) {
    return { type: 'failed', id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
