interface Lane {
  tail: Promise<unknown>;
  freeAt: number;
  queued: number;
}

/** Lets one request at a time through to each domain, with a pause after it. */
export interface HostGate {
  /** Runs the task when the domain is free; the domain stays closed for `gapMs` after the task ends. */
  run<T>(domain: string, gapMs: number, task: () => Promise<T>): Promise<T>;
}

/** Above this many remembered domains, the idle ones are forgotten. */
const rememberedDomains = 10_000;

/** Makes a gate on the given clock (epoch milliseconds) and pause. */
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
  };
}
