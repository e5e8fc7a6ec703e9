import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Registry } from '../../server/registry/registry.ts';
import { createRegistry } from '../../server/registry/registry.ts';

const at = new Date('2026-01-01T00:00:00Z');
let registry: Registry;
beforeEach(() => {
  registry = createRegistry(new DatabaseSync(':memory:'));
});

describe('the registry', () => {
  it('gives the same registration to everyone who registers an address', () => {
    const first = registry.register('http://a.localhost/', { source: 'api', at });
    const second = registry.register('http://a.localhost/', { source: 'cli', at: new Date() });
    expect(second).toEqual(first);
    expect(registry.counts()).toMatchObject({ pending: 1, listed: 0 });
  });

  it('makes a withdrawn profile pending and due again when somebody registers it', () => {
    const first = registry.register('http://a.localhost/', { source: 'api', at });
    registry.save({ ...first, status: 'withdrawn', nextVisitAt: null, withdrawnAt: at.toISOString() });
    expect(registry.due(at, 10)).toEqual([]);
    registry.register('http://a.localhost/', { source: 'api', at });
    expect(registry.due(at, 10)).toMatchObject([{ status: 'pending', withdrawnAt: null }]);
  });

  it('hands out what is due, the longest waiting first, and nothing that is not', () => {
    for (const [url, next] of [
      ['b', '2026-01-02'],
      ['a', '2026-01-01'],
      ['c', '2026-01-20'],
    ] as const) {
      const registration = registry.register(`http://${url}.localhost/`, { source: 'api', at });
      registry.save({ ...registration, nextVisitAt: new Date(next).toISOString() });
    }
    const now = new Date('2026-01-15T00:00:00Z');
    expect(registry.due(now, 10).map(({ url }) => url)).toEqual(['http://a.localhost/', 'http://b.localhost/']);
    expect(registry.due(now, 1)).toHaveLength(1);
    expect(registry.countDue(now)).toBe(2);
  });

  it('takes a date further away than any visit is put off for one that has come', () => {
    const registration = registry.register('http://a.localhost/', { source: 'api', at });
    registry.save({ ...registration, nextVisitAt: '2036-01-01T00:00:00.000Z' });
    expect(registry.due(at, 10)).toHaveLength(1);
    expect(registry.countDue(at)).toBe(1);
  });

  it('gives back every field it was given', () => {
    const registration = registry.register('http://a.localhost/', { source: 'api', at });
    const full = {
      ...registration,
      status: 'listed',
      shown: true,
      sources: [{ url: 'http://a/', accept: '*/*', finalUrl: 'http://a/b', etag: '"x"', byteHash: 'b' }],
      graphHash: null,
      failures: 3,
    } as const;
    registry.save(full);
    expect(registry.find(registration.id)).toEqual(full);
  });

  it('keeps every version and stores equal contents once', () => {
    const { id } = registry.register('http://a.localhost/', { source: 'api', at });
    const nquads = '<http://a/> <http://b/> "é" .\n';
    registry.addVersion(id, { hash: 'h1', nquads, at: '2026-01-01T00:00:00Z' });
    registry.addVersion(id, { hash: 'h1', nquads, at: '2026-01-02T00:00:00Z' });
    expect(registry.content('h1')).toBe(nquads);
    expect(registry.content('h2')).toBeUndefined();
  });

  it('tells visits newest first', () => {
    const { id } = registry.register('http://a.localhost/', { source: 'api', at });
    for (const outcome of ['changed', 'unchanged', 'gone'])
      registry.addVisit(id, { at: at.toISOString(), outcome, detail: { fr: outcome, en: outcome } });
    expect(registry.visits(id, 2).map(({ outcome }) => outcome)).toEqual(['gone', 'unchanged']);
  });

  it('lists only graphs that are part of the answers', () => {
    const shown = registry.register('http://a.localhost/', { source: 'api', at });
    registry.register('http://b.localhost/', { source: 'api', at });
    registry.addVersion(shown.id, { hash: 'h', nquads: 'x\n', at: at.toISOString() });
    registry.save({ ...shown, shown: true, graphHash: 'h' });
    expect([...registry.shown()]).toMatchObject([{ registration: { url: 'http://a.localhost/' }, nquads: 'x\n' }]);
  });
});
