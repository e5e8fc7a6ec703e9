import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { schemaVersion } from '../../../server/bin/state/migrations.ts';
import { openDatabase, stateFile } from '../../../server/bin/state/open-database.ts';
import { createRegistry } from '../../../server/registry/registry.ts';

const folder = mkdtempSync(join(tmpdir(), 'obsidienne-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The tables as version 1 made them, with one registration in them. */
const version1 = `CREATE TABLE registration (
  id TEXT PRIMARY KEY, url TEXT NOT NULL UNIQUE, status TEXT NOT NULL, source TEXT NOT NULL, registered_at TEXT NOT NULL,
  next_visit_at TEXT, last_visit_at TEXT, read_at TEXT, changed_at TEXT, withdrawn_at TEXT, failing_since TEXT,
  failures INTEGER NOT NULL DEFAULT 0, interval_ms INTEGER NOT NULL, final_url TEXT, media_type TEXT, etag TEXT,
  last_modified TEXT, byte_hash TEXT, graph_hash TEXT, shown INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE visit (id INTEGER PRIMARY KEY, registration TEXT NOT NULL, at TEXT NOT NULL, outcome TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
CREATE TABLE held (registration TEXT PRIMARY KEY, at TEXT NOT NULL, detail TEXT NOT NULL, decision TEXT) STRICT;
INSERT INTO registration (id, url, status, source, registered_at, interval_ms, etag, shown)
VALUES ('abc', 'http://lieu.localhost/', 'listed', 'api', '2026-01-01T00:00:00.000Z', 86400000, '"1"', 1);
PRAGMA user_version = 1`;

describe('a state file of an earlier version', () => {
  it('keeps its registrations, and forgets the validators that cannot be told whose they are', () => {
    const old = new DatabaseSync(join(folder, stateFile));
    old.exec(version1);
    old.close();
    for (const _again of [1, 2]) {
      const db = openDatabase(folder);
      expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: schemaVersion });
      expect(createRegistry(db).find('abc')).toMatchObject({ url: 'http://lieu.localhost/', shown: true, sources: [] });
      db.close();
    }
  });
});
