import type { Answer, Graph, QueryOptions } from '../../server/graph/graph.ts';

/** The text of an answer; throws with what was answered instead. */
export async function textOf(answer: Answer): Promise<string> {
  if (answer.state !== 'answered') throw new Error(JSON.stringify(answer));
  return Buffer.concat(await Array.fromAsync(answer.body)).toString();
}

/** The rows of an answer as CSV, sorted, without the names of the columns. */
export async function rows(graph: Graph, query: string, options: Partial<QueryOptions> = {}): Promise<string[]> {
  const text = await textOf(await graph.query(query, { accept: ['csv'], ...options }));
  return text.trim().split(/\r?\n/).slice(1).sort();
}
