import type { DatabaseSync } from 'node:sqlite';

/** What takes less to read is read after each change; what takes more, at most a tenth of the time. */
const soonMs = 250;
const staleShare = 10;

/** Keeps what was read until the state has changed; for a thread with a connection of its own, which sees the changes of others. */
export function keepWhileUnchanged<Base>(db: DatabaseSync, read: () => Base): () => Base {
  const version = db.prepare('PRAGMA data_version');
  let last:
    | { readonly base: Base; readonly version: unknown; readonly at: number; readonly tookMs: number }
    | undefined;
  return () => {
    const at = performance.now();
    const current = version.get()?.['data_version'];
    const isRecent = last && last.tookMs > soonMs && at - last.at < last.tookMs * staleShare;
    if (last && (last.version === current || isRecent)) return last.base;
    const base = read();
    last = { base, version: current, at, tookMs: performance.now() - at };
    return base;
  };
}
