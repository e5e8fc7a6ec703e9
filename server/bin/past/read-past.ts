import { createAskedThread } from '../../directory/asked-thread.ts';
import type { GraphChange } from '../../graph/graph.ts';
import type { PastOrder, PastPart } from './past-order.ts';

/** What gathering a state may take; the directory of that day is in its memory. */
const heapMb = 2048;

/** The graphs of a past state, read as fast as they are taken; throws when they cannot be read. */
export async function* readPast(order: PastOrder): AsyncIterable<GraphChange> {
  const thread = createAskedThread<'next'>({ file: new URL('gather-past.ts', import.meta.url), data: order, heapMb });
  try {
    for (;;) {
      const part = (await thread.ask('next')) as PastPart;
      if (!part) return;
      yield* part;
    }
  } finally {
    await thread.close();
  }
}
