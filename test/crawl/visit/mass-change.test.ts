import { afterEach, describe, expect, it } from 'vitest';
import { dayMs } from '../../../server/registry/registration.ts';
import type { Scene } from '../../observatory.ts';
import { openScene, placeTurtle, site } from '../../observatory.ts';

let scene: Scene;
afterEach(() => scene.close());

const path = (i: number) => `/p${i}`;
const paths = (count: number) => Array.from({ length: count }, (_, i) => path(i));
const gone = { body: '', mediaType: null, status: 410 };

/** A publisher of so many pages, all read and listed. */
async function open(count: number) {
  scene = await openScene([site('a.localhost', Object.fromEntries(paths(count).map((p) => [p, placeTurtle(p)])))]);
  for (const p of paths(count)) scene.observatory.register(`http://a.localhost${p}`, 'test');
  await scene.observatory.round();
  expect(scene.observatory.registry.counts().listed).toBe(count);
}

/** Lets these pages answer 410 and visits what is due two days later. */
async function loseAndVisit(lost: readonly string[], count: number) {
  await scene.serve([
    site('a.localhost', Object.fromEntries(paths(count).map((p) => [p, lost.includes(p) ? gone : placeTurtle(p)]))),
  ]);
  scene.later(2 * dayMs);
  await scene.observatory.round();
}

const places = () => scene.observatory.directory.counts().place;
const counts = () => scene.observatory.registry.counts();
const held = () => scene.observatory.heldChanges.list();
const decide = (decision: 'accepted' | 'refused') =>
  scene.observatory.heldChanges.decide(
    held().map(({ registration }) => registration),
    decision,
    new Date('2026-01-01'),
  );

describe('the mass-change guard', () => {
  it('holds thirty pages that are gone at once, keeps them on the map, and lets them go when accepted', async () => {
    await open(30);
    await loseAndVisit(paths(30), 30);
    expect(held()).toHaveLength(30);
    expect(held()[0]).toMatchObject({ publisher: 'a.localhost', url: 'http://a.localhost/p0' });
    expect(held()[0]?.detail.fr).toContain('410');
    expect([places(), counts().listed, counts().withdrawn]).toEqual([30, 30, 0]);
    decide('accepted');
    await scene.observatory.round();
    expect(held()).toEqual([]);
    expect([places(), counts().withdrawn]).toEqual([0, 30]);
  });

  it('does not hold the two pages of a small publisher', async () => {
    await open(2);
    await loseAndVisit(paths(2), 2);
    expect(held()).toEqual([]);
    expect([places(), counts().withdrawn]).toEqual([0, 2]);
  });

  it('lets a third go in the same round, and holds what goes beyond it in the days after', async () => {
    await open(9);
    await loseAndVisit(paths(3), 9);
    expect([held().length, counts().withdrawn, places()]).toEqual([0, 3, 6]);
    await loseAndVisit(paths(4), 9);
    await loseAndVisit(paths(4), 9);
    expect([held().length, counts().withdrawn, places()]).toEqual([1, 3, 6]);
  });

  it('never holds what a robots.txt asks', async () => {
    await open(5);
    const robots = { body: 'User-agent: *\nDisallow: /', mediaType: 'text/plain' };
    const pages = Object.fromEntries(paths(5).map((p) => [p, placeTurtle(p)]));
    await scene.serve([site('a.localhost', { ...pages, '/robots.txt': robots })]);
    scene.later(2 * dayMs);
    await scene.observatory.round();
    expect([held().length, counts().withdrawn, places()]).toEqual([0, 5, 0]);
  });

  it('forgets what it held when the pages come back', async () => {
    await open(4);
    await loseAndVisit(paths(4), 4);
    expect(held()).toHaveLength(4);
    await loseAndVisit([], 4);
    expect([held().length, counts().listed, places()]).toEqual([0, 4, 4]);
  });

  it('goes on holding at the next visits, with the first date, also one page at a time', async () => {
    await open(4);
    await loseAndVisit(paths(4), 4);
    const first = held().map(({ at }) => at);
    const { registry } = scene.observatory;
    for (const { registration } of held().slice(1)) {
      const waiting = registry.find(registration);
      if (waiting) registry.save({ ...waiting, nextVisitAt: '2027-01-01T00:00:00.000Z' });
    }
    await loseAndVisit(paths(4), 4);
    expect(held().map(({ at }) => at)).toEqual(first);
    expect(places()).toBe(4);
  });

  it('drops what is refused until the next visit, and then asks again', async () => {
    await open(4);
    await loseAndVisit(paths(4), 4);
    decide('refused');
    expect([held().length, places()]).toEqual([0, 4]);
    await loseAndVisit(paths(4), 4);
    expect([held().length, places()]).toEqual([4, 4]);
  });
});
