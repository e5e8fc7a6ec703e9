import type { DatabaseSync } from 'node:sqlite';
import { dayMs } from './registration.ts';

/** How long a site took to answer over the days that are kept. */
export interface SiteTimes {
  readonly site: string;
  readonly requests: number;
  /** Requests that got no answer, or one that cannot be used. */
  readonly failures: number;
  readonly meanMs: number;
  readonly worstMs: number;
  readonly lastAt: string;
}

/** Counts what sites were asked and how long they took; each write is part of the caller's transaction. */
export interface Sites {
  /** Counts one request, in memory. */
  note(exchanged: { readonly site: string; readonly ms: number; readonly failed: boolean }, at: Date): void;
  /** Sites that were counted and not written yet. */
  readonly waiting: number;
  /** Writes what was counted. A transaction that the disk refuses takes some figures with it, nothing else. */
  keep(): void;
  /** Those that take longest on average, the slowest first; `total` counts all sites asked in the days that are kept. */
  slowest(limit: number): { readonly total: number; readonly items: readonly SiteTimes[] };
  /** Forgets the days before the last 30. */
  forget(now: Date): void;
}

const keptDays = 30;

/** Opens the table of sites beside the registry's. */
export function createSites(db: DatabaseSync): Sites {
  const sql = {
    add: db.prepare(
      `INSERT INTO site_day (day, site, requests, failures, total_ms, worst_ms, last_at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (day, site) DO UPDATE SET requests = requests + excluded.requests, failures = failures + excluded.failures,
         total_ms = total_ms + excluded.total_ms, worst_ms = max(worst_ms, excluded.worst_ms), last_at = excluded.last_at`,
    ),
    total: db.prepare('SELECT count(DISTINCT site) AS n FROM site_day'),
    slowest: db.prepare(
      `SELECT site, sum(requests) AS requests, sum(failures) AS failures, sum(total_ms) * 1.0 / sum(requests) AS mean_ms,
         max(worst_ms) AS worst_ms, max(last_at) AS last_at
       FROM site_day GROUP BY site ORDER BY mean_ms DESC, site LIMIT ?`,
    ),
    forget: db.prepare('DELETE FROM site_day WHERE day < ?'),
  };
  const counted = new Map<
    string,
    { requests: number; failures: number; totalMs: number; worstMs: number; at: string }
  >();
  return {
    note({ site, ms, failed }, at) {
      const time = at.toISOString();
      const key = `${time.slice(0, 10)} ${site}`;
      const so = counted.get(key) ?? { requests: 0, failures: 0, totalMs: 0, worstMs: 0, at: time };
      counted.set(key, {
        requests: so.requests + 1,
        failures: so.failures + (failed ? 1 : 0),
        totalMs: so.totalMs + ms,
        worstMs: Math.max(so.worstMs, ms),
        at: time,
      });
    },
    get waiting() {
      return counted.size;
    },
    keep() {
      for (const [key, { requests, failures, totalMs, worstMs, at }] of counted)
        sql.add.run(key.slice(0, 10), key.slice(11), requests, failures, Math.round(totalMs), Math.round(worstMs), at);
      counted.clear();
    },
    slowest: (limit) => ({
      total: sql.total.get()?.['n'] as number,
      items: sql.slowest.all(limit).map((row) => ({
        site: row['site'] as string,
        requests: row['requests'] as number,
        failures: row['failures'] as number,
        meanMs: Math.round(row['mean_ms'] as number),
        worstMs: row['worst_ms'] as number,
        lastAt: row['last_at'] as string,
      })),
    }),
    forget: (now) => void sql.forget.run(new Date(now.getTime() - keptDays * dayMs).toISOString().slice(0, 10)),
  };
}
