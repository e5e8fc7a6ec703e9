import { communeByPostalCode, communes, departementOfPostalCode } from '../../geography/communes.ts';
import { foldName } from '../../geography/fold-name.ts';
import { kmOutsideDepartement } from '../../geography/locate.ts';
import { centreOf } from '../../geography/territory-box.ts';
import { grids, toDegrees } from '../grids.ts';
import { readCoordinate } from '../read-coordinate.ts';
import { inFrance } from '../read-position.ts';

/** A record's coordinates in metres, and where it says to be. */
export interface Placed {
  readonly x: unknown;
  readonly y: unknown;
  readonly postalCode: string | undefined;
  readonly city: string | undefined;
}

/** How far from the middle of its commune a place may be, in degrees. */
const nearDegrees = 0.25;
const asked = 100;
const leastShare = 0.6;

/** Chooses the grid that puts most records where they say to be; undefined for degrees, and where no grid does. */
export function chooseGrid(records: readonly Placed[]): string | undefined {
  const number = (value: unknown) =>
    typeof value === 'number' ? value : (readCoordinate(String(value ?? ''))?.value ?? Number.NaN);
  const known = records
    .map((one) => ({ ...one, x: number(one.x), y: number(one.y) }))
    .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y) && (Math.abs(x) > 180 || Math.abs(y) > 180))
    .slice(0, asked);
  if (known.length === 0) return undefined;
  const scores = grids.map((grid) => {
    const fits = known.filter((one) => {
      const at = toDegrees(grid, one.x, one.y);
      return inFrance(at.lon, at.lat) && isThere(at, one);
    });
    return { name: grid.name, share: fits.length / known.length };
  });
  const [best] = scores.sort((a, b) => b.share - a.share);
  return best && best.share >= leastShare ? best.name : undefined;
}

function isThere(at: { readonly lon: number; readonly lat: number }, { postalCode, city }: Placed): boolean {
  const commune = postalCode ? communeByPostalCode(postalCode, city) : bearerOf(city);
  const full = commune && communes().find(({ code }) => code === commune.code);
  const centre = full && centreOf(full);
  if (centre) return Math.abs(centre.lat - at.lat) < nearDegrees && Math.abs(centre.lon - at.lon) < nearDegrees * 1.5;
  const departement = postalCode ? departementOfPostalCode(postalCode) : undefined;
  // What says nothing speaks for no grid.
  return departement !== undefined && kmOutsideDepartement(departement, at) < 5;
}

/** The commune of a name that only one bears. */
function bearerOf(city: string | undefined) {
  if (!city) return undefined;
  const wanted = foldName(city);
  const found = communes().filter(({ name }) => foldName(name) === wanted);
  return found.length === 1 ? found[0] : undefined;
}
