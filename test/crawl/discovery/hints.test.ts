import type { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../server/bin/state/open-database.ts';
import { dayMs } from '../../../server/registry/registration.ts';
import type { Scene } from '../../observatory.ts';
import { openScene, placeTurtle, site } from '../../observatory.ts';

let scene: Scene;
afterEach(() => scene.close());

const url = 'http://a.localhost/';

describe('a thousand hints', () => {
  it('bring one visit an hour, and those that change nothing write nothing', async () => {
    let db: DatabaseSync | undefined;
    const database = (folder: string) => (db = openDatabase(folder));
    scene = await openScene([site('a.localhost', { '/': placeTurtle('A') })], undefined, { database });
    const changes = () => db?.prepare('SELECT total_changes() AS n').get()?.['n'];
    const asked = () => scene.requests().filter(({ path }) => path === '/').length;
    const hints = () => {
      for (let i = 0; i < 1000; i++) scene.observatory.hint(url, 'inbox');
    };
    hints();
    await scene.observatory.round();
    expect(asked()).toBe(1);
    scene.observatory.hint(url, 'inbox');
    const before = changes();
    hints();
    expect(changes()).toBe(before);
    await scene.observatory.round();
    expect(asked()).toBe(1);
    scene.later(dayMs / 24);
    await scene.observatory.round();
    expect(asked()).toBe(2);
  });
});
