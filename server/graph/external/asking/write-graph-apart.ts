import { Worker } from 'node:worker_threads';
import type { AnswerFormat } from '../../graph.ts';
import { writeGraph } from './write-graph.ts';

/** Written within some milliseconds: a thread would take longer to start. */
const smallChars = 100_000;

/** The same as `writeGraph`, a large graph in a thread of its own: pages are answered by this one. */
export async function writeGraphApart(ntriples: string, format: AnswerFormat): Promise<string> {
  if (ntriples.length < smallChars) return writeGraph(ntriples, format);
  const thread = new Worker(new URL('write-graph-thread.ts', import.meta.url), { workerData: { ntriples, format } });
  try {
    const said = await new Promise<{ readonly written?: string; readonly message?: string }>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
    });
    if (said.written === undefined) throw new Error(said.message);
    return said.written;
  } finally {
    await thread.terminate();
  }
}
