import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openRegistry } from '../../server/registry/open-registry.ts';

const open = (db: DatabaseSync) => openRegistry(db, (url) => url).observatoryId;

it('is drawn once for a data folder, and another one for every other', () => {
  const [db, other] = [new DatabaseSync(':memory:'), new DatabaseSync(':memory:')];
  const id = open(db);
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(open(db)).toBe(id);
  expect(open(other)).not.toBe(id);
});

it('goes with a copy of the data, and can only be one', () => {
  const db = new DatabaseSync(':memory:');
  const id = open(db);
  db.exec("INSERT OR IGNORE INTO observatory (only, id) VALUES (1, 'another')");
  expect(open(db)).toBe(id);
  expect(() => db.exec("INSERT INTO observatory (only, id) VALUES (2, 'another')")).toThrow();
});
