import type { DatabaseSync } from 'node:sqlite';

/** Gives events and projects that do not say where they are the place of where they are held, or of who carries them. */
export interface PlaceSettler {
  /** The events and projects whose place may follow from what a document says: to be asked before and after its rows change. */
  concerned(document: string): readonly number[];
  /** Places them again; tells whose documents' rows changed by that. */
  settle(ids: Iterable<number>): ReadonlySet<string>;
}

interface Where {
  readonly departement: string | null;
  readonly commune: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
}

type Row = Record<string, unknown>;

const nowhere: Where = { departement: null, commune: null, lon: null, lat: null };

/** Only what says nothing of where it is follows others. */
const saysNothing = `instr(v.description, '"address"') = 0 AND instr(v.description, '"position"') = 0`;

/**
 * Whom an event or a project is with, the most telling first: where it is held, the territory that it names, the place whose own
 * document has it, who carries or organises it, who takes part.
 */
const ends = `SELECT object AS iri, CASE relation WHEN 'location' THEN 0 WHEN 'locatedInTerritory' THEN 1 WHEN 'carriedBy' THEN 3
      WHEN 'organizer' THEN 4 ELSE 5 END AS rank
    FROM link WHERE subject = :iri AND relation IN ('location', 'locatedInTerritory', 'carriedBy', 'organizer', 'participant')
  UNION ALL SELECT subject, 2 FROM link WHERE object = :iri AND relation = 'hasEvent' AND document = :document`;

/** Prepares the settling; it is part of the caller's transaction. */
export function createPlaceSettler(db: DatabaseSync): PlaceSettler {
  const sql = {
    concerned: db.prepare(
      `SELECT v.id FROM entity v WHERE v.document = :document AND v.type IN ('event', 'cooperation') AND ${saysNothing}
       UNION SELECT v.id FROM entity h JOIN link l ON l.object = h.iri
           AND l.relation IN ('location', 'locatedInTerritory', 'carriedBy', 'organizer', 'participant')
         JOIN entity v ON v.iri = l.subject AND v.type IN ('event', 'cooperation') AND ${saysNothing} WHERE h.document = :document
       UNION SELECT v.id FROM entity h JOIN link o ON o.subject = h.iri AND o.relation = 'operatedBy'
         JOIN link l ON l.object = o.object AND l.relation IN ('carriedBy', 'organizer', 'participant')
         JOIN entity v ON v.iri = l.subject AND v.type IN ('event', 'cooperation') AND ${saysNothing} WHERE h.document = :document`,
    ),
    entity: db.prepare('SELECT id, iri, document, departement, commune_code, lon, lat FROM entity WHERE id = ?'),
    ends: db.prepare(`SELECT DISTINCT iri, rank FROM (${ends}) ORDER BY rank, iri`),
    at: db.prepare(
      `SELECT type, departement, commune_code, lon, lat, json_extract(description, '$.values.inseeCode[0].text') AS insee
       FROM entity WHERE iri = ? AND lead = 1`,
    ),
    // Of an organisation with several places nobody knows at which. Without the plus SQLite reads all places for each link.
    run: db.prepare(
      `SELECT p.departement, p.commune_code, p.lon, p.lat FROM link o CROSS JOIN entity p ON p.iri = o.subject AND p.lead = 1 AND +p.type = 'place'
       WHERE o.object = ? AND o.relation = 'operatedBy' GROUP BY p.iri LIMIT 2`,
    ),
    place: db.prepare('UPDATE entity SET departement = ?, commune_code = ?, lon = ?, lat = ? WHERE id = ?'),
  };

  function whereIs(iri: string): Where {
    const row = sql.at.get(iri);
    if (row && (row['departement'] !== null || row['lon'] !== null)) return whereOf(row);
    if (row?.['type'] === 'territory') return ofTerritory(row['insee'] as string | null);
    const run = sql.run.all(iri);
    return run.length === 1 ? whereOf(run[0] as Row) : nowhere;
  }

  function placeOf(iri: string, document: string): Where {
    const found = sql.ends
      .all({ iri, document })
      .map((row) => ({ rank: row['rank'], at: whereIs(row['iri'] as string) }));
    const known = found.filter(({ at }) => at.departement !== null || at.lon !== null);
    const first = known.find(({ rank }) => rank !== 5);
    if (first) return first.at;
    // Those who take part may be anywhere: it is where all of them are.
    const departements = new Set(known.map(({ at }) => at.departement));
    const [only] = departements;
    return departements.size === 1 ? { ...nowhere, departement: only ?? null } : nowhere;
  }

  return {
    concerned: (document) => sql.concerned.all({ document }).map((row) => row['id'] as number),
    settle(ids) {
      const documents = new Set<string>();
      for (const id of new Set(ids)) {
        const row = sql.entity.get(id);
        if (!row) continue;
        const { departement, commune, lon, lat } = placeOf(row['iri'] as string, row['document'] as string);
        const isSame =
          row['departement'] === departement &&
          row['commune_code'] === commune &&
          row['lon'] === lon &&
          row['lat'] === lat;
        if (isSame) continue;
        sql.place.run(departement, commune, lon, lat, id);
        documents.add(row['document'] as string);
      }
      return documents;
    },
  };
}

function whereOf(row: Row): Where {
  return {
    departement: row['departement'] as string | null,
    commune: row['commune_code'] as string | null,
    lon: row['lon'] as number | null,
    lat: row['lat'] as number | null,
  };
}

/** A commune's code begins with that of its département; one of two or three signs may also be a région's. */
function ofTerritory(text: string | null): Where {
  const code = text === null ? '' : (Object.values(JSON.parse(text) as Record<string, string>)[0] ?? '');
  if (!/^(?:\d{2}|2[AB])\d{3}$/.test(code)) return nowhere;
  return { ...nowhere, departement: /^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2), commune: code };
}
