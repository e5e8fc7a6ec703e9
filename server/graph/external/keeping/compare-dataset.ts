import type { GraphChange } from '../../graph.ts';
import type { GraphLog } from '../../replica-pool.ts';
import { type HeldReader, wholeMark } from './held.ts';
import type { ServerWriter } from './server-writer.ts';
import { type Held, type ReadChange, readChanges } from './write-changes.ts';

/** What one request writes: some thousand statements, which Virtuoso takes in a fifth of a second. */
const batchChars = 300_000;
/** Reading the state file goes on in steps no longer than this, so that pages are answered in between. */
const stepMs = 8;
const dropsAtOnce = 100;

export interface ComparedDataset {
  readonly held: HeldReader;
  readonly writer: ServerWriter;
  readonly load: () => Iterable<GraphChange> | AsyncIterable<GraphChange>;
  readonly closing: AbortSignal;
  readonly log?: GraphLog | undefined;
}

/** Compares the whole dataset with the marks that a server holds, writes what differs, drops what is too much, and says there that it is whole. */
export async function compareDataset({ held, writer, load, closing, log }: ComparedDataset): Promise<void> {
  const startedAt = performance.now();
  /** Of an empty server, which need not be asked. */
  let known = (await writer.recount()) === 0 ? new Map<string, Held>() : undefined;
  const loaded = new Set<string>();
  let batch: ReadChange[] = [];
  let chars = 0;
  let stepEnd = performance.now() + stepMs;
  let writing: Promise<void> = Promise.resolve();
  /** The server writes one batch while the next is read; a third waits. */
  const flush = async () => {
    await writing;
    writing = writer.writeEach(batch, known);
    // Whoever flushes next is told, should it fail.
    writing.catch(() => undefined);
    batch = [];
    chars = 0;
  };
  try {
    for await (const change of load()) {
      closing.throwIfAborted();
      const read = readOrTell(change, log);
      if (read.some(({ iri }) => loaded.has(iri))) {
        // Said twice: by now the server has something of it.
        await flush();
        known = undefined;
      }
      batch.push(...read);
      for (const { iri, kind } of read) if (kind !== 'drop') loaded.add(iri);
      chars += 'triples' in change ? (change.triples?.length ?? 0) * (change.role === 'profile' ? 2 : 1) + 200 : 0;
      if (chars > batchChars) await flush();
      if (performance.now() > stepEnd) {
        await new Promise(setImmediate);
        stepEnd = performance.now() + stepMs;
      }
    }
    await flush();
  } finally {
    // Whoever tries again must not meet what is still under way.
    await writing.catch(() => undefined);
  }
  await writing;
  if ((await held.count()) !== loaded.size) await dropAllBut(loaded, { held, writer });
  await writer.send(`INSERT DATA { ${wholeMark} }`);
  log?.info(
    { graphs: await writer.recount(), seconds: Math.round((performance.now() - startedAt) / 1000) },
    'the graph server has the whole dataset',
  );
}

async function dropAllBut(
  loaded: ReadonlySet<string>,
  { held, writer }: Pick<ComparedDataset, 'held' | 'writer'>,
): Promise<void> {
  const gone: ReadChange[] = [];
  for await (const iri of held.all()) if (!loaded.has(iri)) gone.push({ kind: 'drop', iri });
  for (let at = 0; at < gone.length; at += dropsAtOnce) await writer.writeEach(gone.slice(at, at + dropsAtOnce));
}

function readOrTell(change: GraphChange, log: GraphLog | undefined): readonly ReadChange[] {
  try {
    return readChanges([change]);
  } catch (error) {
    log?.warn(
      { message: error instanceof Error ? error.message : String(error) },
      'a graph of the state file cannot be read',
    );
    return [];
  }
}
