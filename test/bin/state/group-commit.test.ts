import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Committer } from '../../../server/bin/state/group-commit.ts';
import { createCommitter } from '../../../server/bin/state/group-commit.ts';

let db: DatabaseSync;
let commit: Committer;
beforeEach(() => {
  db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE t (n INTEGER UNIQUE)');
  commit = createCommitter(db);
});

const insert = (n: number) => db.prepare('INSERT INTO t VALUES (?)').run(n).changes;
const kept = () =>
  db
    .prepare('SELECT n FROM t ORDER BY n')
    .all()
    .map(({ n }) => n);

describe('createCommitter', () => {
  it('keeps what each commit did and gives back what it returned, in order', async () => {
    const values = await Promise.all([1, 2, 3].map((n) => commit(() => Number(insert(n)) * n * 10)));
    expect(values).toEqual([10, 20, 30]);
    expect(kept()).toEqual([1, 2, 3]);
  });

  it('takes back all of a commit that throws, and nothing of its neighbours', async () => {
    const results = await Promise.allSettled([
      commit(() => insert(1)),
      commit(() => {
        insert(2);
        throw new Error('half-way');
      }),
      commit(() => insert(3)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(kept()).toEqual([1, 3]);
  });

  it('tells every commit of a group that the file could not be written', async () => {
    db.exec('PRAGMA query_only = ON');
    const results = await Promise.allSettled([commit(() => insert(1)), commit(() => insert(2))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    db.exec('PRAGMA query_only = OFF');
    await commit(() => insert(3));
    expect(kept()).toEqual([3]);
  });

  it('keeps nothing of a group that the disk has no room for, says so, and goes on once there is room', async () => {
    db.exec('PRAGMA max_page_count = 3');
    const results = await Promise.allSettled([
      commit(() => insert(1)),
      commit(() => db.prepare('INSERT INTO t VALUES (zeroblob(100000))').run()),
      commit(() => insert(3)),
    ]);
    for (const result of results)
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringContaining('disk is full') },
      });
    expect(kept()).toEqual([]);
    db.exec('PRAGMA max_page_count = 1000');
    await commit(() => insert(4));
    expect(kept()).toEqual([4]);
  });
});
