import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Memory } from '../../server/registry/open-registry.ts';
import { openRegistry } from '../../server/registry/open-registry.ts';
import { readOperation } from '../../server/registry/operation.ts';
import type { Registration } from '../../server/registry/registration.ts';

const day = (n: number) => `2026-01-${String(n).padStart(2, '0')}T00:00:00.000Z`;
const now = new Date(day(10));
let db: DatabaseSync;
let memory: Memory;
beforeEach(() => {
  db = new DatabaseSync(':memory:');
  memory = openRegistry(db, (url) => new URL(url).hostname);
});

/** A registration as it stands, visited once. */
function add(url: string, state: Partial<Registration>, met = { fr: 'En panne.', en: 'Out of order.' }): string {
  const registration = memory.registry.register(url, { source: 'test', at: new Date(day(1)) });
  memory.registry.save({ ...registration, nextVisitAt: day(12), ...state });
  memory.publishers.note(registration);
  memory.registry.addVisit(registration.id, { at: day(5), outcome: 'unreachable', detail: met });
  return registration.id;
}
const read = (limit?: number) => readOperation(db, memory, { now, ...(limit ? { limit } : {}) });

describe('what the operator sees', () => {
  it('names each failing publisher with its longest series, what was met and the next try, most profiles first', () => {
    add('http://small.localhost/', { status: 'unreachable', failingSince: day(2), shown: true });
    for (const n of [1, 2, 3, 4])
      add(`http://large.localhost/${n}`, {
        status: n < 4 ? 'unreachable' : 'invalid',
        failingSince: day(n + 3),
        nextVisitAt: day(10 + n),
      });
    add('http://well.localhost/', { status: 'listed' });
    expect(read().failing).toMatchObject({
      total: 2,
      items: [
        {
          publisher: 'large.localhost',
          since: day(4),
          invalid: 1,
          shown: 0,
          nextVisitAt: day(11),
          profiles: { total: 4, items: [{ url: 'http://large.localhost/1', detail: { fr: 'En panne.' } }, {}, {}] },
        },
        { publisher: 'small.localhost', since: day(2), shown: 1, profiles: { total: 1 } },
      ],
    });
  });

  it('counts those who need a word: held ones, and those that have failed for a week', () => {
    expect(read()).toMatchObject({ needing: 0, stale: 0 });
    add('http://today.localhost/', { status: 'unreachable', failingSince: day(9) });
    add('http://old.localhost/', { status: 'invalid', failingSince: day(3) });
    const held = add('http://held.localhost/', { status: 'listed' });
    memory.heldChanges.hold(held, { at: day(8), detail: { fr: 'Supprimée.', en: 'Removed.' }, entries: ['a', 'b'] });
    expect(read()).toMatchObject({
      needing: 2,
      stale: 1,
      held: {
        total: 1,
        items: [
          {
            publisher: 'held.localhost',
            since: day(8),
            profiles: { items: [{ detail: { en: 'Removed.' }, entries: 2 }] },
          },
        ],
      },
    });
  });

  it('tells found addresses with the profile that leads to them', () => {
    const id = add('http://a.localhost/', { status: 'listed' });
    for (const n of [1, 2])
      memory.discoveries.add(`http://c.localhost/${n}`, { linkedBy: id, depth: 1, at: day(n), isDue: false });
    expect(read().discovered).toMatchObject({
      total: 1,
      items: [
        {
          publisher: 'c.localhost',
          profiles: { total: 2, items: [{ url: 'http://c.localhost/1', linkedBy: 'http://a.localhost/' }, {}] },
        },
      ],
    });
  });

  it('says how late the visits are and when the next one comes', () => {
    add('http://a.localhost/', { nextVisitAt: day(8) });
    add('http://b.localhost/', { nextVisitAt: day(11) });
    expect(read()).toMatchObject({ due: { count: 1, oldestAt: day(8) }, nextVisitAt: day(11) });
  });

  it('gathers what blocks profiles, once for each profile', () => {
    const finding = (path: string) => ({ severity: 'violation', rule: 'min', path, message: { fr: path, en: path } });
    const reports = [
      [finding('name'), finding('name'), { ...finding('picture'), severity: 'info' }],
      [finding('name'), finding('geo')],
    ];
    for (const [n, findings] of reports.entries())
      memory.registry.saveReport(add(`http://${n}.localhost/`, { status: 'invalid', failingSince: day(9) }), {
        at: day(9),
        conforms: false,
        findings,
      });
    expect(read().findings).toMatchObject({
      of: 2,
      total: 2,
      items: [
        { path: 'name', profiles: 2 },
        { path: 'geo', profiles: 1 },
      ],
    });
  });

  it('cuts long lists and says how long they are', () => {
    for (let n = 0; n < 5; n++) add(`http://p${n}.localhost/`, { status: 'unreachable', failingSince: day(2) });
    const { failing } = read(2);
    expect([failing.items.length, failing.total]).toEqual([2, 5]);
  });

  it('tells rounds, the last first, and one that was broken off', () => {
    const { rounds } = memory;
    rounds.begin(new Date(day(1)));
    rounds.end(rounds.begin(new Date(day(2))), new Date(day(3)), { visited: 4, outcomes: { changed: 4 } });
    expect(read().rounds).toEqual([
      { startedAt: day(2), endedAt: day(3), visited: 4, outcomes: { changed: 4 } },
      { startedAt: day(1), endedAt: null, visited: 0, outcomes: {} },
    ]);
  });
});
