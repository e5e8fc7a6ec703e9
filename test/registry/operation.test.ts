import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openRegistry } from '../../server/registry/open-registry.ts';
import { readOperation } from '../../server/registry/operation.ts';

it('tells the operator what fails, the longest first, what is held, what was found and what comes next', () => {
  const db = new DatabaseSync(':memory:');
  const at = new Date('2026-01-01T00:00:00Z');
  const memory = openRegistry(db, (url) => new URL(url).hostname);
  const { registry, publishers, discoveries, heldChanges } = memory;
  const fail = (url: string, failingSince: string, failures: number) => {
    const registration = registry.register(url, { source: 'test', at });
    registry.save({ ...registration, status: 'unreachable', failingSince, failures, nextVisitAt: failingSince });
    const detail = { fr: 'En panne.', en: 'Out of order.' };
    registry.addVisit(registration.id, { at: failingSince, outcome: 'unreachable', detail });
    publishers.note(registration);
    return registration.id;
  };
  fail('http://a.localhost/', '2026-01-05T00:00:00.000Z', 9);
  const old = fail('http://b.localhost/', '2026-01-02T00:00:00.000Z', 2);
  heldChanges.hold(old, { at: '2026-01-03', detail: { fr: 'Supprimée.', en: 'Removed.' } });
  discoveries.add('http://c.localhost/', { linkedBy: old, depth: 1, at: at.toISOString(), isDue: false });
  const seen = readOperation(db, memory, new Date('2026-01-10'));
  expect(seen).toMatchObject({
    due: 2,
    failing: [
      { url: 'http://b.localhost/', failures: 2, detail: { fr: 'En panne.' } },
      { url: 'http://a.localhost/', failures: 9 },
    ],
    held: [{ url: 'http://b.localhost/', publisher: 'b.localhost', detail: { en: 'Removed.' } }],
    discovered: [{ url: 'http://c.localhost/', linkedBy: 'http://b.localhost/' }],
    next: [{ url: 'http://b.localhost/' }, { url: 'http://a.localhost/' }],
  });
});
