import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../server/bin/state/open-database.ts';
import { openRegistry } from '../../../server/registry/open-registry.ts';
import { dayMs } from '../../../server/registry/registration.ts';

const cli = fileURLToPath(new URL('../../../server/bin/obsidienne.ts', import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'obsidienne-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const status = async (...args: string[]) =>
  (
    await promisify(execFile)(process.execPath, [cli, 'status', ...args], {
      env: { ...process.env, OBSIDIENNE_DATA: folder },
    })
  ).stdout;

describe('status', () => {
  it('says that all is well of an empty folder', async () => {
    expect(await status()).toContain('Nothing waits for you.');
  });

  it('tells what is wrong with which publisher, how long lists are, and the command that helps; --json tells all', async () => {
    const db = openDatabase(folder);
    const memory = openRegistry(db, (url) => new URL(url).hostname);
    const ago = (days: number) => new Date(Date.now() - days * dayMs).toISOString();
    const detail = { fr: 'En panne.', en: 'Out of order.' };
    for (let i = 0; i < 25; i++) {
      const url = `http://p${String(i).padStart(2, '0')}.localhost/`;
      const registration = memory.registry.register(url, { source: 'test', at: new Date(ago(30)) });
      memory.publishers.note(registration);
      memory.registry.save({ ...registration, status: 'unreachable', failingSince: ago(9), nextVisitAt: ago(-1) });
      memory.registry.addVisit(registration.id, { at: ago(1), outcome: 'unreachable', detail });
      if (i === 0) memory.heldChanges.hold(registration.id, { at: ago(2), detail, entries: [] });
    }
    db.close();
    const out = await status();
    for (const words of [
      '25 sites need you.',
      'let them go: npx obsidienne accept p00.localhost\n',
      'keep them:   npx obsidienne accept p00.localhost --refuse\n',
      'p19.localhost',
      'Out of order.',
      'and 5 more (--json tells all)',
    ])
      expect(out, words).toContain(words);
    expect(out).not.toContain('p24.localhost');
    const { failing } = JSON.parse(await status('--json')) as { failing: { total: number; items: unknown[] } };
    expect([failing.total, failing.items.length]).toEqual([25, 25]);
  });
});
