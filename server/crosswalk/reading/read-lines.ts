import type { ReadRow } from './read-row.ts';

/** Reads one JSON value a line; a line that is none is a row that is refused, but for the last, which says that the file is cut. */
export async function* readLines(texts: AsyncIterable<string>): AsyncGenerator<ReadRow> {
  let rest = '';
  let number = 0;
  for await (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      number++;
      if (line.trim() !== '') yield readLine(line, number);
    }
  }
  if (rest.trim() === '') return;
  const last = readLine(rest, number + 1);
  if (last.state === 'unreadable') throw new Error(`${last.reason}: the file ends in the middle of it`);
  yield last;
}

function readLine(line: string, number: number): ReadRow {
  try {
    return { state: 'record', record: JSON.parse(line.replace(/^\ufeff/, '')) };
  } catch (error) {
    return { state: 'unreadable', reason: `line ${number}: ${(error as Error).message}` };
  }
}
