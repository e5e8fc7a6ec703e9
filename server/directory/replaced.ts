import type { DatabaseSync } from 'node:sqlite';
import type { EntityType } from './entity.ts';
import { ranks } from './projection/authority.ts';

/** Degrees within which two positions may be of one place: a commune is wide, and geocoders differ. */
const near = { lat: 0.1, lon: 0.15 };

/**
 * SQL: who says first-hand to be what a record (its IRI as `?1`) is about: a profile of another address with `sameAs`, in the
 * same commune or near it. A record is kept for somebody until that one speaks; nobody far away can take it over, and nobody
 * of whom it was decided that it is not theirs.
 */
export const successors = `SELECT l.stated_by AS iri FROM link l
  JOIN entity e ON e.iri = l.stated_by AND e.document = l.document AND e.lead = 1 AND e.rank >= ${ranks.site} AND e.type = 'place'
  JOIN entity r ON r.iri = ?1 AND r.rank >= ${ranks.site}
  WHERE l.relation = 'sameAs' AND (l.subject = ?1 OR l.object = ?1) AND l.stated_by <> ?1
    AND NOT EXISTS (SELECT 1 FROM apart WHERE (a = ?1 AND b = l.stated_by) OR (a = l.stated_by AND b = ?1))
    AND (e.commune_code = r.commune_code OR (abs(e.lat - r.lat) < ${near.lat} AND abs(e.lon - r.lon) < ${near.lon}))`;

/** Tells by what an entity was replaced, by the address of its page: a record by a profile, a merged one by the one that leads. */
export type ReplacedBy = (
  type: EntityType,
  key: string,
) => { readonly type: EntityType; readonly key: string } | undefined;

/** Prepares the telling. */
export function createReplacedBy(db: DatabaseSync): ReplacedBy {
  const iriOf = db.prepare('SELECT iri FROM entity_key WHERE type = ? AND key = ?');
  const leading = db.prepare('SELECT 1 FROM entity WHERE iri = ? AND lead = 1');
  const by = db.prepare(`SELECT k.type, k.key FROM (${successors}) s JOIN entity_key k ON k.iri = s.iri LIMIT 1`);
  const leader = db.prepare(
    'SELECT k.type, k.key FROM merged m JOIN entity e ON e.iri = m.leader AND e.lead = 1 JOIN entity_key k ON k.iri = m.leader WHERE m.iri = ?',
  );
  return (type, key) => {
    const iri = iriOf.get(type, key)?.['iri'] as string | undefined;
    if (iri === undefined || leading.get(iri)) return undefined;
    const row = leader.get(iri) ?? by.get(iri);
    return row && { type: row['type'] as EntityType, key: row['key'] as string };
  };
}
