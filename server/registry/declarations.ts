import type { DatabaseSync } from 'node:sqlite';

/** Publishers that the operator vouches for: their sitemaps and dumps are followed. */
export interface Declarations {
  has(publisher: string): boolean;
  add(publisher: string, at: Date): void;
}

/** Opens the table of declared publishers beside the registry's. */
export function createDeclarations(db: DatabaseSync): Declarations {
  const sql = {
    has: db.prepare('SELECT 1 FROM declared_publisher WHERE name = ?'),
    add: db.prepare('INSERT INTO declared_publisher (name, at) VALUES (?, ?) ON CONFLICT DO NOTHING'),
  };
  return {
    has: (publisher) => sql.has.get(publisher) !== undefined,
    add: (publisher, at) => void sql.add.run(publisher, at.toISOString()),
  };
}
