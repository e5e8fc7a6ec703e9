import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Change, Changes } from '../../server/registry/changes.ts';
import { openRegistry } from '../../server/registry/open-registry.ts';

let changes: Changes;
let registration: string;
beforeEach(() => {
  const memory = openRegistry(new DatabaseSync(':memory:'), (url) => url);
  registration = memory.registry.register('http://a.localhost/', { source: 'test', at: new Date(0) }).id;
  ({ changes } = memory);
});

function note(kind: Change['kind'], key: string, more: Partial<Change> = {}): void {
  changes.note({
    at: '2026-01-01T00:00:00.000Z',
    kind,
    reason: 'changed',
    registration,
    type: 'place',
    key,
    iri: `http://a.localhost/#${key}`,
    name: { fr: key, en: key },
    departement: null,
    commune: null,
    ...more,
  });
}
const seen = (filter = {}) => changes.read(filter, { limit: 99 }).map(({ kind, key }) => `${kind} ${key}`);

describe('the change log', () => {
  it('tells what happened, the newest first, with the address that says it', () => {
    note('added', 'a');
    note('changed', 'a');
    expect(seen()).toEqual(['changed a', 'added a']);
    expect(changes.latest('place', 'a')).toMatchObject({ kind: 'changed', url: 'http://a.localhost/', seq: 2 });
    expect(changes.last).toBe(2);
  });

  it.each(['hidden', 'withdrawn'] as const)('welcomes back what was %s', (kind) => {
    note('added', 'a');
    note(kind, 'a');
    note('added', 'a');
    expect(seen()[0]).toBe('back a');
  });

  it('is narrowed by type and by territory, département or commune', () => {
    note('added', 'angers', { departement: '49', commune: '49007' });
    note('added', 'saumur', { departement: '49', commune: '49328' });
    note('added', 'rennes', { departement: '35', commune: '35238' });
    note('added', 'reseau', { type: 'network' });
    expect(seen({ type: 'network' })).toEqual(['added reseau']);
    expect(seen({ territories: ['49'] })).toEqual(['added saumur', 'added angers']);
    expect(seen({ type: 'place', territories: ['49007', '35'] })).toEqual(['added rennes', 'added angers']);
  });

  it('takes the name of who leaves without one out of every line', () => {
    note('added', 'ana', { type: 'person' });
    note('withdrawn', 'ana', { type: 'person', name: { fr: '', en: '' } });
    expect(changes.read({}, { limit: 9 }).map(({ name }) => name.fr)).toEqual(['', '']);
  });

  it('forgets after a year what newer lines have overtaken, never the last one of an entity, and gives no number twice', () => {
    for (const [kind, key] of [
      ['added', 'a'],
      ['changed', 'a'],
      ['withdrawn', 'a'],
      ['added', 'b'],
    ] as const)
      note(kind, key);
    changes.compact(new Date('2026-12-01'));
    expect(seen()).toHaveLength(4);
    changes.compact(new Date('2027-01-02'));
    expect(seen()).toEqual(['added b', 'withdrawn a']);
    note('changed', 'b');
    expect(changes.last).toBe(5);
  });
});
