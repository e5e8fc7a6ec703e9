// Second thread of an examining process: a document that keeps the first one busy for ever must not outlive the
// observatory that would have killed it.

const parent = process.ppid;
const pollMs = 1000;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, pollMs);
