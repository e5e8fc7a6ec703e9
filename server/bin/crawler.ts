import type { Visited } from '../crawl/visit/visit.ts';
import type { Observatory } from './observatory.ts';

/** Goes on visiting what is due until it is stopped. */
export interface Crawler {
  /** Looks at the frontier now instead of at the next tick: something was registered. */
  wake(): void;
  stop(): Promise<void>;
}

const tickMs = 30_000;

/** Starts visiting in the background; `onRound` is told after each round that visited something, `onFailure` of what broke. */
export function startCrawler(
  observatory: Observatory,
  options: {
    readonly onVisited?: (visited: Visited) => void;
    readonly onRound?: (visited: number) => void;
    readonly onFailure: (error: unknown) => void;
  },
): Crawler {
  const stopping = new AbortController();
  let told: string | undefined;
  let woken = Promise.withResolvers<void>();
  observatory.listen(() => woken.resolve());
  const running = (async () => {
    while (!stopping.signal.aborted) {
      woken = Promise.withResolvers();
      try {
        // Without a place to keep what they give, sites are not asked.
        const storageFailure = observatory.storage();
        if (storageFailure) throw storageFailure;
        const tally = await observatory.round({
          signal: stopping.signal,
          ...(options.onVisited ? { onVisited: options.onVisited } : {}),
        });
        told = undefined;
        if (tally.visited > 0) options.onRound?.(tally.visited);
      } catch (error) {
        // Once, not at every tick of a night.
        const message = String(error);
        if (message !== told) options.onFailure(error);
        told = message;
      }
      if (!stopping.signal.aborted) await Promise.race([woken.promise, pause(tickMs)]);
    }
  })();
  return {
    wake: () => woken.resolve(),
    async stop() {
      stopping.abort();
      woken.resolve();
      await running;
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
