import { appendFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { syntheticSites } from '../../fixtures/synthetic.ts';
import { backUp, restore } from '../../server/bin/commands/backup.ts';
import type { Scene } from '../observatory.ts';
import { openScene } from '../observatory.ts';
import { createStateCheck, eachVisitChanged } from './state-check.ts';

const { sites, urls } = syntheticSites(60);
let scene: Scene;
beforeEach(async () => {
  scene = await openScene(sites);
});
afterEach(() => scene.close());

const register = () => urls.map((url) => scene.observatory.register(url, 'test').id);
const place = (name: string) => join(scene.dataFolder, name);

describe('backup', () => {
  it('in the middle of a round gives a file in which everything is whole, and the round goes on', async () => {
    const ids = register();
    const file = place('copie.sqlite');
    let visited = 0;
    const saved = Promise.withResolvers<number>();
    const round = scene.observatory.round({
      onVisited() {
        if (++visited === 20) backUp(scene.dataFolder, file).then(saved.resolve, saved.reject);
      },
    });
    expect(await saved.promise).toBeGreaterThan(10);
    const elsewhere = place('elsewhere');
    restore(elsewhere, file);
    const listed = createStateCheck(eachVisitChanged)(elsewhere, ids).filter(({ shown }) => shown).length;
    expect(listed).toBeGreaterThanOrEqual(20);
    expect((await round).visited).toBe(60);
    createStateCheck(eachVisitChanged)(scene.dataFolder, ids);
  });

  it('leaves an earlier backup as it was when it fails, and never writes over the state itself', async () => {
    register();
    const file = place('copie.sqlite');
    await backUp(scene.dataFolder, file);
    const before = readFileSync(file);
    await expect(backUp(place('nowhere'), file)).rejects.toThrow(/^there is nothing to save in /);
    expect(readFileSync(file).equals(before)).toBe(true);
    await expect(backUp(scene.dataFolder, place('obsidienne.sqlite'))).rejects.toThrow('is the state itself');
    expect(readdirSync(scene.dataFolder).filter((name) => name.includes('.part'))).toEqual([]);
  });
});

describe('restore', () => {
  const total = () => scene.observatory.registry.list({ page: 1, size: 1 }).total;

  it('is refused while an observatory runs on the folder', async () => {
    await backUp(scene.dataFolder, place('copie.sqlite'));
    expect(() => restore(scene.dataFolder, place('copie.sqlite'))).toThrow(/is in use by process \d+/);
  });

  it('takes the state back to the moment of the backup', async () => {
    await backUp(scene.dataFolder, place('copie.sqlite'));
    register();
    await scene.restart(() => restore(scene.dataFolder, place('copie.sqlite')));
    expect(total()).toBe(0);
  });

  it.each([
    ['cut off', (file: string) => truncateSync(file, 8192), /is not a whole backup of an observatory/],
    ['no database', (file: string) => writeFileSync(file, 'bonjour\n'.repeat(1000)), /is not a whole backup/],
    ['empty', (file: string) => truncateSync(file, 0), /is not a whole backup .*no such table/],
    ['of a newer version', setVersion, /was written by a newer version \(99, this one knows \d+\)/],
    ['absent', (file: string) => appendFileSync(`${file}.autre`, ''), /there is no file/],
  ])('leaves the present state untouched when the backup is %s', async (what, spoil, message) => {
    register();
    const file = place('copie.sqlite');
    if (what !== 'absent') await backUp(scene.dataFolder, file);
    spoil(file);
    await scene.restart(() => {
      const before = readFileSync(place('obsidienne.sqlite'));
      expect(() => restore(scene.dataFolder, file)).toThrow(message);
      expect(readFileSync(place('obsidienne.sqlite')).equals(before)).toBe(true);
      expect(existsSync(place('obsidienne.sqlite.restoring'))).toBe(false);
    });
    expect(total()).toBe(60);
  });
});

function setVersion(file: string): void {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA user_version = 99');
  db.close();
}
