import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { createFrontier } from '../../server/crawl/frontier.ts';
import { siteOf } from '../../server/fetch/site-of.ts';
import type { Registration } from '../../server/registry/registration.ts';
import type { Registry } from '../../server/registry/registry.ts';
import { createRegistry } from '../../server/registry/registry.ts';

const start = new Date('2026-01-01T00:00:00Z');
const later = new Date('2026-01-02T00:00:00Z');
let registry: Registry;
beforeEach(() => {
  registry = createRegistry(new DatabaseSync(':memory:'));
});

function register(url: string, fields: Partial<Registration> = {}): Registration {
  const registration = { ...registry.register(url, { source: 'test', at: start }), ...fields };
  registry.save(registration);
  return registration;
}

/** Takes what can be taken now, without any visit ending. */
function takeAll(frontier: ReturnType<typeof createFrontier>): { urls: string[]; end: 'busy' | 'done' } {
  const urls: string[] = [];
  for (;;) {
    const next = frontier.next();
    if (next === 'busy' || next === 'done') return { urls, end: next };
    urls.push(next.url);
  }
}

/** The visit ends: the next one is a day away. */
function finish(frontier: ReturnType<typeof createFrontier>, registration: Registration): void {
  registry.save({ ...registration, lastVisitAt: start.toISOString(), nextVisitAt: later.toISOString() });
  frontier.release(registration);
}

describe('the frontier', () => {
  const open = () => createFrontier({ registry, now: () => start, siteOf, pauseMs: () => 0 });

  it('hands out one registration of each site at a time', () => {
    const first = register('http://a.example/1');
    register('http://a.example/2');
    register('http://www.a.example/3');
    register('http://b.example/1');
    const frontier = open();
    expect(takeAll(frontier)).toEqual({ urls: expect.arrayContaining(['http://b.example/1']), end: 'busy' });
    finish(frontier, first);
    finish(frontier, registry.findByUrl('http://a.example/2') ?? first);
    expect(takeAll(frontier).urls).toHaveLength(1);
  });

  it('is done when nothing is due and nothing is under visit', () => {
    const only = register('http://a.example/');
    const frontier = open();
    expect(takeAll(frontier)).toEqual({ urls: ['http://a.example/'], end: 'busy' });
    finish(frontier, only);
    expect(frontier.next()).toBe('done');
  });

  it('gives what was never read before what was, also when it is registered while the round runs', () => {
    const visited = { lastVisitAt: '2025-12-01T00:00:00.000Z', nextVisitAt: '2025-12-02T00:00:00.000Z' };
    for (let i = 0; i < 60; i++) register(`http://site-${i}.example/`, visited);
    const frontier = open();
    frontier.next();
    register('http://nouveau.example/');
    const taken: string[] = [];
    while (!taken.includes('http://nouveau.example/')) {
      const next = frontier.next();
      if (next === 'busy' || next === 'done') throw new Error('never handed out');
      taken.push(next.url);
    }
    expect(taken.length).toBeLessThan(25);
  });

  it('looks past a site with hundreds of pages', () => {
    for (let i = 0; i < 499; i++) register(`http://grand.example/${i}`);
    register('http://petit.example/');
    expect(takeAll(open()).urls).toContain('http://petit.example/');
  });

  it('passes over a site in its pause, and tells when the first pause is over', () => {
    register('http://a.example/');
    register('http://b.example/');
    register('http://c.example/');
    const pauses = new Map([
      ['a.example', 30_000],
      ['b.example', 2000],
    ]);
    const frontier = createFrontier({ registry, now: () => start, siteOf, pauseMs: (site) => pauses.get(site) ?? 0 });
    expect(frontier.pauseMs()).toBeUndefined();
    expect(takeAll(frontier)).toEqual({ urls: ['http://c.example/'], end: 'busy' });
    expect(frontier.pauseMs()).toBe(2000);
    pauses.delete('b.example');
    expect(takeAll(frontier)).toEqual({ urls: ['http://b.example/'], end: 'busy' });
    expect(frontier.pauseMs()).toBe(30_000);
  });

  it('leaves a site that rests to a later round, due as it is', () => {
    register('http://a.example/');
    let restMs = 3_600_000;
    const open = () => createFrontier({ registry, now: () => start, siteOf, pauseMs: () => restMs });
    expect(takeAll(open())).toEqual({ urls: [], end: 'done' });
    expect(registry.countDue(start)).toBe(1);
    restMs = 0;
    expect(takeAll(open()).urls).toEqual(['http://a.example/']);
  });

  it('looks past any number of pages of a site in its pause', () => {
    for (let i = 0; i < 1600; i++) register(`http://lent.example/${i}`, { nextVisitAt: '2025-01-01T00:00:00.000Z' });
    register('http://petit.example/');
    const pauseMs = (site: string) => (site === 'lent.example' ? 30_000 : 0);
    const frontier = createFrontier({ registry, now: () => start, siteOf, pauseMs });
    expect(takeAll(frontier)).toEqual({ urls: ['http://petit.example/'], end: 'busy' });
  });

  it('hands each page out once, however many are due at the same moment', () => {
    const urls = Array.from({ length: 1300 }, (_, i) => register(`http://grand.example/${i}`).url);
    const frontier = open();
    const taken: string[] = [];
    for (let next = frontier.next(); next !== 'done'; next = frontier.next()) {
      if (next === 'busy') throw new Error('nothing is under visit');
      taken.push(next.url);
      registry.save({ ...next, nextVisitAt: later.toISOString() });
      expect(frontier.release(next)).toBe(taken.length === urls.length);
    }
    expect(taken.toSorted()).toEqual(urls.toSorted());
  });
});
