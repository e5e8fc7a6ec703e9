import type { EmbeddedGraph } from './embedded-graph.ts';
import type { Answer, Graph } from './graph.ts';

/** Who asked last so long ago does not come back to the same state. */
const idleMs = 10 * 60_000;
/** So long a state is kept for who began with it, however many ask for others. */
const grantedMs = 5_000;

/** Graphs as they were at past moments, each loaded when it is first asked. */
export interface DatedGraphs {
  /** Asks the graph of a moment; `preparing` while it is being loaded, `busy` when others have the room. */
  query(moment: string, ...asked: Parameters<Graph['query']>): Promise<Answer>;
  /** Lets go of all of them: what they hold may no longer be told. */
  clear(): Promise<void>;
}

interface Held {
  readonly graph: EmbeddedGraph;
  lastAskedAt: number;
  asking: number;
}

/** Keeps at most so many dated graphs; `open` begins to load one. */
export function createDatedGraphs({
  open,
  most,
  elapsed = () => performance.now(),
}: {
  readonly open: (moment: string) => EmbeddedGraph;
  readonly most: number;
  /** Milliseconds that only ever grow. */
  readonly elapsed?: () => number;
}): DatedGraphs {
  const held = new Map<string, Held>();
  let timer: NodeJS.Timeout | undefined;

  async function letGo(moment: string): Promise<void> {
    const { graph } = held.get(moment) ?? {};
    held.delete(moment);
    await graph?.close();
  }

  /** The states that nobody asks, and that nobody has asked for so long. */
  function unused(ms: number): readonly string[] {
    const now = elapsed();
    const free = [...held].filter(([, { asking, lastAskedAt }]) => asking === 0 && now - lastAskedAt >= ms);
    return free.sort(([, one], [, other]) => one.lastAskedAt - other.lastAskedAt).map(([moment]) => moment);
  }

  function take(moment: string): Held | undefined {
    const found = held.get(moment);
    if (found) return found;
    if (held.size >= most) {
      const [oldest] = unused(grantedMs);
      if (oldest === undefined) return undefined;
      letGo(oldest);
    }
    const taken: Held = { graph: open(moment), lastAskedAt: elapsed(), asking: 0 };
    held.set(moment, taken);
    timer ??= setInterval(() => {
      for (const idle of unused(idleMs)) letGo(idle);
      if (held.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    }, 30_000).unref();
    return taken;
  }

  return {
    async query(moment, ...asked) {
      const taken = take(moment);
      if (!taken) return { state: 'busy', retryAfterMs: grantedMs };
      taken.asking++;
      try {
        const answer = await taken.graph.query(...asked);
        const isLoading = answer.state === 'busy' && taken.graph.replicas.ready === 0;
        return isLoading ? { state: 'preparing', retryAfterMs: grantedMs } : answer;
      } finally {
        taken.asking--;
        taken.lastAskedAt = elapsed();
      }
    },
    async clear() {
      clearInterval(timer);
      timer = undefined;
      await Promise.all([...held.keys()].map(letGo));
    },
  };
}
