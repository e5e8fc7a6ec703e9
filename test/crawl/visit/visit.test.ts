import { afterEach, describe, expect, it } from 'vitest';
import { dayMs } from '../../../server/registry/registration.ts';
import type { Scene } from '../../observatory.ts';
import { openScene, placeTurtle, prefixes, select, site } from '../../observatory.ts';

let scene: Scene;
afterEach(() => scene.close());

const home = 'http://a.localhost/';
const at = (path = '') => scene.observatory.registry.findByUrl(`${home}${path}`);
const places = () => scene.observatory.directory.counts().place;
const inGraph = () => select(scene.observatory, 'SELECT ?s { ?s a <https://w3id.org/obsidienne/ns#ThirdPlace> }');
const broken = { body: '', mediaType: null, status: 500 };

async function open(pages: Parameters<typeof site>[1]) {
  scene = await openScene([site('a.localhost', pages)]);
  scene.observatory.register(home, 'test');
  await scene.observatory.round();
}

/** Visits at each date that the life cycle sets, for so many days. */
async function live(days: number) {
  let passed = 0;
  while (passed < days) {
    const { nextVisitAt, lastVisitAt } = at() ?? {};
    if (!nextVisitAt || !lastVisitAt) return;
    const pauseMs = Date.parse(nextVisitAt) - Date.parse(lastVisitAt);
    scene.later(pauseMs);
    passed += pauseMs / dayMs;
    await scene.observatory.round();
  }
}

describe('a profile that was hidden', () => {
  it('is on the map and in the graph again once its site answers, though it never changed', async () => {
    const page = { '/': placeTurtle('Atelier A') };
    await open(page);
    await scene.serve([site('a.localhost', { '/': broken })]);
    await live(95);
    expect(at()).toMatchObject({ status: 'unreachable', shown: false });
    expect([places(), await inGraph()]).toEqual([0, []]);
    await scene.serve([site('a.localhost', page)]);
    await live(1);
    expect(at()).toMatchObject({ status: 'listed', shown: true });
    expect([places(), (await inGraph()).length]).toEqual([1, 1]);
  });
});

describe('a profile that says until when it holds', () => {
  it('is withdrawn at that moment, though its bytes never change, and comes back when its date is moved', async () => {
    const until = (date: string) => placeTurtle('Atelier A').replace('<> ', `<> schema:expires "${date}" ; `);
    await open({ '/': until('2026-01-09') });
    expect(at()).toMatchObject({ status: 'listed', expiresAt: '2026-01-09T00:00:00.000Z' });
    await live(20);
    expect(at()).toMatchObject({ status: 'withdrawn', withdrawnAt: '2026-01-09T00:00:00.000Z' });
    expect([places(), await inGraph()]).toEqual([0, []]);
    await scene.serve([site('a.localhost', { '/': until('2027-01-09') })]);
    await live(5);
    expect(at()).toMatchObject({ status: 'listed', withdrawnAt: null });
    expect(places()).toBe(1);
  });
});

describe('a profile that a robots.txt turned away', () => {
  it('comes back by itself when that lets us in again, and its page is not asked for before', async () => {
    const page = { '/': placeTurtle('Atelier A') };
    const robots = { body: 'User-agent: *\nDisallow: /', mediaType: 'text/plain' };
    await open(page);
    await scene.serve([site('a.localhost', { ...page, '/robots.txt': robots })]);
    await live(30);
    expect(at()).toMatchObject({ status: 'withdrawn', shown: false });
    expect(scene.requests().filter(({ path }) => path === '/')).toEqual([]);
    await scene.serve([site('a.localhost', page)]);
    await live(5);
    expect(at()).toMatchObject({ status: 'listed', shown: true });
    expect(places()).toBe(1);
  });
});

describe('a page that names its data elsewhere', () => {
  const page = {
    body: '<!doctype html><title>Atelier</title><link rel="alternate" type="text/turtle" href="/data.ttl"><p>Bonjour',
    mediaType: 'text/html',
  };

  it('is unreachable, not invalid, while that cannot be read', async () => {
    const data = `${prefixes}${placeTurtle('Atelier A')}`;
    await open({ '/': page, '/data.ttl': { body: data, mediaType: 'text/turtle' } });
    expect(at()).toMatchObject({ status: 'listed' });
    await scene.serve([site('a.localhost', { '/': page, '/data.ttl': broken })]);
    await live(20);
    expect(at()).toMatchObject({ status: 'unreachable', shown: true });
    expect(places()).toBe(1);
  });

  it('is told what the data’s address answered when nothing was ever read there', async () => {
    await open({ '/': page });
    expect(at()).toMatchObject({ status: 'unreachable' });
    expect(scene.observatory.registry.visits(at()?.id ?? '', 1)).toMatchObject([{ outcome: 'not-found' }]);
  });
});

describe('an address that was never public', () => {
  it('is told so and is not withdrawn', async () => {
    await open({ '/': { body: '', mediaType: null, status: 401 } });
    await live(30);
    expect(at()).toMatchObject({ status: 'unreachable', withdrawnAt: null });
    const [visit] = scene.observatory.registry.visits(at()?.id ?? '', 1);
    expect(visit).toMatchObject({
      outcome: 'forbidden',
      detail: { fr: expect.stringMatching(/ne laisse pas lire .*401/) },
    });
  });
});
