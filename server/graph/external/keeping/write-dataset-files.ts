import { once } from 'node:events';
import { createWriteStream, mkdirSync, readdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';
import type { GraphChange } from '../../graph.ts';
import { datasetFile } from './dataset-file.ts';

/** What was written. */
export interface DatasetFiles {
  readonly graphs: number;
  /** Statements of all graphs, the union graph among them: what is to be counted before `held` is loaded. */
  readonly statements: number;
  /** Names of the files with the graphs, in the folder. */
  readonly files: readonly string[];
  /** The file that is to be loaded last. */
  readonly held: string;
}

/** Loaders take several files at once, each with a thread. */
const statementsInFile = 1_000_000;
/** Joined before they are packed. */
const charsAtOnce = 1_000_000;

/** Writes the dataset as packed N-Quads into a folder that is new or empty; throws where it is not, or where a graph is not well-formed. */
export async function writeDatasetFiles(
  dataset: Iterable<GraphChange> | AsyncIterable<GraphChange>,
  folder: string,
  onGraph?: () => void,
): Promise<DatasetFiles> {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0)
    throw new Error(`the folder ${folder} is not empty: name a new one, so that nothing old is loaded with it`);
  const files: string[] = [];
  const held = packed(join(folder, 'held.nq.gz'));
  let part: ReturnType<typeof packed> | undefined;
  let [graphs, statements, inPart] = [0, 0, 0];
  for await (const one of datasetFile(dataset)) {
    if (!part) {
      const name = `graphs-${String(files.length + 1).padStart(4, '0')}.nq.gz`;
      files.push(name);
      part = packed(join(folder, name));
    }
    await part.write(one.quads);
    await held.write(one.held);
    graphs++;
    statements += one.quads.length;
    inPart += one.quads.length;
    onGraph?.();
    if (inPart < statementsInFile) continue;
    await part.end();
    [part, inPart] = [undefined, 0];
  }
  await part?.end();
  await held.end();
  return { graphs, statements, files, held: 'held.nq.gz' };
}

/** A file that is packed as it is written. */
function packed(path: string) {
  const pack: Gzip = createGzip({ level: 1 });
  const file: WriteStream = pack.pipe(createWriteStream(path, { flags: 'wx' }));
  const over = finished(file);
  // Whoever ends it is told.
  over.catch(() => undefined);
  let lines: string[] = [];
  let chars = 0;
  async function flush(): Promise<void> {
    const text = lines.join('');
    [lines, chars] = [[], 0];
    if (!pack.write(text)) await Promise.race([once(pack, 'drain'), over]);
  }
  return {
    async write(more: readonly string[]): Promise<void> {
      for (const line of more) {
        lines.push(`${line}\n`);
        chars += line.length;
      }
      if (chars > charsAtOnce) await flush();
    },
    async end(): Promise<void> {
      await flush();
      pack.end();
      await over;
    },
  };
}
