import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { readVocabulary } from '../../server/bin/bundled-data.ts';
import { openDatabase } from '../../server/bin/state/open-database.ts';
import { projectedDocument } from '../../server/crawl/visit/projection.ts';
import { loadConcepts } from '../../server/directory/concepts.ts';
import { createDirectory } from '../../server/directory/create-directory.ts';
import { createPublisherRules } from '../../server/fetch/publisher.ts';
import { createAligner } from '../../server/rdf/align.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import type { Registration } from '../../server/registry/registration.ts';
import type { Registry } from '../../server/registry/registry.ts';
import { createRegistry } from '../../server/registry/registry.ts';
import type { Report } from '../../server/validation/report.ts';
import { directoryRows } from './directory-rows.ts';

const vocabulary = readVocabulary();
const options = {
  concepts: loadConcepts(vocabulary),
  align: createAligner(vocabulary),
  publishers: createPublisherRules(),
};

/** What a data folder holds, once it was found whole. */
export type StateCheck = (dataFolder: string, ids?: Iterable<string>) => readonly Registration[];

/**
 * Checks one data folder again and again: the file is whole, every registration of `ids` is there, and no profile is
 * there by half: what is shown has its content, and the directory says of it, row by row, what a fresh projection of its
 * graph says. `look` sees the open file too. Gives back the registrations.
 */
export function createStateCheck(look: (db: DatabaseSync, registrations: readonly Registration[]) => void): StateCheck {
  const fresh = new DatabaseSync(':memory:');
  const projection = createDirectory(fresh, options);
  /** Only what changed since the last check is projected again. */
  const projected = new Map<string, string>();

  function follow(registry: Registry, registrations: readonly Registration[]): void {
    for (const registration of registrations) {
      const { id, shown, graphHash, url } = registration;
      const report = registry.report(id) as Pick<Report, 'findings'> | undefined;
      const document = projectedDocument(registration, report);
      const so = shown ? JSON.stringify([graphHash, document]) : '';
      if (projected.get(id) === so || (!shown && !projected.get(id))) continue;
      projected.set(id, so);
      if (shown) projection.project(document, parseTurtle(registry.content(graphHash ?? '') ?? '', 'nquads', url));
      else projection.remove(id, registration.withdrawnAt ?? undefined);
    }
  }

  return (dataFolder, ids = []) => {
    const db = openDatabase(dataFolder);
    try {
      expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
      expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
      const registry = createRegistry(db);
      const { items } = registry.list({ page: 1, size: 10_000 });
      const known = new Set(items.map(({ id }) => id));
      expect([...ids].filter((id) => !known.has(id))).toEqual([]);
      for (const { shown, graphHash } of items) if (shown) expect(registry.content(graphHash ?? '')).toMatch(/\n$/);
      look(db, items);
      follow(registry, items);
      // A process may be killed before it has made its tables.
      const isMade = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'entity_text'").get();
      if (isMade) expect(directoryRows(db)).toEqual(directoryRows(fresh));
      else expect(items.filter(({ shown }) => shown)).toEqual([]);
      return items;
    } finally {
      db.close();
    }
  };
}

/** Where every visit so far met a new conforming profile: each is there with all that belongs to it, or not at all. */
export function eachVisitChanged(db: DatabaseSync, registrations: readonly Registration[]): void {
  const registry = createRegistry(db);
  for (const { id, shown, lastVisitAt } of registrations) {
    const visits = registry.visits(id, 100);
    if (!shown) expect([visits.length, lastVisitAt, registry.report(id)]).toEqual([0, null, undefined]);
    else {
      expect(registry.report(id)).toMatchObject({ at: lastVisitAt, conforms: true });
      expect(visits[0]).toMatchObject({ at: lastVisitAt, outcome: 'changed' });
    }
  }
  const count = (table: string) => db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'];
  expect(count('visit')).toBe(count('version'));
}
