import type { DatabaseSync } from 'node:sqlite';
import { actorTypes } from './actor.ts';
import { isFromAfar } from './from-afar.ts';

export type Row = Readonly<Record<string, unknown>>;

/** What each of two says of the other is one tie. */
const symmetric = ['cooperatesWith', 'sharesResourceWith', 'partnerTerritory'];
/** Links that leads look at; needs and offers come with their own rows. */
const tieRelations = ['memberOf', 'operatedBy', 'inspiredBy', 'participant', 'locatedInTerritory', ...symmetric];
const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');
const isTurned = `l.relation IN (${quoted(symmetric)}) AND l.subject > l.object`;
const actorColumns = 'e.id, e.iri, e.type, e.document, e.departement, e.commune_code, e.lon, e.lat, e.concepts';
const exchangeColumns = `l.subject AS holder, l.document AS link_document, e.id, e.type, e.document, e.ends_at, e.concepts,
  is_from_afar(json_extract(e.description, '$.names', '$.description')) AS is_from_afar,
  CASE WHEN instr(e.description, '"radiusKm"') > 0 THEN json_extract(e.description, '$.values.radiusKm[0].value') END AS radius,
  CASE WHEN instr(e.concepts, '"resource"') = 0 THEN json_extract(e.description, '$.names') END AS names`;
const exchangeTables = 'link l CROSS JOIN entity e ON e.iri = l.object AND e.lead = 1';
/** What a network or a project pools is its own where nobody seeks or offers it as theirs. */
const isExchange = `((l.relation = 'seeks' AND e.type = 'need') OR (l.relation = 'makesOffer' AND e.type = 'offer')
  OR (l.relation = 'pools' AND e.type IN ('need', 'offer')
    AND NOT EXISTS (SELECT 1 FROM link h WHERE h.object = l.object AND h.relation IN ('seeks', 'makesOffer'))))`;

/** The statements that read what leads look at, whole and for some actors. */
export function prepareRows(db: DatabaseSync) {
  db.function('is_from_afar', { deterministic: true }, (texts) => (isFromAfar(String(texts)) ? 1 : 0));
  const actors = `SELECT ${actorColumns} FROM entity e WHERE e.lead = 1 AND e.type IN (${quoted(actorTypes)})`;
  const exchanges = `SELECT ${exchangeColumns} FROM ${exchangeTables} WHERE ${isExchange}`;
  const ties = (where: string) =>
    `SELECT iif(${isTurned}, l.object, l.subject) AS subject, l.relation, iif(${isTurned}, l.subject, l.object) AS object,
       count(DISTINCT l.stated_by) AS sides FROM link l
     WHERE l.relation IN (${quoted(tieRelations)}) AND ${where} GROUP BY 1, 2, 3`;
  return {
    documents: db.prepare(
      `SELECT d.registration, d.read_at, d.changed_at, s.first, s.many FROM document d LEFT JOIN
         (SELECT document, min(id) AS first, count(*) AS many FROM entity GROUP BY document) s ON s.document = d.registration`,
    ),
    actors: db.prepare(actors),
    actor: db.prepare(`${actors} AND e.iri = ?`),
    /** Those of one holder follow each other. */
    exchanges: db.prepare(`${exchanges} ORDER BY l.subject`),
    exchangesOf: db.prepare(`${exchanges} AND l.subject = ?`),
    ties: db.prepare(ties('1')),
    tiesOf: db.prepare(ties('(l.subject = ?1 OR l.object = ?1)')),
    /** Actors that a document has a part in: it describes them, their needs and offers, or says a link of theirs. */
    concerned: db.prepare(
      `SELECT iri FROM entity WHERE document = ?1 UNION SELECT subject FROM link WHERE document = ?1 UNION SELECT object FROM link WHERE document = ?1
       UNION SELECT l.subject FROM entity e JOIN link l ON l.object = e.iri WHERE e.document = ?1 AND l.relation IN ('seeks', 'makesOffer', 'pools')
       UNION SELECT iri FROM pointer WHERE document = ?1`,
    ),
    meetings: db.prepare(
      `SELECT e.id, e.document, e.starts_at, e.concepts, json_group_array(h.holder) AS holders FROM entity e JOIN (
         SELECT subject AS event, object AS holder FROM link WHERE relation IN ('location', 'organizer')
         UNION SELECT object, subject FROM link WHERE relation = 'hasEvent') h ON h.event = e.iri
       WHERE e.lead = 1 AND e.type = 'event' AND e.starts_at IS NOT NULL AND substr(coalesce(e.ends_at, e.starts_at), 1, 10) >= ?
       GROUP BY e.id`,
    ),
  };
}

export type Rows = ReturnType<typeof prepareRows>;
