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
  const open = () => createFrontier({ registry, now: () => start, siteOf });

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
});
