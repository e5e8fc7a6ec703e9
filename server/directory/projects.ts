import type { DatabaseSync } from 'node:sqlite';
import type { Language } from '../rdf/text.ts';
import type { Summary } from './entity.ts';
import { descriptionOf, type EntityReader, summaryColumns, summaryTables } from './entity-reader.ts';

/** Cooperations that a network (its IRI) pools, or that it or its members take part in, in the order of their names. */
export type ProjectReader = (
  network: string,
  options: { readonly language: Language; readonly limit: number },
) => { readonly total: number; readonly items: readonly Summary[] };

/** Prepares the reading of what the members of a network do together. */
export function createProjectReader(db: DatabaseSync, entities: Pick<EntityReader, 'summary'>): ProjectReader {
  const found = `FROM (SELECT subject AS project FROM link WHERE relation = 'participant'
        AND object IN (SELECT subject FROM link WHERE relation = 'memberOf' AND object = :network UNION SELECT :network)
      UNION SELECT object FROM link WHERE relation = 'pools' AND subject = :network) f
    JOIN ${summaryTables} WHERE e.iri = f.project AND e.lead = 1 AND e.type = 'cooperation'`;
  const count = db.prepare(`SELECT count(*) AS total ${found}`);
  const read = db.prepare(`SELECT ${summaryColumns} ${found} ORDER BY e.sort_name, e.id LIMIT :limit`);
  return (network, { language, limit }) => ({
    total: count.get({ network })?.['total'] as number,
    items: read.all({ network, limit }).map((row) => entities.summary(row, descriptionOf(row), language)),
  });
}
