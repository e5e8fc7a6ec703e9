import { communeByPostalCode } from '../geography/communes.ts';
import { communeByCode, communeNamed, kmFromCommune } from '../geography/km-from-commune.ts';
import { departementAt } from '../geography/locate.ts';

/** Loads what places are found by: on a busy machine that takes seconds, which are not to count as the first record's. */
export function readyGeography(): void {
  communeByPostalCode('35000', 'Rennes');
  communeNamed('Rennes');
  departementAt({ lon: -1.68, lat: 48.11 });
  const commune = communeByCode('35238');
  if (commune) kmFromCommune(commune, { lon: -1.68, lat: 48.11 });
}
