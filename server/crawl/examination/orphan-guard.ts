import { workerData } from 'node:worker_threads';

// Second thread of an examining process: a document that keeps the first one busy for ever must not outlive the
// observatory that would have killed it. The first thread says who that is: by the time this one runs, it may be gone.

const parent = workerData as number;
const pollMs = 1000;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, pollMs);
