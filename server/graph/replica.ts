import { fork } from 'node:child_process';
import type { EngineQuery } from './engine-store.ts';
import type { GraphChange } from './graph.ts';
import type { FromReplica, ToReplica } from './replica-messages.ts';

/** What the engine said to a question. */
export type EngineOutcome =
  | { readonly state: 'answered'; readonly version: number; readonly body: AsyncIterable<Uint8Array> }
  | { readonly state: 'refused'; readonly message: string }
  | { readonly state: 'too-large' }
  | { readonly state: 'trapped'; readonly of: 'memory' | 'depth' }
  /** The process ended before it answered. */
  | Ending;

/** How a replica's process ended; `signal` is what ended it, when one did. */
export interface Ending {
  readonly state: 'ended';
  readonly signal: string | null;
  readonly code: number | null;
  /** The last words of the process, for the log. */
  readonly words: string;
}

/** One engine in a process of its own. */
export interface Replica {
  /** Resolves with what was refused, or with undefined when the process ended first. */
  apply(version: number, changes: readonly GraphChange[]): Promise<readonly string[] | undefined>;
  /** Ends the loading; resolves with the memory ceiling in bytes, or undefined when the process ended first. */
  seal(): Promise<number | undefined>;
  /** Asks one question; `rssBytes` of the process after it is told to `onDone`. */
  ask(question: Question): Promise<EngineOutcome>;
  kill(): void;
  readonly ended: Promise<Ending>;
  readonly pid: number | undefined;
}

export interface Question {
  readonly query: EngineQuery;
  readonly maxAnswerBytes: number;
  readonly deadlineMs: number;
  /** Called when the process is free again. */
  readonly onDone: (rssBytes: number) => void;
}

type Listener = (message: FromReplica | Ending) => void;

/** Starts a replica's process under this Node; it ends by itself when this process does. */
export function startReplica(maxChildBytes: number): Replica {
  const child = fork(new URL('./replica-process.ts', import.meta.url), [String(maxChildBytes)], {
    serialization: 'advanced',
    // Loading makes short-lived text only: room for more of it would stay taken for as long as the process lives.
    execArgv: ['--max-semi-space-size=4'],
    // A query needs nothing of the environment, so that nothing in it can be told by one.
    env: {},
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const listeners = new Map<number, Listener>();
  let lastId = 0;
  let words = '';
  let ending: Ending | undefined;
  child.stderr?.on('data', (data: Buffer) => {
    words = (words + data.toString()).slice(-2_000);
  });

  const ended = new Promise<Ending>((resolve) => {
    const end = (code: number | null, signal: string | null): void => {
      if (ending) return;
      ending = { state: 'ended', code, signal, words };
      for (const listener of [...listeners.values()]) listener(ending);
      listeners.clear();
      resolve(ending);
    };
    child.on('exit', end);
    child.on('error', (error) => {
      words += error.message;
      child.kill('SIGKILL');
      if (child.pid === undefined) end(null, null);
    });
  });
  child.on('message', (message) => {
    const said = message as FromReplica;
    listeners.get(said.id)?.(said);
  });

  function tell(listener: Listener, message: (id: number) => ToReplica): void {
    if (ending) {
      listener(ending);
      return;
    }
    const id = ++lastId;
    listeners.set(id, (said) => {
      if (said !== ending && 'kind' in said && !['answer', 'chunk'].includes(said.kind)) listeners.delete(id);
      listener(said);
    });
    // A failed write means that the process is going: `exit` tells the listener.
    child.send(message(id), () => undefined);
  }

  return {
    ended,
    pid: child.pid,
    kill: () => child.kill('SIGKILL'),
    apply: (version, changes) =>
      new Promise((resolve) =>
        tell(
          (said) => resolve('kind' in said && said.kind === 'applied' ? said.refused : undefined),
          (id) => ({ kind: 'apply', id, version, changes }),
        ),
      ),
    seal: () =>
      new Promise((resolve) =>
        tell(
          (said) => resolve('kind' in said && said.kind === 'sealed' ? said.ceilingBytes : undefined),
          (id) => ({ kind: 'seal', id }),
        ),
      ),
    ask: ({ query, maxAnswerBytes, deadlineMs, onDone }) =>
      new Promise((resolve) => {
        const stream = createChunks();
        tell(
          (said) => {
            if (!('kind' in said)) {
              stream.fail(new Error('the engine ended in the middle of an answer'));
              return resolve(said);
            }
            if (said.kind === 'answer') resolve({ state: 'answered', version: said.version, body: stream.body });
            else if (said.kind === 'chunk') stream.push(said.bytes);
            else if (said.kind === 'end') stream.end();
            else if (said.kind === 'too-large') resolve({ state: 'too-large' });
            else if (said.kind === 'trapped') resolve({ state: 'trapped', of: said.of });
            else if (said.kind === 'refused') resolve({ state: 'refused', message: said.message });
            if (said.kind === 'end' || said.kind === 'too-large') onDone(said.rssBytes);
            else if (said.kind === 'refused') onDone(0);
          },
          (id) => ({ kind: 'query', id, query, maxAnswerBytes, deadlineMs }),
        );
      }),
  };
}

/** Chunks as they arrive; bounded by the answer's own bound, so that the process is free before a slow reader is done. */
function createChunks() {
  const waiting: Uint8Array[] = [];
  let isOver = false;
  let failure: Error | undefined;
  let wake = (): void => undefined;
  async function* read(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = waiting.shift();
      if (next) yield next;
      else if (failure) throw failure;
      else if (isOver) return;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  }
  return {
    body: read(),
    push(bytes: Uint8Array) {
      waiting.push(bytes);
      wake();
    },
    end() {
      isOver = true;
      wake();
    },
    fail(error: Error) {
      if (!isOver) failure = error;
      wake();
    },
  };
}
