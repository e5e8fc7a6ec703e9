import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** How much more memory some processes used at their worst, in mebibytes, by what they are. */
export interface MemoryGrowth {
  readonly ours: number;
  readonly readers: number;
}

/** Whether the system can tell the highest memory of a process (Linux). */
const isKnown = existsSync('/proc/self/clear_refs');

/**
 * Starts to watch this process and the processes that read for it; the function tells how far they grew since. A reader
 * that was killed meanwhile is told by what its pool allows it: it was stopped there. Elsewhere than on Linux only this
 * process is known, by its present size.
 */
export function watchMemory(): () => MemoryGrowth {
  const before = new Map([process.pid, ...readerPids()].map((pid) => [pid, resetPeak(pid)]));
  const own = process.memoryUsage().rss;
  return () => {
    const grown = (pid: number) => Math.max(0, peakOf(pid) - (before.get(pid) ?? startSize));
    return {
      ours: mebibytes(isKnown ? grown(process.pid) : process.memoryUsage().rss - own),
      readers: mebibytes(Math.max(0, ...readerPids().map(grown))),
    };
  };
}

/** What a process that has only loaded its code weighs. */
const startSize = 150 * 1024 * 1024;

function mebibytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

/** Sets the highest memory of a process back to what it is now, and gives that. */
function resetPeak(pid: number): number {
  if (!isKnown) return 0;
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  return field(pid, 'VmRSS');
}

function peakOf(pid: number): number {
  return isKnown ? field(pid, 'VmHWM') : 0;
}

function field(pid: number, name: string): number {
  try {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(found?.[1] ?? 0) * 1024;
  } catch {
    // It ended in between.
    return 0;
  }
}

function readerPids(): number[] {
  if (!isKnown) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
        return parent === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('examiner-process');
      } catch {
        return false;
      }
    });
}
