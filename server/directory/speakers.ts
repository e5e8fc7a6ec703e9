import type { DatabaseSync } from 'node:sqlite';
import { ranks } from './projection/authority.ts';

/** A document that says something of an entity. */
export interface Speaker {
  /** What it calls the entity: another address where it was merged, or is a record that it replaced. */
  readonly iri: string;
  readonly registration: string;
  readonly url: string;
  readonly readAt: string;
  readonly isFirstHand: boolean;
}

/** Prepares the telling of who speaks of an entity and of what was merged with it, whoever leads first. */
export function createSpeakers(
  db: DatabaseSync,
  isRecord: (iri: string) => boolean,
): (iri: string) => readonly Speaker[] {
  const select = db.prepare(
    `SELECT e.iri, e.rank, d.registration, d.url, d.read_at, d.attribution FROM entity e JOIN document d ON d.registration = e.document
     WHERE e.iri = ?1 OR e.iri IN (SELECT iri FROM merged WHERE leader = ?1)
     ORDER BY e.lead DESC, e.rank DESC, e.id`,
  );
  return (iri) =>
    select.all(iri).map((row) => ({
      iri: row['iri'] as string,
      registration: row['registration'] as string,
      url: row['url'] as string,
      readAt: row['read_at'] as string,
      // Who gathers records of many is named for them.
      isFirstHand:
        (row['rank'] as number) >= ranks.site && row['attribution'] === null && !isRecord(row['iri'] as string),
    }));
}
