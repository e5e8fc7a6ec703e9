import type { DatabaseSync } from 'node:sqlite';
import type { Language } from '../rdf/text.ts';
import { wording } from '../rdf/text.ts';
import type { Concepts } from './concepts.ts';
import type { Concept, EntityType, Summary } from './entity.ts';
import type { EntityReader } from './entity-reader.ts';
import { descriptionOf, summaryColumns, summaryTables } from './entity-reader.ts';

/** An open need or offer, and whose it is. */
export interface PooledExchange {
  readonly exchange: Summary;
  readonly resources: readonly Concept[];
  readonly actor: { readonly type: EntityType; readonly key: string; readonly name: string };
}

/** Who seeks or offers: the members of a network (its IRI), who lies in départements, or in one commune of them (INSEE codes), or whoever it is about some practices (IRIs). */
export type Pool =
  | { readonly network: string }
  | { readonly departements: readonly string[]; readonly commune?: string }
  | { readonly practices: readonly string[] };

export interface PoolQuery {
  readonly type: 'need' | 'offer';
  /** A date: what is met or over by then is left out. */
  readonly today: string;
  readonly language: Language;
  /** How many are read; the total counts all. */
  readonly limit: number;
  /** How many before them are left out, 0 when not said. */
  readonly offset?: number;
}

/** What some actors still seek or offer, in the order of the names. */
export type PoolReader = (
  pool: Pool,
  query: PoolQuery,
) => { readonly total: number; readonly items: readonly PooledExchange[] };

const relations = { need: 'seeks', offer: 'makesOffer' } as const;

/** Exchanges of the actors that a condition chooses; an exchange that several share counts once. The rule of what is open is `isOpenExchange`. */
function exchangesOf(actors: string, about = '1'): string {
  return `FROM (SELECT x.object AS exchange, min(a.iri) AS actor FROM entity a JOIN link x ON x.subject = a.iri AND x.relation = :relation
      WHERE a.lead = 1 AND ${actors} GROUP BY x.object) found
    JOIN ${summaryTables}
    WHERE e.iri = found.exchange AND e.lead = 1 AND e.type = :type AND ${about}
      AND e.concepts NOT LIKE '%/exchange-states/met"%'
      AND (e.ends_at IS NULL OR substr(e.ends_at, 1, 10) >= substr(:today, 1, length(substr(e.ends_at, 1, 10))))`;
}

/** Prepares the reading of what actors together seek and offer. */
export function createPoolReader(
  db: DatabaseSync,
  concepts: Pick<Concepts, 'find'>,
  entities: Pick<EntityReader, 'summary'>,
): PoolReader {
  const statements = (actors: string, about?: string) => ({
    count: db.prepare(`SELECT count(*) AS total ${exchangesOf(actors, about)}`),
    read: db.prepare(
      `SELECT ${summaryColumns}, found.actor ${exchangesOf(actors, about)} ORDER BY e.sort_name, e.id LIMIT :limit OFFSET :offset`,
    ),
  });
  const sql = {
    network: statements("a.iri IN (SELECT subject FROM link WHERE relation = 'memberOf' AND object = :pool)"),
    territory: statements(
      'a.departement IN (SELECT value FROM json_each(:pool)) AND (:commune IS NULL OR a.commune_code = :commune)',
    ),
    practice: statements(
      '1',
      "EXISTS (SELECT 1 FROM json_each(e.concepts, '$.practice') c WHERE c.value IN (SELECT value FROM json_each(:pool)))",
    ),
    actor: db.prepare(`SELECT ${summaryColumns} FROM ${summaryTables} WHERE e.lead = 1 AND e.iri = ?`),
  };

  function actorOf(iri: string, language: Language): PooledExchange['actor'][] {
    const row = sql.actor.get(iri);
    if (!row) return [];
    const name = wording(descriptionOf(row).names, language);
    return [{ type: row['type'] as EntityType, key: row['key'] as string, name }];
  }

  return (pool, { type, today, language, limit, offset = 0 }) => {
    const { count, read } = 'network' in pool ? sql.network : 'practices' in pool ? sql.practice : sql.territory;
    const asked = {
      relation: relations[type],
      type,
      today,
      ...('network' in pool
        ? { pool: pool.network }
        : 'practices' in pool
          ? { pool: JSON.stringify(pool.practices) }
          : { pool: JSON.stringify(pool.departements), commune: pool.commune ?? null }),
    };
    const rows = limit > 0 ? read.all({ ...asked, limit, offset }) : [];
    return {
      total: count.get(asked)?.['total'] as number,
      items: rows.flatMap((row) => {
        const description = descriptionOf(row);
        return actorOf(row['actor'] as string, language).map((actor) => ({
          exchange: entities.summary(row, description, language),
          resources: (description.concepts['resource'] ?? [])
            .map((iri) => concepts.find(iri))
            .filter((concept) => concept !== undefined),
          actor,
        }));
      }),
    };
  };
}
