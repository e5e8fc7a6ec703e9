import { workerData } from 'node:worker_threads';

// Second thread of a replica's process. While the engine computes, the process hears nothing: this thread ends it when it
// passes its memory ceiling, outlives its deadline because nobody is left to enforce it, or loses its parent.

const pollMs = 25;
const graceMs = 2_000;
const shared = workerData as SharedArrayBuffer;
const busy = new Int32Array(shared, 0, 1);
const bounds = new Float64Array(shared, 8, 2);
const parent = process.ppid;

for (;;) {
  Atomics.wait(busy, 0, 0);
  Atomics.wait(busy, 0, 1, pollMs);
  if (Atomics.load(busy, 0) === 0) continue;
  const [ceilingBytes = Number.POSITIVE_INFINITY, until = Number.POSITIVE_INFINITY] = bounds;
  const isOrphan = process.ppid !== parent;
  if (isOrphan || process.memoryUsage.rss() > ceilingBytes || Date.now() > until + graceMs)
    process.kill(process.pid, 'SIGKILL');
}
