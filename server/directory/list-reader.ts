import type { DatabaseSync } from 'node:sqlite';
import { communes } from '../geography/communes.ts';
import { departementName } from '../geography/departements.ts';
import { VOCAB } from '../rdf/terms.ts';
import { wording } from '../rdf/text.ts';
import type { Concepts } from './concepts.ts';
import type { Facet, FacetName, Filter, ListOptions, Page, Sort } from './entity.ts';
import type { EntityReader } from './entity-reader.ts';
import { descriptionOf, summaryColumns, summaryTables } from './entity-reader.ts';
import type { FacetSource } from './facets.ts';
import { facetSources, facetsOfType } from './facets.ts';
import type { Condition } from './filter-sql.ts';
import { conditionOf, matchExpression } from './filter-sql.ts';

export interface ListReader {
  list(filter: Filter, options: ListOptions): Page;
}

/** Answers lists: one page of summaries, the whole total, and the counts of every facet that suits the type. */
export function createListReader(db: DatabaseSync, concepts: Concepts, entities: EntityReader): ListReader {
  function count({ sql, values }: Condition): number {
    return db.prepare(`SELECT count(*) AS n FROM entity e WHERE ${sql}`).get(...values)?.['n'] as number;
  }

  function facet(name: FacetName, filter: Filter): Facet[] {
    const source = facetSources[name];
    const condition = conditionOf(filter, name);
    const counts = countValues(source, condition);
    const chosen = filter[name] ?? [];
    switch (source.kind) {
      case 'concept':
        return conceptFacets(source, counts, chosen);
      case 'network':
        return [...counts].map(([iri, n]) => networkFacet(iri, n)).sort(byCount);
      case 'territory':
        return withChosen(counts, chosen)
          .map(([code, n]) => territoryFacet(code, n))
          .sort(byCount);
    }
  }

  function countValues(source: FacetSource, { sql, values }: Condition): Map<string, number> {
    const query = {
      concept: `SELECT c.concept AS value, count(*) AS n FROM entity e JOIN entity_concept c ON c.entity = e.id AND c.facet = ?
                WHERE ${sql} GROUP BY c.concept`,
      network: `SELECT l.object AS value, count(DISTINCT e.id) AS n FROM entity e JOIN link l ON l.subject = e.iri AND l.relation = 'memberOf'
                WHERE ${sql} GROUP BY l.object`,
      territory: `SELECT e.departement AS value, count(*) AS n FROM entity e WHERE e.departement IS NOT NULL AND ${sql} GROUP BY e.departement`,
    }[source.kind];
    const rows = db.prepare(query).all(...(source.kind === 'concept' ? [source.property] : []), ...values);
    return new Map(rows.map((row) => [row['value'] as string, row['n'] as number]));
  }

  function conceptFacets(
    source: Extract<FacetSource, { kind: 'concept' }>,
    counts: ReadonlyMap<string, number>,
    chosen: readonly string[],
  ): Facet[] {
    const selected = new Set(chosen.map((value) => concepts.resolve(source.scheme, value)?.iri));
    return concepts
      .inScheme(source.scheme)
      .filter(({ iri }) => source.showsZeros || counts.has(iri) || selected.has(iri))
      .map(({ iri, key, label }) => ({ key, iri, label, count: counts.get(iri) ?? 0 }))
      .sort(byCount);
  }

  const network = db.prepare(
    'SELECT k.key, e.description FROM entity e JOIN entity_key k ON k.iri = e.iri WHERE e.iri = ? AND e.lead = 1',
  );
  function networkFacet(iri: string, n: number): Facet {
    const row = network.get(iri);
    const names = row ? descriptionOf(row).names : undefined;
    return {
      key: (row?.['key'] as string | undefined) ?? iri,
      iri,
      label: { fr: wording(names, 'fr') || iri, en: wording(names, 'en') || iri },
      count: n,
    };
  }

  return {
    list(filter, { page, size, sort, language }) {
      const condition = conditionOf(filter);
      const order = orderOf(filter, sort);
      const rows = db
        .prepare(
          `SELECT ${summaryColumns} FROM ${summaryTables} ${order.join ?? ''} WHERE ${condition.sql} ORDER BY ${order.by} LIMIT ? OFFSET ?`,
        )
        .all(...(order.joinValues ?? []), ...condition.values, ...(order.byValues ?? []), size, (page - 1) * size);
      return {
        total: count(condition),
        page,
        size,
        items: rows.map((row) => entities.summary(row, descriptionOf(row), language)),
        facets: Object.fromEntries(facetsOfType[filter.type].map((name) => [name, facet(name, filter)])),
      };
    },
  };
}

interface Order {
  readonly by: string;
  readonly join?: string;
  readonly joinValues?: readonly string[];
  readonly byValues?: readonly number[];
}

const byName: Order = { by: 'e.sort_name, e.id' };
const byDate: Order = { by: 'e.starts_at IS NULL, e.starts_at DESC, e.sort_name, e.id' };

function orderOf({ q, near, type }: Filter, sort: Sort = 'relevance'): Order {
  switch (sort) {
    case 'name':
      return byName;
    case 'changed':
      return { by: 'd.changed_at DESC, e.sort_name, e.id' };
    case 'date':
      return byDate;
    case 'distance':
      return near ? { by: 'km(e.lon, e.lat, ?, ?), e.sort_name, e.id', byValues: [near.lon, near.lat] } : byName;
    case 'relevance': {
      const match = q ? matchExpression(q) : '';
      if (!match) return near ? orderOf({ type, near }, 'distance') : type === 'event' ? byDate : byName;
      return {
        join: 'JOIN (SELECT rowid, bm25(entity_text, 10, 3, 1) AS score FROM entity_text WHERE entity_text MATCH ?) t ON t.rowid = e.id',
        joinValues: [match],
        by: 't.score, e.sort_name, e.id',
      };
    }
  }
}

function withChosen(counts: ReadonlyMap<string, number>, chosen: readonly string[]): [string, number][] {
  return [...counts, ...chosen.filter((value) => !counts.has(value)).map((value): [string, number] => [value, 0])];
}

function territoryFacet(code: string, n: number): Facet {
  const name = departementName(code) ?? communes().find((commune) => commune.code === code)?.name ?? code;
  return { key: code, iri: `${VOCAB}territories/${code}`, label: { fr: name, en: name }, count: n };
}

function byCount(a: Facet, b: Facet): number {
  return b.count - a.count || a.label.fr.localeCompare(b.label.fr, 'fr');
}
