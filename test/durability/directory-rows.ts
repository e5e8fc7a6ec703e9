import type { DatabaseSync } from 'node:sqlite';

const queries = {
  document: 'SELECT * FROM document ORDER BY registration',
  entity: `SELECT iri, document, rank, lead, type, sort_name, departement, commune_code, lon, lat, starts_at, ends_at, concepts, hours, description, own
    FROM entity ORDER BY iri, document`,
  link: 'SELECT * FROM link ORDER BY subject, relation, object, document',
  text: 'SELECT e.iri, t.col, t.term FROM temp.text_terms t LEFT JOIN entity e ON e.id = t.doc ORDER BY 1, 2, 3',
} as const;

/** Everything the directory's tables say, in an order and without the numbers that depend on how they came to say it. */
export function directoryRows(db: DatabaseSync): Record<keyof typeof queries, string[]> {
  // The text itself is not kept, only what finds it.
  db.exec('CREATE VIRTUAL TABLE IF NOT EXISTS temp.text_terms USING fts5vocab (main, entity_text, instance)');
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
