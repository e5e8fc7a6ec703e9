interface Lane {
  tail: Promise<unknown>;
  freeAt: number;
  queued: number;
}

/** Lets one request at a time through to each domain, with a pause after it. */
export interface HostGate {
  /**
   * Runs the task when the domain is free; the domain stays closed for `gapMs` after the task ends. Resolves with `busy`,
   * without running it, when too many wait already.
   */
  run<T>(domain: string, gapMs: number, task: () => Promise<T>): Promise<T | 'busy'>;
  /** Milliseconds of the pause that are left; 0 when there is none, also while a request is under way. */
  pauseMs(domain: string): number;
}

/** Above this many remembered domains, the idle ones are forgotten. */
const rememberedDomains = 10_000;
/** Visits come one by one; a crowd of people who check pages of one site would keep it closed to everybody. */
const mostWaiting = 50;

/** Makes a gate on the given clock (milliseconds that only ever grow) and pause. */
export function createHostGate(clock: {
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
}): HostGate {
  const lanes = new Map<string, Lane>();

  function laneOf(domain: string): Lane {
    if (lanes.size > rememberedDomains) {
      for (const [key, lane] of lanes) if (lane.queued === 0 && lane.freeAt <= clock.now()) lanes.delete(key);
    }
    const lane = lanes.get(domain) ?? { tail: Promise.resolve(), freeAt: 0, queued: 0 };
    lanes.set(domain, lane);
    return lane;
  }

  return {
    async run(domain, gapMs, task) {
      const lane = laneOf(domain);
      if (lane.queued >= mostWaiting) return 'busy';
      const before = lane.tail;
      const { promise, resolve: leave } = Promise.withResolvers<void>();
      lane.tail = promise;
      lane.queued += 1;
      try {
        await before;
        const pauseMs = lane.freeAt - clock.now();
        if (pauseMs > 0) await clock.wait(pauseMs);
        return await task();
      } finally {
        lane.freeAt = clock.now() + gapMs;
        lane.queued -= 1;
        leave();
      }
    },
    pauseMs: (domain) => Math.max(0, (lanes.get(domain)?.freeAt ?? 0) - clock.now()),
  };
}
