import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Observatory } from '../../server/bin/observatory.ts';
import type { SimulatedClock } from '../bench/simulated-day-clock.ts';
import { createSimulatedClock } from '../bench/simulated-day-clock.ts';
import { gapMs, judgeGaps } from '../bench/simulated-day-gaps.ts';
import type { Manner, SimulatedHost, SimulatedWeb } from '../bench/simulated-day-web.ts';
import { createSimulatedWeb, seededRandom } from '../bench/simulated-day-web.ts';
import { openSimulated } from '../bench/simulated-observatory.ts';

const minuteMs = 60_000;
const beganAt = Date.parse('2026-01-01T12:00:00Z');
let folder: string;
let clock: SimulatedClock;
let web: SimulatedWeb;
let observatory: Observatory;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'obsidienne-'));
  clock = createSimulatedClock();
});
afterEach(async () => {
  await observatory.close();
  rmSync(folder, { recursive: true, force: true });
});

const hosts = (name: string, count: number, places: number, manner: Manner): SimulatedHost[] =>
  Array.from({ length: count }, (_, i) => ({ domain: `${name}-${i}.fr`, places, manner }));

/** Opens an observatory over these hosts; the first come first. */
async function open(list: readonly SimulatedHost[]): Promise<void> {
  const random = seededRandom(3);
  web = createSimulatedWeb(clock, { hosts: list, random });
  await start();
  for (const url of web.urls) observatory.register(url, 'test');
}

async function start(): Promise<void> {
  observatory = await openSimulated(
    folder,
    { clock, web },
    { now: () => new Date(beganAt + clock.now), random: seededRandom(4) },
  );
}

/** One round; tells when each address was visited. */
async function visit(): Promise<ReadonlyMap<string, number>> {
  const visited = new Map<string, number>();
  const onVisited = ({ registration }: { registration: { url: string } }) =>
    void visited.set(registration.url, clock.now);
  await clock.run(observatory.round({ wait: clock.wait, onVisited }));
  return visited;
}

it('reads a hundred quick sites within a minute while more slow ones than there are slots take their time', async () => {
  await open([...hosts('lent', 24, 6, 'crawl-delay 60'), ...hosts('vif', 100, 1, 'ordinary')]);
  const visited = await visit();
  const last = (name: string) =>
    Math.max(...[...visited].filter(([url]) => url.includes(name)).map(([, at]) => at)) / minuteMs;
  expect(visited.size).toBe(244);
  expect(last('vif')).toBeLessThan(1);
  expect(last('lent')).toBeGreaterThan(2.5);
  expect(last('lent')).toBeLessThan(5);
  expect(judgeGaps(web)).toEqual({ tooClose: 0, smallestGapMs: gapMs });
});

it('leaves a site that asks for rest alone with all its pages, and comes back for them', async () => {
  await open([...hosts('fatigue', 1, 60, 'tires'), ...hosts('vif', 5, 1, 'ordinary')]);
  const first = await visit();
  // Of forty answers two are robots.txt, of both its names; the page that was sent away counts as visited.
  expect(first.size).toBe(38 + 5);
  expect(observatory.registry.countDue(new Date(beganAt + clock.now))).toBe(22);
  expect((await visit()).size).toBe(0);
  expect(observatory.operation().rounds.map(({ visited }) => visited)).toEqual([43]);
  await clock.run(clock.wait(15 * minuteMs));
  expect((await visit()).size).toBe(22);
  expect(judgeGaps(web)).toMatchObject({ tooClose: 0 });
  expect(observatory.registry.counts()).toMatchObject({ listed: 64, unreachable: 1 });
});

it('asks no robots.txt again because it was restarted', async () => {
  await open(hosts('vif', 20, 2, 'ordinary'));
  await visit();
  const robots = () => [...web.seen.values()].flat().filter(({ path }) => path === '/robots.txt').length;
  expect(robots()).toBe(20);
  await observatory.close();
  await start();
  for (const url of web.urls) observatory.hint(url, 'test');
  await clock.run(clock.wait(61 * minuteMs));
  expect((await visit()).size).toBe(40);
  expect(robots()).toBe(20);
});
