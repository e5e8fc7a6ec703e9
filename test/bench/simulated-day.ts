import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { siteOf } from '../../server/fetch/site-of.ts';
import { createSimulatedClock } from './simulated-day-clock.ts';
import { judgeGaps } from './simulated-day-gaps.ts';
import { plotHours, type Sample } from './simulated-day-plot.ts';
import {
  createSimulatedWeb,
  inventHosts,
  type SimulatedHost,
  type SimulatedWeb,
  seededRandom,
} from './simulated-day-web.ts';
import { openSimulated } from './simulated-observatory.ts';

/** What became of a web that was read politely for two days, the first from nothing. */
export interface SimulatedDayFigures {
  readonly places: number;
  readonly hosts: number;
  readonly requests: number;
  /** Pairs of requests to one registrable domain that came too close, or at once, or into a rest it had asked for. */
  readonly tooClose: number;
  readonly smallestGapMs: number;
  /** Hours after which half, nine of ten and all that can be read had been read for the first time. */
  readonly firstRead: { readonly half: number; readonly most: number; readonly all: number };
  /** Of what can be read, the share read again within so many hours of its first reading; the longest wait, in hours. */
  readonly readAgain: { readonly within24: number; readonly within26: number; readonly longest: number };
  /** Minutes between the date of a visit and its end: half of them, nine of ten, the worst. */
  readonly late: { readonly half: number; readonly most: number; readonly worst: number };
  readonly slowest: SimulatedHost & { readonly firstReadHours: number };
  readonly plot: readonly string[];
  readonly seconds: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const beganAt = Date.parse('2026-01-01T00:00:00Z');
const hours = 48;

const [placesText = '5000', hostsText = '2000'] = process.argv.slice(2);
const startedAt = performance.now();
const random = seededRandom(1);
const clock = createSimulatedClock();
const hosts = inventHosts(Number(placesText), Number(hostsText), random);
const web = createSimulatedWeb(clock, { hosts, random });
const figures = await live(web);
if (figures.tooClose > 0) throw new Error(`${figures.tooClose} requests came too close to the one before`);
console.log(JSON.stringify({ ...figures, seconds: (performance.now() - startedAt) / 1000 }));

/** Registers everything at midnight and visits what is due for two days. */
async function live(web: SimulatedWeb): Promise<Omit<SimulatedDayFigures, 'seconds'>> {
  const folder = mkdtempSync(join(tmpdir(), 'obsidienne-day-'));
  const observatory = await openSimulated(
    folder,
    { clock, web },
    { now: () => new Date(beganAt + clock.now), random, config: { maxProfilesPerSite: 1000 } },
  );
  const readAt = new Map<string, number[]>();
  const dueAt = new Map<string, number>();
  const late: number[] = [];
  const samples: Sample[] = [];
  for (const url of web.urls) observatory.register(url, 'bench');

  async function crawl(): Promise<void> {
    while (clock.now < hours * hourMs) {
      await observatory.round({
        wait: clock.wait,
        onVisited({ registration: { url, nextVisitAt }, outcome }) {
          const due = dueAt.get(url);
          if (due !== undefined) late.push((clock.now - due) / minuteMs);
          dueAt.set(url, Date.parse(nextVisitAt ?? '') - beganAt);
          if (outcome.state === 'changed' || outcome.state === 'unchanged')
            readAt.set(url, [...(readAt.get(url) ?? []), clock.now]);
        },
      });
      await clock.wait(30_000);
    }
  }

  async function sample(): Promise<void> {
    for (let hour = 1; hour <= hours; hour++) {
      await clock.wait(hourMs);
      const now = new Date(beganAt + clock.now);
      const isFresh = (times: readonly number[]) => clock.now - (times.at(-1) ?? 0) <= 26 * hourMs;
      samples.push({
        hour: hour - 1,
        requests: [...web.seen.values()].flat().filter(({ endedAt }) => endedAt > clock.now - hourMs).length,
        due: observatory.registry.countDue(now),
        fresh: readAt.values().filter(isFresh).toArray().length / web.urls.length,
      });
    }
  }

  await clock.run(Promise.all([crawl(), sample()]));
  await observatory.close();
  rmSync(folder, { recursive: true, force: true });
  return sum(web, { readAt, late, samples });
}

function sum(
  web: SimulatedWeb,
  {
    readAt,
    late,
    samples,
  }: { readAt: ReadonlyMap<string, readonly number[]>; late: number[]; samples: readonly Sample[] },
): Omit<SimulatedDayFigures, 'seconds'> {
  const firsts = [...readAt.values()].map(([first = 0]) => first / hourMs).sort((a, b) => a - b);
  const waits = [...readAt.values()].map(([first = 0, second = Number.POSITIVE_INFINITY]) => (second - first) / hourMs);
  const { tooClose, smallestGapMs } = judgeGaps(web);
  const lastOf = new Map<string, number>();
  for (const [url, [first = 0]] of readAt) lastOf.set(siteOf(url), Math.max(first, lastOf.get(siteOf(url)) ?? 0));
  const [domain = '', last = 0] = [...lastOf].sort((a, b) => b[1] - a[1])[0] ?? [];
  const slowest = web.hosts.find((host) => host.domain === domain);
  if (!slowest) throw new Error('nothing was read');
  return {
    places: web.urls.length,
    hosts: web.hosts.length,
    requests: [...web.seen.values()].flat().length,
    tooClose,
    smallestGapMs,
    firstRead: { half: quantile(firsts, 0.5), most: quantile(firsts, 0.9), all: quantile(firsts, 1) },
    readAgain: {
      within24: waits.filter((wait) => wait <= 24).length / waits.length,
      within26: waits.filter((wait) => wait <= 26).length / waits.length,
      longest: Math.max(...waits),
    },
    late: { half: quantile(late, 0.5), most: quantile(late, 0.9), worst: quantile(late, 1) },
    slowest: { ...slowest, firstReadHours: last / hourMs },
    plot: plotHours(samples),
  };
}

function quantile(sorted: readonly number[], share: number): number {
  const values = [...sorted].sort((a, b) => a - b);
  return values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
}
