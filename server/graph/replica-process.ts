import { Worker } from 'node:worker_threads';
import { createEngineStore } from './engine-store.ts';
import { giveWay } from './give-way.ts';
import type { GraphChange } from './graph.ts';
import { unpack } from './load-tape.ts';
import type { FromReplica, ToReplica } from './replica-messages.ts';
import { countRows, withRowCeiling } from './row-ceiling.ts';

// Entry point of a replica's process: holds one engine, obeys messages in order, one at a time.

const chunkBytes = 256 * 1024;
const store = createEngineStore();
const guarded = new SharedArrayBuffer(24);
/** [0] is 1 while a query runs: the guard sleeps otherwise. */
const busy = new Int32Array(guarded, 0, 1);
/** [0] ceiling in bytes, [1] when the running query must be over (epoch ms). */
const bounds = new Float64Array(guarded, 8, 2);
const guard = new Worker(new URL('./replica-guard.ts', import.meta.url), {
  workerData: guarded,
  resourceLimits: { maxOldGenerationSizeMb: 16 },
});
guard.unref();

let version = 0;
const maxChildBytes = Number(process.argv[2]);
const niceness = Number(process.argv[3]);
// Loading ends by itself, and answers wait for it: it gives way half as far as queries do.
giveWay(Math.floor(niceness / 2));

process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group: the pool decides when its replicas end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('message', (message: ToReplica) => obey(message));

function obey(message: ToReplica): void {
  switch (message.kind) {
    case 'apply':
      version = message.version;
      say({ kind: 'applied', id: message.id, refused: apply(message.changes) });
      break;
    case 'load':
      version = message.version;
      say({ kind: 'applied', id: message.id, refused: apply(unpack(message.packed)) });
      break;
    case 'seal':
      giveWay(niceness);
      // A ceiling below what the data itself needs would end every query: leave room for work in any case.
      bounds[0] = Math.max(maxChildBytes, process.memoryUsage.rss() * 1.25 + 256e6);
      say({ kind: 'sealed', id: message.id, ceilingBytes: bounds[0] });
      break;
    case 'query':
      answer(message);
      break;
    default:
      message satisfies never;
  }
}

/** Applies what it can of a batch: one bad graph must not keep the others from being loaded. Says what was refused. */
function apply(changes: readonly GraphChange[]): readonly string[] {
  try {
    store.apply(changes);
    return [];
  } catch (error) {
    if (changes.length > 1 && !isSealed()) return changes.flatMap((change) => apply([change]));
    return [messageOf(error)];
  }
}

function isSealed(): boolean {
  return (bounds[0] ?? 0) > 0;
}

type Asked = Extract<ToReplica, { kind: 'query' }>;

function answer(asked: Asked): void {
  const { id, query, maxAnswerBytes, maxAnswerRows, deadlineMs } = asked;
  bounds[1] = Date.now() + deadlineMs;
  wakeGuard(1);
  try {
    const bytes = Buffer.from(evaluate(asked));
    // A row takes some bytes in every format.
    const isOverRows =
      query.kind === 'bindings' && bytes.length > maxAnswerRows && countRows(bytes, query.format) > maxAnswerRows;
    const of = isOverRows ? 'rows' : bytes.length > maxAnswerBytes ? 'answer' : undefined;
    if (of) say({ kind: 'too-large', id, of, rssBytes: process.memoryUsage.rss() });
    else send(id, bytes);
  } catch (error) {
    fail(id, error);
  } finally {
    wakeGuard(0);
  }
}

function evaluate({ query, maxAnswerRows }: Asked): string {
  if (query.kind !== 'bindings') return store.answer(query);
  const text = withRowCeiling(query.text, maxAnswerRows);
  try {
    return store.answer({ ...query, text });
  } catch (error) {
    if (isTrap(error)) throw error;
    // The engine's own error about the query as it was asked, with its place.
    return store.answer(query);
  }
}

function isTrap(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

function send(id: number, bytes: Buffer): void {
  say({ kind: 'answer', id, version, bytes: bytes.length });
  for (let at = 0; at < bytes.length; at += chunkBytes)
    say({ kind: 'chunk', id, bytes: bytes.subarray(at, at + chunkBytes) });
  say({ kind: 'end', id, rssBytes: process.memoryUsage.rss() });
}

function fail(id: number, error: unknown): void {
  const message = messageOf(error);
  // V8 cannot hold a text of more than 512 MB.
  if (/longer than|string length/i.test(message))
    say({ kind: 'too-large', id, of: 'answer', rssBytes: process.memoryUsage.rss() });
  else if (isTrap(error)) {
    const of = /unreachable|allocation|array buffer/i.test(message) ? 'memory' : 'depth';
    process.send?.({ kind: 'trapped', id, of } satisfies FromReplica, () => process.exit(1));
  } else say({ kind: 'refused', id, message });
}

function wakeGuard(state: 0 | 1): void {
  Atomics.store(busy, 0, state);
  Atomics.notify(busy, 0);
}

function say(message: FromReplica): void {
  process.send?.(message);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
