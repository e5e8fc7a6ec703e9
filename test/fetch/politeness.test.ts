import { afterEach, describe, expect, test } from 'vitest';
import { createHostGate } from '../../server/fetch/host-gate.ts';
import { page, type RawWeb, redirect, startRawWeb, status } from './raw-web.ts';

let web: RawWeb | undefined;

afterEach(async () => {
  await web?.close();
  web = undefined;
});

async function webWith(robots: Parameters<typeof startRawWeb>[0]): Promise<RawWeb> {
  web = await startRawWeb({ ...robots, 'a.example/profil.ttl': page('# profil'), 'a.example/prive/x.ttl': page('') });
  return web;
}

const profile = 'http://a.example/profil.ttl';

describe('robots.txt', () => {
  test('refuses what it disallows to us, by our name or by the star', async () => {
    const site = await webWith({
      'a.example/robots.txt': page('User-agent: obsidienne\nDisallow: /prive/\n\nUser-agent: *\nDisallow: /profil'),
    });
    const dereferencer = site.dereferencer({ robots: true });
    expect(await dereferencer.dereference('http://a.example/prive/x.ttl')).toEqual({
      state: 'refused',
      robotsUrl: 'http://a.example/robots.txt',
    });
    expect(await dereferencer.dereference(profile)).toMatchObject({ state: 'document' });
    expect(await site.dereferencer({ robots: true, userAgent: 'Other/1' }).dereference(profile)).toMatchObject({
      state: 'refused',
    });
    expect(site.asked).not.toContain('a.example/prive/x.ttl');
  });

  test('is asked once a day per origin', async () => {
    const site = await webWith({});
    let now = 0;
    const dereferencer = site.dereferencer({ robots: true, now: () => now });
    await Promise.all([dereferencer.dereference(profile), dereferencer.dereference(profile)]);
    now = 23 * 3_600_000;
    await dereferencer.dereference(profile);
    const askedFor = () => site.asked.filter((key) => key === 'a.example/robots.txt').length;
    expect(askedFor()).toBe(1);
    now = 25 * 3_600_000;
    await dereferencer.dereference(profile);
    expect(askedFor()).toBe(2);
  });

  test('allows everything when it is absent, forbidden or makes no sense', async () => {
    for (const robots of [
      status(404),
      status(403),
      page('<!doctype html><p>Bienvenue'),
      page('', { 'content-encoding': 'zstd' }),
    ]) {
      const site = await webWith({ 'a.example/robots.txt': robots });
      expect(await site.dereferencer({ robots: true }).dereference(profile)).toMatchObject({ state: 'document' });
      await site.close();
    }
    web = undefined;
  });

  test('that cannot be read for now makes the site unreachable for now, and is asked again soon', async () => {
    let up = false;
    let now = 0;
    const site = await webWith({
      'a.example/robots.txt': (request, response) => (up ? page('') : status(503))(request, response),
    });
    const dereferencer = site.dereferencer({ robots: true, now: () => now });
    expect(await dereferencer.dereference(profile)).toEqual({
      state: 'unreachable',
      reason: 'server-error',
      status: 503,
    });
    expect(site.asked).not.toContain('a.example/profil.ttl');
    up = true;
    now = 10 * 60_000;
    expect(await dereferencer.dereference(profile)).toMatchObject({ state: 'document' });
  });

  test('is read to 500 KiB, and through redirects', async () => {
    const site = await webWith({
      'a.example/robots.txt': redirect('http://b.example/robots.txt', 301),
      'b.example/robots.txt': page(`User-agent: *\nDisallow: /profil.ttl\n${'#'.repeat(600 * 1024)}`),
    });
    expect(await site.dereferencer({ robots: true }).dereference(profile)).toMatchObject({ state: 'refused' });
  });

  test('of the site that a redirect leads to counts too', async () => {
    const site = await webWith({
      'a.example/ailleurs': redirect('http://b.example/x'),
      'b.example/robots.txt': page('User-agent: *\nDisallow: /'),
    });
    expect(await site.dereferencer({ robots: true }).dereference('http://a.example/ailleurs')).toEqual({
      state: 'refused',
      robotsUrl: 'http://b.example/robots.txt',
    });
  });

  test('slows us down by its Crawl-delay, up to half a minute', async () => {
    const site = await webWith({ 'a.example/robots.txt': page('User-agent: *\nCrawl-delay: 600') });
    const waits: number[] = [];
    let now = 0;
    const wait = async (ms: number) => {
      waits.push(ms);
      now += ms;
    };
    const dereferencer = site.dereferencer({ robots: true, now: () => now, wait });
    await dereferencer.dereference(profile);
    await dereferencer.dereference(profile);
    expect(waits).toEqual([30_000]);
  });
});

describe('the gate', () => {
  test('lets one request at a time into a domain, with a gap, and other domains past it', async () => {
    let now = 0;
    const told: string[] = [];
    const gate = createHostGate({
      now: () => now,
      wait: async (ms) => {
        told.push(`wait ${ms}`);
        now += ms;
      },
    });
    const first = Promise.withResolvers<void>();
    const task = (name: string, until?: Promise<void>) => async () => {
      told.push(`start ${name}`);
      await until;
      told.push(`end ${name}`);
    };
    const one = gate.run('a.fr', 2000, task('one', first.promise));
    const two = gate.run('a.fr', 2000, task('two'));
    await gate.run('b.fr', 2000, task('other'));
    first.resolve();
    await Promise.all([one, two]);
    expect(told).toEqual(['start one', 'start other', 'end other', 'end one', 'wait 2000', 'start two', 'end two']);
  });

  test('opens again after a task that failed', async () => {
    const gate = createHostGate({ now: () => 0, wait: async () => undefined });
    await expect(gate.run('a.fr', 0, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await gate.run('a.fr', 0, async () => 'open')).toBe('open');
  });
});
