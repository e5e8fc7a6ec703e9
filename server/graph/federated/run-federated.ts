import { fork } from 'node:child_process';
import type { AnswerFormat } from '../graph.ts';
import { countRows } from '../row-ceiling.ts';
import type { FromFederated, ToFederated } from './federated-messages.ts';

export interface FederatedRun {
  readonly query: string;
  readonly format: AnswerFormat;
  readonly base?: string;
  /** The name under which our own data are asked. */
  readonly own: string;
  /** Asks an endpoint, ours or another, and gives SPARQL results in JSON. */
  readonly ask: (url: string, query: string) => Promise<EndpointAnswer>;
  readonly deadlineMs: number;
  readonly maxAnswerBytes: number;
  readonly maxAnswerRows: number;
  readonly maxHeapMb: number;
  readonly signal?: AbortSignal;
}

/** What an endpoint said; `status` is 200 or what kept it from answering. */
export interface EndpointAnswer {
  readonly status: number;
  readonly body: Uint8Array;
}

/** How a federated query ended. */
export type FederatedEnd =
  | { readonly state: 'answered'; readonly bytes: Uint8Array }
  | { readonly state: 'refused'; readonly message: string }
  | { readonly state: 'too-large'; readonly of: 'answer' | 'rows' }
  | { readonly state: 'timeout' }
  /** The process ended by itself, most likely because its memory did not do. */
  | { readonly state: 'ended' };

/** Runs one query in a process of its own, which is gone when this resolves; rejects with the signal's reason when it aborts. */
export async function runFederated(run: FederatedRun): Promise<FederatedEnd> {
  const { query, format, base, own, ask, deadlineMs, maxAnswerBytes, maxAnswerRows, maxHeapMb, signal } = run;
  const child = fork(new URL('./federated-process.ts', import.meta.url), [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${maxHeapMb}`],
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const tell = (message: ToFederated) => {
    // A failed write means that the process is going, which `exit` tells.
    if (child.connected) child.send(message, () => undefined);
  };
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const ending = Promise.withResolvers<FederatedEnd>();
  const timer = setTimeout(() => ending.resolve({ state: 'timeout' }), deadlineMs);
  const abort = () => ending.reject(signal?.reason);
  signal?.addEventListener('abort', abort);
  child.on('exit', () => ending.resolve({ state: 'ended' }));
  child.on('error', () => ending.resolve({ state: 'ended' }));
  child.on('message', (message: FromFederated) => {
    switch (message.kind) {
      case 'request':
        ask(message.url, message.query).then(
          ({ status, body }) =>
            tell({ kind: 'response', id: message.id, status, mediaType: 'application/sparql-results+json', body }),
          (error: unknown) => ending.reject(error),
        );
        break;
      case 'chunk':
        bytes += message.bytes.length;
        chunks.push(message.bytes);
        if (bytes > maxAnswerBytes) ending.resolve({ state: 'too-large', of: 'answer' });
        break;
      case 'end': {
        const whole = Buffer.concat(chunks);
        const isTabular = ['json', 'xml', 'csv', 'tsv'].includes(format);
        const isOver = isTabular && whole.length > maxAnswerRows && countRows(whole, format) > maxAnswerRows;
        ending.resolve(isOver ? { state: 'too-large', of: 'rows' } : { state: 'answered', bytes: whole });
        break;
      }
      case 'refused':
        ending.resolve({ state: 'refused', message: message.message });
        break;
      default:
        message satisfies never;
    }
  });
  tell({ kind: 'query', query, format, own, ...(base ? { base } : {}) });
  try {
    signal?.throwIfAborted();
    return await ending.promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    child.kill('SIGKILL');
  }
}
