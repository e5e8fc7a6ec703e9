import { fork } from 'node:child_process';
import type { EngineQuery } from './engine-store.ts';
import type { GraphChange } from './graph.ts';
import type { FromReplica, ToReplica } from './replica-messages.ts';

/** What the engine said to a question. */
export type EngineOutcome =
  | {
      readonly state: 'answered';
      readonly version: number;
      readonly bytes: number;
      /** May be read by many, each from its beginning. */
      readonly body: AsyncIterable<Uint8Array>;
      /** Resolves when the body is all there; false when it broke off. */
      readonly isWhole: Promise<boolean>;
    }
  | { readonly state: 'refused'; readonly message: string }
  | { readonly state: 'too-large'; readonly of: 'answer' | 'rows' }
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
  /** The same with a part of the dataset as a tape has it. */
  load(version: number, packed: Uint8Array): Promise<readonly string[] | undefined>;
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
  readonly maxAnswerRows: number;
  readonly deadlineMs: number;
  /** Called when the process is free again. */
  readonly onDone: (rssBytes: number) => void;
}

type Listener = (message: FromReplica | Ending) => void;

/** Starts a replica's process under this Node, as nice to others as is said (0 to 19); it ends by itself when this process does. */
export function startReplica(maxChildBytes: number, niceness: number): Replica {
  const child = fork(new URL('./replica-process.ts', import.meta.url), [String(maxChildBytes), String(niceness)], {
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

  const applied = (message: (id: number) => ToReplica) =>
    new Promise<readonly string[] | undefined>((resolve) =>
      tell((said) => resolve('kind' in said && said.kind === 'applied' ? said.refused : undefined), message),
    );

  return {
    ended,
    pid: child.pid,
    kill: () => child.kill('SIGKILL'),
    apply: (version, changes) => applied((id) => ({ kind: 'apply', id, version, changes })),
    load: (version, packed) => applied((id) => ({ kind: 'load', id, version, packed })),
    seal: () =>
      new Promise((resolve) =>
        tell(
          (said) => resolve('kind' in said && said.kind === 'sealed' ? said.ceilingBytes : undefined),
          (id) => ({ kind: 'seal', id }),
        ),
      ),
    ask: ({ onDone, ...question }) =>
      new Promise((resolve) => {
        const stream = createChunks();
        tell(
          (said) => {
            if (!('kind' in said)) {
              stream.fail(new Error('the engine ended in the middle of an answer'));
              return resolve(said);
            }
            if (said.kind === 'answer') {
              const { version, bytes } = said;
              resolve({ state: 'answered', version, bytes, body: stream.body, isWhole: stream.isWhole });
            } else if (said.kind === 'chunk') stream.push(said.bytes);
            else if (said.kind === 'end') stream.end();
            else if (said.kind === 'too-large') resolve({ state: 'too-large', of: said.of });
            else if (said.kind === 'trapped') resolve({ state: 'trapped', of: said.of });
            else if (said.kind === 'refused') resolve({ state: 'refused', message: said.message });
            if (said.kind === 'end' || said.kind === 'too-large') onDone(said.rssBytes);
            else if (said.kind === 'refused') onDone(0);
          },
          (id) => ({ kind: 'query', id, ...question }),
        );
      }),
  };
}

/** Chunks as they arrive; bounded by the answer's own bound, so that the process is free before a slow reader is done. */
function createChunks() {
  const chunks: Uint8Array[] = [];
  let state: 'open' | 'whole' | Error = 'open';
  let changed = Promise.withResolvers<void>();
  const whole = Promise.withResolvers<boolean>();
  function change(): void {
    changed.resolve();
    changed = Promise.withResolvers();
    if (state !== 'open') whole.resolve(state === 'whole');
  }
  return {
    isWhole: whole.promise,
    body: {
      async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
        for (let at = 0; ; at++) {
          while (at >= chunks.length && state === 'open') await changed.promise;
          const next = chunks[at];
          if (next) yield next;
          else if (state === 'whole') return;
          else throw state;
        }
      },
    },
    push(bytes: Uint8Array) {
      chunks.push(bytes);
      change();
    },
    end() {
      state = 'whole';
      change();
    },
    fail(error: Error) {
      if (state === 'open') state = error;
      change();
    },
  };
}
