import { findCommunes } from '../../geography/find-communes.ts';
import { pageName } from './list-parameters.ts';
import { withParameters } from './pagination.ts';

/** Kilometres that a reader may choose to look around a commune. */
export const radii = [10, 25, 50, 100] as const;
const usualRadius = 25;

/** Where "around Lodève" (`autour`, `rayon`) leads: the same list around a point, or words that name no commune. */
export type Around =
  | { readonly state: 'not-asked' }
  | { readonly state: 'found'; readonly address: string }
  | { readonly state: 'unknown'; readonly name: string };

/** Reads what a list was asked to lie around; of communes of one name the largest is taken. */
export function readAround(address: string): Around {
  const { searchParams } = new URL(address, 'http://site.invalid');
  const name = searchParams.get('autour')?.trim() ?? '';
  if (name === '') return { state: 'not-asked' };
  const ranks = ['exact', 'prefix', 'word'];
  const [found] = findCommunes(name)
    .filter(({ commune }) => commune.position !== undefined)
    .sort((a, b) => ranks.indexOf(a.match) - ranks.indexOf(b.match) || b.commune.population - a.commune.population);
  const at = found?.commune.position;
  if (!at) return { state: 'unknown', name };
  const radius = Number(searchParams.get(pageName('radius'))) || usualRadius;
  return {
    state: 'found',
    address: withParameters(address, {
      autour: undefined,
      page: undefined,
      [pageName('near')]: `${at.lat.toFixed(3)},${at.lon.toFixed(3)}`,
      [pageName('radius')]: radius,
    }),
  };
}
