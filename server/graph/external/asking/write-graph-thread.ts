import { parentPort, workerData } from 'node:worker_threads';
import type { AnswerFormat } from '../../graph.ts';
import { writeGraph } from './write-graph.ts';

const { ntriples, format } = workerData as { readonly ntriples: string; readonly format: AnswerFormat };
try {
  parentPort?.postMessage({ written: writeGraph(ntriples, format) });
} catch (error) {
  parentPort?.postMessage({ message: error instanceof Error ? error.message : String(error) });
}
