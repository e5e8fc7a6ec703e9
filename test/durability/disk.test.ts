import type { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { startCrawler } from '../../server/bin/crawler.ts';
import { openDatabase } from '../../server/bin/state/open-database.ts';
import { StorageFailure } from '../../server/registry/storage-failure.ts';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, select, site } from '../observatory.ts';

let scene: Scene;
let db: DatabaseSync;
afterEach(() => scene.close());

const names = ['A', 'B', 'C'];

/** A scene whose state file the test can fill or lock. */
async function open() {
  const pages = Object.fromEntries(names.map((name) => [`/${name}`, placeTurtle(`Atelier ${name}`)]));
  scene = await openScene([site('a.localhost', pages)], ['a.localhost'], {
    database: (folder) => {
      db = openDatabase(folder);
      return db;
    },
  });
  for (const name of names) scene.observatory.register(`http://a.localhost/${name}`, 'test');
}

const count = (table: string) => db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'];
const pages = () => db.prepare('PRAGMA page_count').get()?.['page_count'] as number;
const tables = ['content', 'version', 'report', 'document', 'entity', 'entity_text'];

/** The two ways in which a disk refuses, as SQLite meets them, and how each ends. */
const refusals = [
  ['full', () => db.exec(`PRAGMA max_page_count = ${pages()}`), () => db.exec('PRAGMA max_page_count = 1000000')],
  ['read-only', () => db.exec('PRAGMA query_only = ON'), () => db.exec('PRAGMA query_only = OFF')],
] as const;

describe.each(refusals)('a disk that is %s', (_name, refuse, allow) => {
  it('keeps no half of a visit, and lets the round go on once it is mended, without a restart', async () => {
    await open();
    refuse();
    await expect(scene.observatory.round()).rejects.toThrow(StorageFailure);
    // A first profile may still have fitted into what the file had left: then all of it is there.
    const kept = Number(count('visit'));
    for (const table of tables) expect([table, count(table)]).toEqual([table, kept]);
    expect(scene.observatory.registry.counts()).toMatchObject({ pending: 3 - kept, listed: kept });
    allow();
    expect(await scene.observatory.round()).toEqual({ visited: 3 - kept, outcomes: { changed: 3 - kept } });
    expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    const query = 'SELECT ?s { ?s a <https://w3id.org/obsidienne/ns#ThirdPlace> }';
    expect(await select(scene.observatory, query)).toHaveLength(3);
  });

  it('is told by the storage watch, and registers nothing', async () => {
    await open();
    refuse();
    expect(scene.observatory.storage()).toBeInstanceOf(StorageFailure);
    const more = Array.from({ length: 2000 }, (_, index) => `http://a.localhost/plus/${index}`);
    expect(() => more.map((url) => scene.observatory.register(url, 'test'))).toThrow(StorageFailure);
    allow();
    scene.later(3000);
    expect(scene.observatory.storage()).toBeUndefined();
  });

  it('makes the crawler wait without asking any site, say so once, and go on by itself', async () => {
    await open();
    refuse();
    const asked = scene.requests().length;
    const said: unknown[] = [];
    const round = Promise.withResolvers<number>();
    const crawler = startCrawler(scene.observatory, {
      onFailure: (error) => said.push(error),
      onRound: round.resolve,
    });
    crawler.wake();
    await Promise.resolve();
    expect(said).toEqual([expect.any(StorageFailure)]);
    expect(scene.requests()).toHaveLength(asked);
    allow();
    scene.later(3000);
    crawler.wake();
    expect(await round.promise).toBe(3);
    await crawler.stop();
    expect(said).toHaveLength(1);
  });
});
