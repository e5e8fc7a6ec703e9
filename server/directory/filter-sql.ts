import type { SQLInputValue } from 'node:sqlite';
import { VOCAB } from '../rdf/terms.ts';
import type { FacetName, Filter } from './entity.ts';
import { facetNames } from './entity.ts';
import { facetSources } from './facets.ts';

/** A condition on the table `entity` (alias `e`) with its values in order. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/** Turns a filter into one SQL condition; `without` leaves one facet out, for counting what choosing in it would give. */
export function conditionOf(filter: Filter, without?: FacetName): Condition {
  const parts: Condition[] = [{ sql: 'e.lead = 1 AND e.type = ?', values: [filter.type] }];
  const match = filter.q === undefined ? undefined : matchExpression(filter.q);
  if (match === '') parts.push({ sql: '0', values: [] });
  else if (match)
    parts.push({ sql: 'e.id IN (SELECT rowid FROM entity_text WHERE entity_text MATCH ?)', values: [match] });
  if (filter.bbox) parts.push(...boxes(filter.bbox));
  if (filter.near) {
    const { lon, lat, radiusKm } = filter.near;
    parts.push(...boxes(boxAround(lon, lat, radiusKm)), {
      sql: 'km(e.lon, e.lat, ?, ?) <= ?',
      values: [lon, lat, radiusKm],
    });
  }
  for (const name of facetNames) {
    const chosen = filter[name];
    if (name !== without && chosen && chosen.length > 0) parts.push(facetCondition(name, chosen));
  }
  return { sql: parts.map(({ sql }) => `(${sql})`).join(' AND '), values: parts.flatMap(({ values }) => values) };
}

function facetCondition(name: FacetName, chosen: readonly string[]): Condition {
  const source = facetSources[name];
  const marks = chosen.map(() => '?').join(', ');
  switch (source.kind) {
    case 'concept': {
      const iris = chosen.map((value) => (/^https?:/.test(value) ? value : `${VOCAB}${source.scheme}/${value}`));
      return {
        sql: `e.id IN (SELECT entity FROM entity_concept WHERE facet = ? AND concept IN (${marks}))`,
        values: [source.property, ...iris],
      };
    }
    case 'network':
      return {
        sql: `e.iri IN (SELECT subject FROM link WHERE relation = 'memberOf' AND object IN
              (SELECT iri FROM entity_key WHERE iri IN (${marks}) OR (type = 'network' AND key IN (${marks}))))`,
        values: [...chosen, ...chosen],
      };
    case 'territory':
      return { sql: `e.departement IN (${marks}) OR e.commune_code IN (${marks})`, values: [...chosen, ...chosen] };
  }
}

/** A box that crosses the antimeridian (west > east) is two boxes. */
function boxes([west, south, east, north]: readonly [number, number, number, number]): Condition[] {
  const within = 'SELECT id FROM entity_position WHERE west <= ? AND east >= ? AND south <= ? AND north >= ?';
  if (west <= east) return [{ sql: `e.id IN (${within})`, values: [east, west, north, south] }];
  return [
    { sql: `e.id IN (${within}) OR e.id IN (${within})`, values: [180, west, north, south, east, -180, north, south] },
  ];
}

function boxAround(lon: number, lat: number, km: number): [number, number, number, number] {
  const dLat = km / 111;
  const dLon = Math.min(180, km / (111 * Math.max(0.01, Math.cos((lat * Math.PI) / 180))));
  return [Math.max(-180, lon - dLon), lat - dLat, Math.min(180, lon + dLon), lat + dLat];
}

/** Every word must be found, the last letters of each may be missing; '' when there is no word in it at all. */
export function matchExpression(q: string): string {
  const words = q.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
  // A lone letter before an apostrophe (l'atelier, d'usage) is grammar, not something to look for.
  const telling = words.filter((word, index) => word.length > 1 || index === words.length - 1);
  return telling.map((word) => `"${word}"*`).join(' ');
}

/** Great-circle distance in kilometres (haversine, mean Earth radius 6371 km). */
export function kilometres(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const rad = Math.PI / 180;
  const a =
    Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(a));
}
