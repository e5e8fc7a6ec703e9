import type { DatabaseSync } from 'node:sqlite';

const queries = {
  document: 'SELECT * FROM document ORDER BY registration',
  entity: `SELECT iri, document, rank, lead, type, sort_name, departement, commune_code, lon, lat, starts_at, ends_at, description
    FROM entity ORDER BY iri, document`,
  concept:
    'SELECT e.iri, c.facet, c.concept FROM entity_concept c LEFT JOIN entity e ON e.id = c.entity ORDER BY 1, 2, 3',
  link: 'SELECT * FROM link ORDER BY subject, relation, object, document',
  text: 'SELECT e.iri, t.name, t.other, t.body FROM entity_text t LEFT JOIN entity e ON e.id = t.rowid ORDER BY 1',
  position: `SELECT e.iri, p.west, p.east, p.south, p.north FROM entity_position p LEFT JOIN entity e ON e.id = p.id
    ORDER BY 1`,
} as const;

/** Everything the directory's tables say, in an order and without the numbers that depend on how they came to say it. */
export function directoryRows(db: DatabaseSync): Record<keyof typeof queries, string[]> {
  return Object.fromEntries(
    Object.entries(queries).map(([name, sql]) => [
      name,
      db
        .prepare(sql)
        .all()
        .map((row) => JSON.stringify(row)),
    ]),
  ) as Record<keyof typeof queries, string[]>;
}
