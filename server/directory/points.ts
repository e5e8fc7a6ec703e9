import type { DatabaseSync } from 'node:sqlite';
import { wording } from '../rdf/text.ts';
import type { Concepts } from './concepts.ts';
import type { Description } from './describe.ts';
import type { Concept } from './entity.ts';

/** Every place with a position, by column, sorted along a Morton curve; positions are differences in 1e-5 degrees. */
export interface Points {
  readonly version: number;
  readonly count: number;
  readonly lon: readonly number[];
  readonly lat: readonly number[];
  readonly key: readonly string[];
  readonly name: readonly string[];
  readonly concepts: readonly Concept[];
  readonly kinds: readonly (readonly number[])[];
  readonly practices: readonly (readonly number[])[];
  readonly attributions: readonly string[];
}

const unit = 1e5;

/** Reads the points from the directory's tables. */
export function readPoints(db: DatabaseSync, concepts: Concepts, version: number): Points {
  const places = db
    .prepare(
      `SELECT k.key, e.lon, e.lat, e.description FROM entity e JOIN entity_key k ON k.iri = e.iri
       WHERE e.lead = 1 AND e.type = 'place' AND e.lon IS NOT NULL`,
    )
    .all()
    .map((row) => ({
      key: row['key'] as string,
      lon: Math.round((row['lon'] as number) * unit),
      lat: Math.round((row['lat'] as number) * unit),
      description: JSON.parse(row['description'] as string) as Description,
    }))
    .sort((a, b) => morton(a.lon, a.lat) - morton(b.lon, b.lat) || a.key.localeCompare(b.key));
  const used: Concept[] = [];
  const indexes = new Map<string, number>();
  const index = (iri: string) => {
    const concept = concepts.find(iri);
    if (!concept) return [];
    if (!indexes.has(iri)) indexes.set(iri, used.push(concept) - 1);
    return [indexes.get(iri) ?? 0];
  };
  const column = (facet: string) => places.map(({ description }) => (description.concepts[facet] ?? []).flatMap(index));
  const differences = (values: readonly number[]) => values.map((value, i) => value - (values[i - 1] ?? 0));
  const attributions = db
    .prepare('SELECT DISTINCT attribution FROM document WHERE attribution IS NOT NULL ORDER BY 1')
    .all();
  return {
    version,
    count: places.length,
    lon: differences(places.map(({ lon }) => lon)),
    lat: differences(places.map(({ lat }) => lat)),
    key: places.map(({ key }) => key),
    name: places.map(({ description }) => wording(description.names, 'fr')),
    kinds: column('kind'),
    practices: column('practice'),
    concepts: used,
    attributions: attributions.map((row) => row['attribution'] as string),
  };
}

/** Interleaves the 26 high bits of both coordinates, so that neighbours on the map are neighbours in the file. */
function morton(lon: number, lat: number): number {
  let code = 0;
  const x = lon + 180 * unit;
  const y = lat + 90 * unit;
  for (let bit = 25; bit >= 0; bit--) code = code * 4 + ((y >> bit) & 1) * 2 + ((x >> bit) & 1);
  return code;
}
