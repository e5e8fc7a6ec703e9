import type { GraphChange } from './graph.ts';
import { createLoadTape, type LoadTape } from './load-tape.ts';

const batchChars = 250_000;
/** Reading goes on in steps no longer than this, so that pages are answered in between. */
const stepMs = 8;

/** The whole dataset in packed parts, for each replica that starts. */
export interface DatasetReader {
  /** As it is now, with every change that was followed before; from the last tape where there is one. */
  parts(): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** To be told of every change. */
  follow(changes: readonly GraphChange[]): void;
}

/** Makes a reader that calls `load` as seldom as it can. */
export function createDatasetReader(load: () => Iterable<GraphChange> | AsyncIterable<GraphChange>): DatasetReader {
  let tape: LoadTape | undefined;
  /** Tapes that are being recorded: each has to follow what is changed meanwhile. */
  const recordings = new Set<LoadTape>();

  async function* read(): AsyncGenerator<Uint8Array> {
    const recording = createLoadTape();
    recordings.add(recording);
    try {
      let batch: GraphChange[] = [];
      let chars = 0;
      let stepEnd = performance.now() + stepMs;
      for await (const whole of load())
        for (const change of inPieces(whole)) {
          batch.push(change);
          chars += ('triples' in change ? change.triples : change.added)?.length ?? 0;
          if (chars > batchChars) {
            yield recording.record(batch);
            batch = [];
            chars = 0;
          }
          if (performance.now() > stepEnd) {
            await new Promise(setImmediate);
            stepEnd = performance.now() + stepMs;
          }
        }
      yield recording.record(batch);
      recording.finish();
      tape = recording;
    } finally {
      recordings.delete(recording);
    }
  }

  return {
    parts: () => tape?.play() ?? read(),
    follow(changes) {
      tape?.follow(changes);
      for (const recording of recordings) recording.follow(changes);
    },
  };
}

/** A large graph beside the profiles (that of the leads) as a beginning and what is added to it, each soon packed: nobody has to wait for it whole. */
function* inPieces(change: GraphChange): Generator<GraphChange> {
  if (!('triples' in change) || change.role !== 'about' || (change.triples?.length ?? 0) <= batchChars)
    return yield change;
  const { iri, triples } = change;
  const text = triples ?? '';
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from + batchChars) + 1 || text.length;
    const piece = text.slice(from, end);
    yield from === 0 ? { ...change, triples: piece } : { iri, role: 'about', removed: '', added: piece };
    from = end;
  }
}
