import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openRegistry } from '../../server/registry/open-registry.ts';

const at = (date: string) => new Date(`${date}T12:00:00Z`);

it('sites are remembered by how long they took, the slowest first, for thirty days and beyond a restart', () => {
  const db = new DatabaseSync(':memory:');
  const open = () => openRegistry(db, (url) => url).sites;
  const sites = open();
  sites.note({ site: 'quick.example', ms: 20, failed: false }, at('2026-01-01'));
  sites.note({ site: 'slow.example', ms: 1000, failed: false }, at('2026-01-01'));
  sites.note({ site: 'slow.example', ms: 9000, failed: true }, at('2026-01-20'));
  expect(open().slowest(9)).toEqual({ total: 0, items: [] });
  sites.keep();
  sites.keep();
  expect(sites.waiting).toBe(0);
  const slow = { site: 'slow.example', requests: 2, failures: 1, meanMs: 5000, worstMs: 9000 };
  expect(open().slowest(1)).toEqual({ total: 2, items: [{ ...slow, lastAt: at('2026-01-20').toISOString() }] });
  sites.forget(at('2026-02-10'));
  expect(open().slowest(9)).toMatchObject({ total: 1, items: [{ site: 'slow.example', requests: 1, worstMs: 9000 }] });
});
