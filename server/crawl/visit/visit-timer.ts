import { AsyncLocalStorage } from 'node:async_hooks';
import type { Meet } from './meet.ts';

/** Tells how long the sites took during each visit, whichever documents it led to. */
export interface VisitTimer {
  /** Adds to the visit in which it is called; nothing outside of one. */
  add(ms: number): void;
  /** The same meeting, its result carrying `siteMs`. */
  time(meet: Meet): Meet;
}

/** Makes a timer for visits that go on side by side: each has its own sum. */
export function createVisitTimer(): VisitTimer {
  const visits = new AsyncLocalStorage<{ ms: number }>();
  return {
    add(ms) {
      const spent = visits.getStore();
      if (spent) spent.ms += ms;
    },
    time: (meet) => (registration) => {
      const spent = { ms: 0 };
      return visits.run(spent, async () => {
        const met = await meet(registration);
        return spent.ms > 0 ? { ...met, siteMs: spent.ms } : met;
      });
    },
  };
}
