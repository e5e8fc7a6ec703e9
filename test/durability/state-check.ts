import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { readVocabulary } from '../../server/bin/bundled-data.ts';
import { openDatabase } from '../../server/bin/open-database.ts';
import { rebuildDirectory } from '../../server/crawl/rebuild-directory.ts';
import { loadConcepts } from '../../server/directory/concepts.ts';
import { createDirectory } from '../../server/directory/directory.ts';
import { createPublisherRules } from '../../server/fetch/publisher.ts';
import { createAligner } from '../../server/rdf/align.ts';
import type { Registration } from '../../server/registry/registration.ts';
import { createRegistry } from '../../server/registry/registry.ts';
import { directoryRows } from './directory-rows.ts';

const vocabulary = readVocabulary();
const options = {
  concepts: loadConcepts(vocabulary),
  align: createAligner(vocabulary),
  publishers: createPublisherRules(),
};

/**
 * Checks one data folder again and again: the file is whole, every registration of `ids` is there, and no profile is
 * there by half: what is shown has its content, report and visit, and the directory says of it, row by row, what a
 * fresh projection of its graph says. Gives back the registrations.
 */
export function createStateCheck(): (dataFolder: string, ids: Iterable<string>) => readonly Registration[] {
  const fresh = new DatabaseSync(':memory:');
  const projection = createDirectory(fresh, options);
  // Only what changed since the last check is projected again.
  const projected = new Map<string, string>();
  const followed = {
    ...projection,
    isOutdated: true,
    empty: () => undefined,
    project(...[document, quads]: Parameters<typeof projection.project>) {
      if (projected.get(document.registration) === document.changedAt) return [];
      projected.set(document.registration, document.changedAt);
      return projection.project(document, quads);
    },
  };

  return (dataFolder, ids) => {
    const db = openDatabase(dataFolder);
    try {
      expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
      expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
      const registry = createRegistry(db);
      const { items } = registry.list({ page: 1, size: 10_000 });
      const known = new Set(items.map(({ id }) => id));
      expect([...ids].filter((id) => !known.has(id))).toEqual([]);
      for (const { id, shown, graphHash, lastVisitAt } of items) {
        const visits = registry.visits(id, 100).length;
        if (!shown) expect([visits, lastVisitAt, registry.report(id)]).toEqual([0, null, undefined]);
        else {
          expect(registry.content(graphHash ?? '')).toMatch(/\n$/);
          expect(registry.report(id)).toMatchObject({ at: lastVisitAt, conforms: true });
          expect(registry.visits(id, 1)[0]).toMatchObject({ at: lastVisitAt, outcome: 'changed' });
        }
      }
      const versions = db.prepare('SELECT count(*) AS n FROM version').get()?.['n'];
      expect(db.prepare('SELECT count(*) AS n FROM visit').get()?.['n']).toBe(versions);
      createDirectory(db, options);
      rebuildDirectory(registry, followed);
      expect(directoryRows(db)).toEqual(directoryRows(fresh));
      return items;
    } finally {
      db.close();
    }
  };
}
