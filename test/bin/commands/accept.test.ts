import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../server/bin/state/open-database.ts';
import { createDiscoveries } from '../../../server/registry/discoveries.ts';
import { createHeldChanges } from '../../../server/registry/held-changes.ts';
import { createPublishers } from '../../../server/registry/publishers.ts';
import { createRegistry } from '../../../server/registry/registry.ts';

const cli = fileURLToPath(new URL('../../../server/bin/obsidienne.ts', import.meta.url));
const at = new Date('2026-01-01T00:00:00Z');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'obsidienne-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The registry's tables of the data folder, as a running observatory holds them open. */
function openTables() {
  const db = openDatabase(folder);
  const registry = createRegistry(db);
  const publishers = createPublishers(db, (url) => new URL(url).hostname);
  return {
    registry,
    publishers,
    discoveries: createDiscoveries(db, { registry, publishers }),
    heldChanges: createHeldChanges(db),
    close: () => db.close(),
  };
}

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [cli, ...args], { env: { ...process.env, OBSIDIENNE_DATA: folder } });

describe('accept', () => {
  it('has the held changes of a site carried out, or kept with --refuse, beside a running observatory', async () => {
    const tables = openTables();
    const hold = (url: string) => {
      const registration = tables.registry.register(url, { source: 'test', at });
      tables.registry.save({ ...registration, nextVisitAt: '2099-01-01T00:00:00.000Z' });
      tables.publishers.note(registration);
      tables.heldChanges.hold(registration.id, { at: at.toISOString(), detail: { fr: 'x', en: 'x' }, entries: [url] });
      return registration.id;
    };
    const first = hold('http://a.localhost/1');
    const second = hold('http://a.localhost/2');
    const other = hold('http://b.localhost/');
    const { stdout } = await run('accept', 'a.localhost');
    expect(stdout).toContain('http://a.localhost/1\nhttp://a.localhost/2\n');
    expect(tables.registry.due(new Date(), 9).map(({ id }) => id)).toEqual(expect.arrayContaining([first, second]));
    expect(tables.heldChanges.isAccepted(first, ['http://a.localhost/1'], at)).toBe(true);
    expect(tables.heldChanges.list().map(({ registration }) => registration)).toEqual([other]);
    const refused = JSON.parse((await run('accept', other, '--refuse', '--json')).stdout);
    expect(refused).toEqual({ decision: 'refused', urls: ['http://b.localhost/'] });
    expect(tables.heldChanges.list()).toEqual([]);
    expect(tables.heldChanges.isAccepted(other, ['http://b.localhost/'], at)).toBe(false);
    tables.close();
  });

  it('has what a link led to read', async () => {
    const tables = openTables();
    const { id } = tables.registry.register('http://a.localhost/', { source: 'test', at });
    const found = { linkedBy: id, depth: 1, at: at.toISOString(), isDue: false };
    const added = tables.discoveries.add('http://c.localhost/', found);
    expect(tables.registry.due(new Date(), 9).map((due) => due.id)).toEqual([id]);
    await run('accept', 'c.localhost');
    expect(tables.registry.due(new Date(), 9).map((due) => due.id)).toContain(added.id);
    expect(tables.discoveries.waiting(9)).toEqual([]);
    tables.close();
  });
});
