import { afterEach, describe, expect, test } from 'vitest';
import type { Dereferenced } from '../../server/fetch/dereference.ts';
import { createDereferencer } from '../../server/fetch/dereference.ts';
import type { Request } from '../../server/fetch/exchange.ts';
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
      robotsUrl: 'http://a.example/robots.txt',
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
    const dereferencer = site.dereferencer({ robots: true, now: () => now, elapsed: () => now, wait });
    await dereferencer.dereference(profile);
    await dereferencer.dereference(profile);
    expect(waits).toEqual([30_000]);
  });
});

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A web whose every answer the test decides, on a clock that only moves while we wait. */
function simulated(
  answer: (url: string) => Partial<{ status: number; retryAfterMs: number; body: string }> = () => ({}),
) {
  let now = Date.parse('2026-01-01T00:00:00Z');
  let elapsed = 0;
  const asked: { url: string; at: number }[] = [];
  const notes = new Map<string, string>();
  const later = (ms: number) => {
    now += ms;
    elapsed += ms;
  };
  const exchange = async ({ url: { href } }: Request): Promise<Dereferenced> => {
    asked.push({ url: href, at: elapsed });
    const { status = 200, retryAfterMs, body = '' } = answer(href);
    if (status === 404) return { state: 'not-found', status };
    if (status === 429 || status >= 500) {
      const reason = status === 429 ? 'rate-limited' : 'server-error';
      return { state: 'unreachable', reason, status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    }
    const read = {
      url: href,
      finalUrl: href,
      accept: '',
      mediaType: 'text/turtle',
      validators: {},
      links: [],
      hash: '',
    };
    return { state: 'document', document: { ...read, body: Buffer.from(body) } };
  };
  return {
    asked,
    later,
    /** Sets the clock, while no time passes. */
    setClock: (ms: number) => {
      now += ms;
    },
    timesAsked: (url: string) => asked.filter((request) => request.url === url).length,
    /** One process: what is only in its memory ends with it. */
    start: () =>
      createDereferencer({
        userAgent: 'Obsidienne/0.1 (+https://obsidienne.example/)',
        now: () => now,
        elapsed: () => elapsed,
        wait: async (ms) => later(ms),
        exchange,
        notes: {
          read: (key) => JSON.parse(notes.get(key) ?? 'null') ?? undefined,
          write: (key, value) => void notes.set(key, JSON.stringify(value)),
        },
      }),
  };
}

describe('the pause between two requests', () => {
  test('is kept between all hosts of a registrable domain, robots.txt and redirects included, and no other', async () => {
    const web = simulated();
    const { dereference } = web.start();
    await Promise.all(
      ['https://a.fr/1', 'https://a.fr/2', 'http://www.a.fr/1', 'https://b.fr/1'].map((url) => dereference(url)),
    );
    const of = (domain: RegExp) => web.asked.filter(({ url }) => domain.test(url)).map(({ at }) => at);
    expect(of(/[/.]a\.fr/)).toHaveLength(5);
    expect(of(/b\.fr/)).toHaveLength(2);
    for (const times of [of(/[/.]a\.fr/), of(/b\.fr/)])
      for (const [i, at] of times.slice(1).entries()) expect(at - (times[i] ?? 0)).toBeGreaterThanOrEqual(2000);
    expect(of(/b\.fr/)[0]).toBe(0);
  });

  test('is told beforehand, so that no visit needs to wait for it', async () => {
    const web = simulated((url) => ({ body: url.endsWith('/robots.txt') ? 'User-agent: *\nCrawl-delay: 12' : '' }));
    const { dereference, pauseMs } = web.start();
    expect(pauseMs('a.fr')).toBe(0);
    await dereference('https://a.fr/');
    expect(pauseMs('a.fr')).toBe(12_000);
    expect(pauseMs('b.fr')).toBe(0);
    web.later(5000);
    expect(pauseMs('a.fr')).toBe(7000);
  });

  test.each([-365 * dayMs, 365 * dayMs])('stays what it is when the clock is set by %d ms', async (ms) => {
    const web = simulated();
    const { dereference } = web.start();
    await dereference('https://a.fr/1');
    web.setClock(ms);
    await dereference('https://a.fr/2');
    const times = web.asked.map(({ at }) => at);
    expect(times).toEqual(times.map((_, i) => i * 2000));
  });
});

describe('a site that asks for rest', () => {
  test.each([
    ['429 with Retry-After', { status: 429, retryAfterMs: 2 * hourMs }, 2 * hourMs],
    ['503 with Retry-After', { status: 503, retryAfterMs: 2 * hourMs }, 2 * hourMs],
    ['429 without a word', { status: 429 }, hourMs],
    ['429 and a month', { status: 429, retryAfterMs: 30 * dayMs }, 7 * dayMs],
  ])('%s gets it for all its pages, also after a restart', async (_, refusal, restMs) => {
    const web = simulated((url) => (url.endsWith('/1') ? refusal : {}));
    const first = web.start();
    await first.dereference('https://a.fr/1');
    const asked = web.asked.length;
    const resting = { state: 'unreachable', reason: 'rate-limited', retryAfterMs: restMs };
    expect(await first.dereference('https://www.a.fr/2')).toEqual(resting);
    expect(first.pauseMs('a.fr')).toBe(restMs);
    expect(await web.start().dereference('https://a.fr/4')).toEqual(resting);
    expect(web.asked).toHaveLength(asked);
    expect(await first.dereference('https://b.fr/')).toMatchObject({ state: 'document' });
    web.later(restMs);
    expect(await first.dereference('https://a.fr/2')).toMatchObject({ state: 'document' });
  });

  test('a failing server that asks for nothing does not close the other pages of its site', async () => {
    const web = simulated((url) => (url.endsWith('/1') ? { status: 500 } : {}));
    const { dereference } = web.start();
    await dereference('https://a.fr/1');
    expect(await dereference('https://a.fr/2')).toMatchObject({ state: 'document' });
  });

  test('those who were waiting at the door are sent away too', async () => {
    const web = simulated((url) => (url.endsWith('/1') ? { status: 429, retryAfterMs: hourMs } : {}));
    const { dereference } = web.start();
    const met = await Promise.all(['1', '2', '3'].map((page) => dereference(`https://a.fr/${page}`)));
    expect(met.map(({ state }) => state)).toEqual(['unreachable', 'unreachable', 'unreachable']);
    expect(web.asked.map(({ url }) => url)).toEqual(['https://a.fr/robots.txt', 'https://a.fr/1']);
  });
});

describe('the memory of robots.txt', () => {
  const robotsUrl = 'https://a.fr/robots.txt';
  let robots: { status?: number; body?: string };
  const open = () => {
    robots = { body: 'User-agent: *\nDisallow: /prive' };
    return simulated((url) => (url === robotsUrl ? robots : {}));
  };
  const state = async (met: Promise<Dereferenced>) => (await met).state;

  test('lasts a day, also through restarts', async () => {
    const web = open();
    await web.start().dereference('https://a.fr/1');
    web.later(23 * hourMs);
    expect(await state(web.start().dereference('https://a.fr/prive'))).toBe('refused');
    const asked = web.timesAsked(robotsUrl);
    web.later(1000);
    await web.start().dereference('https://a.fr/2');
    expect(web.timesAsked(robotsUrl)).toBe(asked);
    web.later(25 * hourMs);
    await web.start().dereference('https://a.fr/3');
    expect(web.timesAsked(robotsUrl)).toBe(asked + 1);
  });

  test('is asked again before it turns a page away, unless it is some minutes old', async () => {
    const web = open();
    const { dereference } = web.start();
    expect(await state(dereference('https://a.fr/prive'))).toBe('refused');
    expect(await state(dereference('https://a.fr/prive'))).toBe('refused');
    expect(web.timesAsked(robotsUrl)).toBe(1);
    robots = { status: 404 };
    web.later(10 * 60_000);
    expect(await state(dereference('https://a.fr/prive'))).toBe('document');
    expect(web.timesAsked(robotsUrl)).toBe(2);
  });

  test('helps while its server is broken: what it allowed stays allowed, what it did not stays closed', async () => {
    const web = open();
    const { dereference } = web.start();
    await dereference('https://a.fr/1');
    robots = { status: 500 };
    web.later(2 * dayMs);
    expect(await state(dereference('https://a.fr/1'))).toBe('document');
    expect(await state(dereference('https://a.fr/prive'))).toBe('refused');
  });

  test('lets a site that never could give its robots.txt be read after thirty days, not before', async () => {
    const web = open();
    robots = { status: 500 };
    const told = { state: 'unreachable', reason: 'server-error', status: 500, robotsUrl };
    for (let day = 0; day < 30; day += 5) {
      expect(await web.start().dereference('https://a.fr/1')).toEqual(told);
      web.later(5 * dayMs);
    }
    expect(await state(web.start().dereference('https://a.fr/1'))).toBe('document');
    expect(web.timesAsked('https://a.fr/1')).toBe(1);
  });

  test('never opens a site that answers its robots.txt with 429', async () => {
    const web = open();
    await web.start().dereference('https://a.fr/1');
    robots = { status: 429 };
    web.later(40 * dayMs);
    expect(await web.start().dereference('https://a.fr/1')).toMatchObject({ state: 'unreachable', robotsUrl });
    expect(web.timesAsked('https://a.fr/1')).toBe(1);
  });

  test('is not believed for longer because the clock was set back', async () => {
    const web = open();
    const { dereference } = web.start();
    await dereference('https://a.fr/1');
    web.setClock(-365 * dayMs);
    await dereference('https://a.fr/1');
    expect(web.timesAsked(robotsUrl)).toBe(2);
  });

  test('holds a robots.txt of any size, and asks again for what it had to forget', async () => {
    const long = `User-agent: *\n${'Disallow: /une/longue/ligne\n'.repeat(15_000)}`;
    const web = simulated((url) => ({ body: url.endsWith('/robots.txt') ? long : '' }));
    const { dereference } = web.start();
    const hosts = Array.from({ length: 40 }, (_, i) => `https://h${i}.fr/`);
    for (const host of hosts) expect(await state(dereference(host))).toBe('document');
    await dereference(hosts.at(-1) ?? '');
    await dereference(hosts[0] ?? '');
    expect(web.timesAsked('https://h39.fr/robots.txt')).toBe(1);
    expect(web.timesAsked('https://h0.fr/robots.txt')).toBe(2);
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

  test('turns a crowd away instead of letting it wait for ever', async () => {
    const gate = createHostGate({ now: () => 0, wait: async () => undefined });
    const door = Promise.withResolvers<string>();
    const waiting = Array.from({ length: 50 }, () => gate.run('a.fr', 0, () => door.promise));
    expect(await gate.run('a.fr', 0, async () => 'in')).toBe('busy');
    expect(await gate.run('b.fr', 0, async () => 'in')).toBe('in');
    door.resolve('in');
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['in']));
    expect(await gate.run('a.fr', 0, async () => 'in')).toBe('in');
  });
});
