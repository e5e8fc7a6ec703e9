import type { DatabaseSync } from 'node:sqlite';
import { isOpenExchange } from './facets/facets.ts';

/** A need or an offer that still stands, with who has it. */
export interface OpenExchange {
  /** `entity.id`. */
  readonly id: number;
  readonly kind: 'need' | 'offer';
  /** IRI of who seeks or offers. */
  readonly holder: string;
  /** The directory has a page of its own for the holder. */
  readonly isKnown: boolean;
  /** IRIs by property. */
  readonly concepts: Readonly<Record<string, readonly string[]>>;
}

/** Prepares the reading of everything that is sought and offered on a day (ISO date), once for each holder. */
export function createOpenExchanges(db: DatabaseSync): (today: string) => Iterable<OpenExchange> {
  const rows = db.prepare(
    `SELECT DISTINCT l.subject AS holder, e.id, e.type AS kind, e.concepts, e.ends_at,
       EXISTS (SELECT 1 FROM entity a WHERE a.iri = l.subject AND a.lead = 1) AS known
     FROM link l JOIN entity e ON e.iri = l.object AND e.lead = 1
     WHERE (l.relation = 'seeks' AND e.type = 'need') OR (l.relation = 'makesOffer' AND e.type = 'offer')`,
  );
  return function* (today) {
    for (const row of rows.all()) {
      const concepts = JSON.parse(row['concepts'] as string) as OpenExchange['concepts'];
      const until = row['ends_at'] as string | null;
      if (!isOpenExchange({ states: concepts['exchangeState'] ?? [], until }, today)) continue;
      const [id, kind] = [row['id'] as number, row['kind'] as OpenExchange['kind']];
      yield { id, kind, holder: row['holder'] as string, isKnown: row['known'] === 1, concepts };
    }
  };
}
