import type { DatabaseSync } from 'node:sqlite';
import { regionOf } from '../../geography/departements.ts';
import type { Territory } from '../../geography/territory.ts';
import { territoryCentre } from '../../geography/territory-box.ts';
import { kilometres } from '../distance.ts';

/** So few can be named in a sentence, and are enough for one of them to be odd. */
const mostComparable = 5;

/**
 * The territories to compare one with: of the same level, with places, those whose number of places is nearest; of equals
 * the nearest on the map, then by code.
 */
export function comparableTo(
  { level, code }: Pick<Territory, 'level' | 'code'>,
  placesOf: ReadonlyMap<string, number>,
): readonly { readonly code: string; readonly places: number }[] {
  const own = placesOf.get(code) ?? 0;
  const here = territoryCentre(code);
  const distances = new Map<string, number>();
  const distanceTo = (other: string) => {
    const there = here && territoryCentre(other);
    const known = distances.get(other) ?? (there ? kilometres(here.lon, here.lat, there.lon, there.lat) : Infinity);
    distances.set(other, known);
    return known;
  };
  const apart = (places: number) => Math.abs(places - own);
  const isOfLevel = (other: string) => levelOf(other) === level && other !== code;
  const candidates = [...placesOf].filter(([other]) => isOfLevel(other)).sort(([, a], [, b]) => apart(a) - apart(b));
  // Only those that are as near as the last one that fits have to be measured.
  const last = candidates[mostComparable - 1]?.[1];
  return candidates
    .filter(([, places]) => last === undefined || apart(places) <= apart(last))
    .sort(([a, here], [b, there]) => apart(here) - apart(there) || distanceTo(a) - distanceTo(b) || (a < b ? -1 : 1))
    .slice(0, mostComparable)
    .map(([other, places]) => ({ code: other, places }));
}

function levelOf(code: string): Territory['level'] {
  return code.startsWith('R') ? 'region' : code.length > 3 ? 'commune' : 'departement';
}

/** Prepares the count of places of every territory that has some, by code. */
export function createPlaceCounts(db: DatabaseSync): () => ReadonlyMap<string, number> {
  const sql = db.prepare(
    `SELECT departement, commune_code, count(*) AS places FROM entity
     WHERE lead = 1 AND type = 'place' AND departement IS NOT NULL GROUP BY departement, commune_code`,
  );
  return () => {
    const counts = new Map<string, number>();
    for (const row of sql.all()) {
      const departement = row['departement'] as string;
      const region = regionOf(departement);
      for (const code of [region && `R${region}`, departement, row['commune_code'] as string | null])
        if (code) counts.set(code, (counts.get(code) ?? 0) + (row['places'] as number));
    }
    return counts;
  };
}
