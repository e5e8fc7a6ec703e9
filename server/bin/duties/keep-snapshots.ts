import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { listSnapshots } from '../../opendata/kept-snapshots.ts';
import type { ReadStateOptions } from '../state/read-state.ts';
import { snapshotFolder } from './snapshot-folder.ts';

/** Makes a snapshot a day until it is stopped. */
export interface SnapshotKeeper {
  stop(): void;
}

const lookMs = 60_000;
/** A start that has much to read first waits no longer than this for its first snapshot. */
const patienceMs = 3_600_000;
const script = fileURLToPath(new URL('snapshot-process.ts', import.meta.url));

/**
 * Looks once a minute whether today's snapshot (UTC) is missing, or a kept one tells what was taken down since, and has
 * it written by a process of its own. `isIdle` says that nothing waits to be read.
 */
export function keepSnapshots(
  options: ReadStateOptions,
  parts: {
    readonly isIdle: () => boolean;
    readonly suppressionList: () => string;
    readonly onFailure: (error: unknown) => void;
    readonly now: () => Date;
  },
): SnapshotKeeper {
  const folder = snapshotFolder(options.dataFolder);
  const startedAt = parts.now().getTime();
  let child: ChildProcess | undefined;
  let failedOn: string | undefined;
  function look(): void {
    if (child) return;
    const today = parts.now().toISOString().slice(0, 10);
    const kept = listSnapshots(folder);
    const isMissing = kept[0]?.date !== today && today !== failedOn;
    const list = parts.suppressionList();
    const tellsTooMuch = kept.some(({ suppressions }) => suppressions !== list);
    const mayBegin = tellsTooMuch || parts.isIdle() || parts.now().getTime() - startedAt > patienceMs;
    if (!mayBegin || !(isMissing || tellsTooMuch)) return;
    const args = [script, JSON.stringify(options), parts.now().toISOString()];
    child = spawn(process.execPath, ['--max-old-space-size=4096', ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-2000);
    });
    child.once('error', (error) => ended(error));
    child.once('exit', (code, signal) => ended(code === 0 ? undefined : new Error(`${signal ?? code}: ${said}`)));
    function ended(error: unknown): void {
      const wasRunning = child !== undefined;
      child = undefined;
      if (!error || !wasRunning) return;
      // Not again at every minute of a day.
      failedOn = today;
      parts.onFailure(error);
    }
  }
  const timer = setInterval(() => {
    try {
      look();
    } catch (error) {
      parts.onFailure(error);
    }
  }, lookMs);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      const running = child;
      child = undefined;
      running?.kill('SIGKILL');
    },
  };
}
