import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What a process has cost since it started: CPU seconds, and the most bytes it ever held in memory. */
export interface ProcessCost {
  readonly cpu: number;
  readonly peakBytes: number;
}

/**
 * What this process and its living children have cost, by the script that each runs (Linux); a script that several
 * processes run counts once, their CPU summed, the memory of the largest.
 */
export function costByScript(): Readonly<Record<string, ProcessCost>> {
  const own = process.pid;
  const children = readFileSync(`/proc/${own}/task/${own}/children`, 'utf8').trim().split(' ').filter(Boolean);
  const costs: Record<string, ProcessCost> = {};
  for (const pid of [own, ...children.map(Number)]) {
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const script = /([^/]+)\.ts$/.exec(args.find((arg) => arg.endsWith('.ts')) ?? '')?.[1] ?? 'other';
    const peak = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    const known = costs[script] ?? { cpu: 0, peakBytes: 0 };
    costs[script] = { cpu: known.cpu + cpuSeconds(pid), peakBytes: Math.max(known.peakBytes, peak) };
  }
  return costs;
}

function cpuSeconds(pid: number): number {
  // utime and stime: fields 14 and 15 of proc(5), in ticks of 10 ms.
  const [user = 0, system = 0] = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) / 100;
}

/** CPU that this process and all its living descendants have used, seconds (Linux, to the microsecond). */
export function cpuSecondsOfTree(pid: number = process.pid): number {
  let seconds = 0;
  try {
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      seconds += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e9;
      const children = readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean);
      for (const child of children) seconds += cpuSecondsOfTree(Number(child));
    }
  } catch {
    // It ended while it was looked at.
  }
  return seconds;
}

/** CPU seconds of each kind of thread of a process, and of its living children by the script that they run (Linux). */
export function cpuByThread(pid: number): Readonly<Record<string, number>> {
  const seconds: Record<string, number> = {};
  try {
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      const name = `${task === String(pid) ? 'main thread' : readFileSync(`/proc/${pid}/task/${task}/comm`, 'utf8').trim()}`;
      const used = Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e9;
      seconds[name] = (seconds[name] ?? 0) + used;
      for (const child of readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
        .trim()
        .split(' ')
        .filter(Boolean)) {
        const args = readFileSync(`/proc/${child}/cmdline`, 'utf8').split('\0');
        const script = /([^/]+)\.ts$/.exec(args.find((arg) => arg.endsWith('.ts')) ?? '')?.[1] ?? 'other';
        seconds[script] = (seconds[script] ?? 0) + cpuSecondsOfTree(Number(child));
      }
    }
  } catch {
    // A process ended while it was looked at.
  }
  return seconds;
}

/** Resident memory of a process and its living children, in bytes (Linux); undefined elsewhere. */
export function residentBytes(pid: number): number | undefined {
  try {
    const own = Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number);
    return children.reduce((sum, child) => sum + (residentBytes(child) ?? 0), own);
  } catch {
    return undefined;
  }
}

/** Runs a script of this folder in a process of its own and resolves with the JSON it prints last. */
export async function runAlone<T>(
  script: string,
  args: readonly string[],
  execArgv: readonly string[] = [],
): Promise<T> {
  const child = spawn(process.execPath, [...execArgv, new URL(script, import.meta.url).pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as T;
}

/** Prints rows under their headings, figures aligned. */
export function printTable(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = headings.map((heading, i) => Math.max(heading.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  console.log(line(headings));
  console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  for (const row of rows) console.log(line(row));
}
