import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { startSmallWeb } from '../../fixtures/small-web.ts';
import { syntheticSites } from '../../fixtures/synthetic.ts';
import { dayMs } from '../../server/registry/registration.ts';
import type { RoundTask } from './round-process.ts';
import { createStateCheck, eachVisitChanged } from './state-check.ts';

const script = fileURLToPath(new URL('round-process.ts', import.meta.url));
const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'obsidienne-'));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const places = 40;
const roundsPerFolder = 4;
/** A start costs most of a second of a processor: all 200 where there is time for them, some wherever tests are run. */
const kills = Number(process.env['OBSIDIENNE_KILLS'] ?? (process.env['CI'] ? 200 : 20));
/** Half of them in each of two lanes, each with a web and data folders of its own. */
const killsPerLane = kills / 2;

/** Opening a folder takes some thirty steps, reading it all some two thousand. */
const steps = { opening: 40, round: 400 };

/** Where a process ends: by itself at a step, inside a transaction more often than not, or from outside at any moment. */
type Moment = { readonly kill: number } | { readonly from: 'open' | 'visited'; readonly afterMs: number };

function chooseMoment(random: () => number): Moment {
  const lot = random();
  if (lot < 0.25) return { from: lot < 0.05 ? 'open' : 'visited', afterMs: random() * 150 };
  return { kill: 1 + Math.floor(random() * (lot < 0.35 ? steps.opening : steps.round)) };
}

/** Runs one process until it is killed; tells the registrations it acknowledged, and whether it was done before. */
function runAndKill(task: RoundTask, moment: Moment, cache: string) {
  return new Promise<{ ids: string[]; done: boolean }>((resolve, reject) => {
    const told: RoundTask = 'kill' in moment ? { ...task, kill: moment.kill } : task;
    const child = spawn(process.execPath, [script, JSON.stringify(told)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Compiled code is kept between the starts: they are what this test costs.
      env: { ...process.env, NODE_COMPILE_CACHE: cache },
    });
    let said = '';
    let timer: NodeJS.Timeout | undefined;
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if ('from' in moment && said.includes(`${moment.from}\n`))
        timer ??= setTimeout(() => child.kill('SIGKILL'), moment.afterMs);
      if (said.endsWith('done\n')) child.kill('SIGKILL');
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (signal !== 'SIGKILL') return reject(new Error(`the process ended by itself with ${code}`));
      // A last line that was cut off acknowledges nothing.
      const lines = said.split('\n').slice(0, -1);
      resolve({
        ids: lines.filter((line) => !['open', 'visited', 'done'].includes(line)),
        done: lines.includes('done'),
      });
    });
  });
}

/** Kills process after process on the same folder, through rounds in which every profile is new or has changed. */
async function killThroughRounds(seed: number): Promise<number> {
  const random = seededRandom(seed);
  const cache = newFolder();
  const { port } = await startAndStop();
  let killed = 0;
  for (let life = 0; killed < killsPerLane; life++) {
    const dataFolder = newFolder();
    const check = createStateCheck(eachVisitChanged);
    const acknowledged = new Set<string>();
    for (let round = 0; round < roundsPerFolder && killed < killsPerLane; round++) {
      const { sites, urls } = syntheticSites(places, { seed: 1 + seed + life * roundsPerFolder + round });
      const web = await startSmallWeb(sites, { port });
      const now = new Date(Date.parse('2026-01-01T00:00:00Z') + round * 30 * dayMs).toISOString();
      for (let done = false; !done; ) {
        const ran = await runAndKill({ dataFolder, hosts: web.hosts, now, urls }, chooseMoment(random), cache);
        for (const id of ran.ids) acknowledged.add(id);
        done = ran.done;
        if (!done) killed++;
        const registrations = check(dataFolder, acknowledged);
        if (done) {
          expect(registrations).toHaveLength(places);
          for (const registration of registrations)
            expect(registration).toMatchObject({ status: 'listed', shown: true, changedAt: now });
        }
      }
      await web.close();
    }
  }
  return killed;
}

/** A port that stays the same through the rounds. */
async function startAndStop(): Promise<{ port: number }> {
  const web = await startSmallWeb([]);
  await web.close();
  return web;
}

/** A number in [0, 1) at each call, always the same ones for a seed (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

it('loses no acknowledged registration and leaves no half profile through kills -9 at random moments of its rounds', async () => {
  const killed = await Promise.all([1000, 2000].map(killThroughRounds));
  expect(killed.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(kills);
}, 900_000);
