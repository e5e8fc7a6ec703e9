import type { DatabaseSync } from 'node:sqlite';
import { wording } from '../rdf/text.ts';
import type { Concepts } from './concepts.ts';
import type { Description } from './describe.ts';
import type { Concept } from './entity.ts';
import { descriptionOf } from './entity-reader.ts';

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
  /** Commune names that `commune` points to by index, -1 where none is known. */
  readonly communes: readonly string[];
  readonly commune: readonly number[];
  /** When each place's profile was last read, in whole days since 1970-01-01 UTC. */
  readonly readDay: readonly number[];
  readonly attributions: readonly string[];
}

const unit = 1e5;
const dayMs = 24 * 60 * 60 * 1000;

/** Reads the points from the directory's tables. */
export function readPoints(db: DatabaseSync, concepts: Concepts, version: number): Points {
  const places = db
    .prepare(
      `SELECT k.key, e.lon, e.lat, e.description, d.read_at FROM entity e
       JOIN entity_key k ON k.iri = e.iri JOIN document d ON d.registration = e.document
       WHERE e.lead = 1 AND e.type = 'place' AND e.lon IS NOT NULL`,
    )
    .all()
    .map((row) => ({
      key: row['key'] as string,
      lon: Math.round((row['lon'] as number) * unit),
      lat: Math.round((row['lat'] as number) * unit),
      readDay: Math.floor(Date.parse(row['read_at'] as string) / dayMs),
      description: descriptionOf(row),
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
  const communes = [...new Set(places.map(communeOf).filter((name) => name !== ''))].sort();
  const communeIndex = new Map(communes.map((name, i) => [name, i]));
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
    communes,
    commune: places.map((place) => communeIndex.get(communeOf(place)) ?? -1),
    readDay: places.map(({ readDay }) => readDay),
    attributions: attributions.map((row) => row['attribution'] as string),
  };
}

function communeOf({ description }: { readonly description: Description }): string {
  return description.address?.locality ?? '';
}

/** Interleaves the 26 high bits of both coordinates, so that neighbours on the map are neighbours in the file. */
function morton(lon: number, lat: number): number {
  let code = 0;
  const x = lon + 180 * unit;
  const y = lat + 90 * unit;
  for (let bit = 25; bit >= 0; bit--) code = code * 4 + ((y >> bit) & 1) * 2 + ((x >> bit) & 1);
  return code;
}
