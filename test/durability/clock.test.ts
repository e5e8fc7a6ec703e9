import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { judge } from '../../server/http/operation-words.ts';
import { dayMs } from '../../server/registry/registration.ts';
import { createSimulatedClock } from '../bench/simulated-day-clock.ts';
import { judgeGaps } from '../bench/simulated-day-gaps.ts';
import { createSimulatedWeb, inventHosts, seededRandom } from '../bench/simulated-day-web.ts';
import { openSimulated } from '../bench/simulated-observatory.ts';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, site } from '../observatory.ts';

const yearMs = 365 * dayMs;
const names = ['A', 'B', 'C'];

describe('a clock that jumps', () => {
  let scene: Scene;
  afterEach(() => scene.close());

  /** Three places, one of which says until when it holds; all were read. */
  async function open() {
    const expires = (name: string) => (name === 'C' ? '<> schema:expires "2026-09-01" .\n' : '');
    const pages = Object.fromEntries(names.map((name) => [`/${name}`, expires(name) + placeTurtle(`Atelier ${name}`)]));
    scene = await openScene([site('a.localhost', pages)], ['a.localhost'], { config: { sparqlReplicas: 0 } });
    for (const name of names) scene.observatory.register(`http://a.localhost/${name}`, 'test');
    await scene.observatory.round();
  }

  const places = () => scene.observatory.directory.counts().place;
  const visit = async () => (await scene.observatory.round()).visited;
  /** An answer for the operator holds for some seconds. */
  const clockAhead = () => {
    scene.later(6000);
    return scene.observatory.operation().clockAhead;
  };
  /** What is visited when its date comes, over so many days. */
  async function live(days: number) {
    for (let day = 0; day < days; day++) {
      scene.later(dayMs);
      await visit();
    }
  }

  it('back by a year is told to the operator, loses nothing, and is forgotten after the next visits', async () => {
    await open();
    scene.later(-yearMs);
    expect(clockAhead()).toBe('2026-01-01T00:00:00.000Z');
    const { level, reasons } = judge(scene.observatory.operation(), 'fr');
    expect(level).toBe('attention');
    expect(reasons).toEqual([expect.stringContaining('Des lectures sont datées jusqu’au 1')]);
    expect(await visit()).toBe(3);
    expect(places()).toBe(3);
    expect(clockAhead()).toBeNull();
    expect(await visit()).toBe(0);
    await live(3);
    expect(places()).toBe(3);
    expect(scene.observatory.registry.countDue(new Date('2025-01-05T00:00:00Z'))).toBe(0);
  });

  it('forward by a year and back again gives back what it withdrew, and puts no visit off', async () => {
    await open();
    scene.later(yearMs);
    await visit();
    expect(places()).toBe(2);
    scene.later(-yearMs);
    expect(await visit()).toBe(3);
    expect(places()).toBe(3);
    expect(scene.observatory.registry.counts()).toMatchObject({ listed: 3, withdrawn: 0 });
    scene.later(5 * dayMs);
    expect(await visit()).toBe(3);
  });

  it('forward by ten years and back again puts no visit off', async () => {
    await open();
    scene.later(10 * yearMs);
    await visit();
    scene.later(-10 * yearMs);
    expect(await visit()).toBe(3);
    expect(await visit()).toBe(0);
  });

  it('back in the middle of a round lets the round end, and what it read is there', async () => {
    await open();
    scene.later(2 * dayMs);
    let jumps = 0;
    const { visited } = await scene.observatory.round({
      onVisited() {
        if (jumps++ === 0) scene.later(-yearMs);
      },
    });
    expect(visited).toBeGreaterThanOrEqual(1);
    expect(places()).toBe(3);
    await visit();
    await live(2);
    expect(places()).toBe(3);
    expect(scene.observatory.registry.counts().listed).toBe(3);
    expect(clockAhead()).toBeNull();
  });
});

describe('a clock that jumps forward by a year', () => {
  it('makes everything due at once, and no site is asked faster for that', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'obsidienne-'));
    const random = seededRandom(7);
    const clock = createSimulatedClock();
    const web = createSimulatedWeb(clock, { hosts: inventHosts(150, 40, random), random });
    let jumpedMs = 0;
    const observatory = await openSimulated(
      join(folder, 'data'),
      { clock, web },
      { now: () => new Date(Date.parse('2026-01-01T00:00:00Z') + clock.now + jumpedMs), random },
    );
    try {
      for (const url of web.urls) observatory.register(url, 'test');
      const round = () => clock.run(observatory.round({ wait: clock.wait }));
      const { visited } = await round();
      jumpedMs = yearMs;
      expect((await round()).visited).toBe(visited);
      expect(judgeGaps(web)).toMatchObject({ tooClose: 0 });
      expect(observatory.registry.counts().listed).toBeGreaterThan(130);
    } finally {
      await observatory.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
