import type { DatabaseSync } from 'node:sqlite';
import type { Language } from '../rdf/text.ts';
import type { Summary } from './entity.ts';
import { descriptionOf, type EntityReader, summaryColumns, summaryTables } from './entity-reader.ts';

export interface EventsQuery {
  /** A date: what is over by then is past. */
  readonly today: string;
  readonly language: Language;
  /** How many of each are read; the totals count all. */
  readonly limit: number;
}

interface Counted {
  readonly total: number;
  readonly items: readonly Summary[];
}

/** The events that an entity (its IRI), or a member of it, holds, organises or has: the next first, the last past one first. */
export type EventReader = (iri: string, query: EventsQuery) => { readonly upcoming: Counted; readonly past: Counted };

// Each way through an index of links, and no type that would lead through all events: of a million links a page asks for a few.
const holders = `WITH h (holder) AS (SELECT :iri UNION SELECT subject FROM link WHERE relation = 'memberOf' AND object = :iri)`;
const found = `FROM (SELECT l.subject AS event FROM h CROSS JOIN link l ON l.object = h.holder AND l.relation IN ('location', 'organizer')
      UNION SELECT l.object FROM h CROSS JOIN link l ON l.subject = h.holder AND l.relation = 'hasEvent') f
    CROSS JOIN ${summaryTables} WHERE e.iri = f.event AND e.lead = 1 AND +e.type = 'event'`;
const isOver =
  'e.ends_at IS NOT NULL AND substr(e.ends_at, 1, 10) < substr(:today, 1, length(substr(e.ends_at, 1, 10)))';
const order = { upcoming: 'e.starts_at IS NULL, e.starts_at, e.id', past: 'e.starts_at DESC, e.id' };

/** Prepares the reading of who holds which events. */
export function createEventReader(db: DatabaseSync, entities: Pick<EntityReader, 'summary'>): EventReader {
  const statements = (when: 'upcoming' | 'past') => {
    const condition = when === 'past' ? isOver : `NOT (${isOver})`;
    return {
      count: db.prepare(`${holders} SELECT count(*) AS total ${found} AND ${condition}`),
      read: db.prepare(
        `${holders} SELECT ${summaryColumns} ${found} AND ${condition} ORDER BY ${order[when]} LIMIT :limit`,
      ),
    };
  };
  const sql = { upcoming: statements('upcoming'), past: statements('past') };
  const read = (when: 'upcoming' | 'past', iri: string, { today, language, limit }: EventsQuery): Counted => ({
    total: sql[when].count.get({ iri, today })?.['total'] as number,
    items: sql[when].read.all({ iri, today, limit }).map((row) => entities.summary(row, descriptionOf(row), language)),
  });
  return (iri, query) => ({ upcoming: read('upcoming', iri, query), past: read('past', iri, query) });
}
