/** A clock that jumps to the next thing that somebody waits for, once everything that can be done now is done. */
export interface SimulatedClock {
  /** Milliseconds since the simulation began. */
  readonly now: number;
  wait(ms: number): Promise<void>;
  /** Work in real time, during which the clock stands still. */
  work<T>(work: () => Promise<T>): Promise<T>;
  /** Lets time pass until the promise is settled. */
  run<T>(until: Promise<T>): Promise<T>;
}

interface Waiting {
  readonly at: number;
  readonly wake: () => void;
}

/** Makes a clock that stands at 0. */
export function createSimulatedClock(): SimulatedClock {
  /** A binary heap by time. */
  const queue: Waiting[] = [];
  let now = 0;
  let working = 0;

  function push(waiting: Waiting): void {
    let i = queue.push(waiting) - 1;
    for (let up = (i - 1) >> 1; i > 0 && at(up) > waiting.at; up = (i - 1) >> 1) {
      swap(i, up);
      i = up;
    }
  }

  function pop(): Waiting | undefined {
    const first = queue[0];
    const last = queue.pop();
    if (!first || !last || queue.length === 0) return first;
    queue[0] = last;
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      const next = at(right) < at(left) ? right : left;
      if (at(next) >= at(i)) return first;
      swap(i, next);
      i = next;
    }
  }

  const at = (i: number) => queue[i]?.at ?? Number.POSITIVE_INFINITY;
  function swap(i: number, j: number): void {
    const [a, b] = [queue[i], queue[j]];
    if (!a || !b) return;
    queue[i] = b;
    queue[j] = a;
  }

  return {
    get now() {
      return now;
    },
    wait: (ms) => new Promise((resolve) => push({ at: now + Math.max(0, ms), wake: resolve })),
    async work(work) {
      working++;
      try {
        return await work();
      } finally {
        working--;
      }
    },
    async run(until) {
      let isOver = false;
      const over = () => {
        isOver = true;
      };
      until.then(over, over);
      while (!isOver) {
        // All promises that can be settled are, before this resolves.
        await new Promise(setImmediate);
        if (working > 0 || isOver) continue;
        const next = pop();
        if (!next) throw new Error('everybody waits for somebody else');
        now = next.at;
        next.wake();
      }
      return until;
    },
  };
}
