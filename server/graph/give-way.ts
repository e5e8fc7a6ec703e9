import { readdirSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

/**
 * Lets others go before this process where the processor is short: 0 not at all, to 19. On Linux each thread has a priority of
 * its own, and those that compile and collect garbage are there before the first line of ours: they give way too.
 */
export function giveWay(niceness: number): void {
  for (const thread of ownThreads())
    try {
      // Started under `nice`, a process may not take back what it gave.
      setPriority(thread, Math.max(niceness, getPriority(thread)));
    } catch {
      // The thread has ended.
    }
}

function ownThreads(): readonly number[] {
  return process.platform === 'linux' ? readdirSync('/proc/self/task').map(Number) : [process.pid];
}
