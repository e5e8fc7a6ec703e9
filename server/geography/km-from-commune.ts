import { type Commune, communeByPostalCode, communes } from './communes.ts';
import { once } from './dataset.ts';
import { foldName } from './fold-name.ts';

/** A commune reaches so far from its middle; the larger ones of the mainland some more. */
const communeKm = 12;
const largeCommuneKm = 25;
const large = 20_000;

const byCode = once(() => new Map(communes().map((commune) => [commune.code, commune])));

const byName = once(() => Map.groupBy(communes(), ({ name }) => foldName(name)));

/** The commune of a name that no other bears, in the whole country or in a département. */
export function communeNamed(name: string, departement?: string): Commune | undefined {
  const all = byName().get(foldName(name)) ?? [];
  const bearers = departement === undefined ? all : all.filter((one) => one.departement === departement);
  return bearers.length === 1 ? bearers[0] : undefined;
}

/** The commune of an INSEE code. */
export function communeByCode(code: string): Commune | undefined {
  return byCode().get(code.trim().padStart(5, '0').toUpperCase());
}

/** The commune that a postal code means, of that name where one is given, with its centre; undefined when the name contradicts the code. */
export function communeOf(postalCode: string, name?: string): Commune | undefined {
  const found = communeByPostalCode(postalCode, name);
  return found && byCode().get(found.code);
}

/** How far in kilometres a position lies from the centre of a commune, when that is further than communes reach; undefined where it is not, or where nobody knows the centre. */
export function kmFromCommune(
  commune: Commune,
  { lon, lat }: { readonly lon: number; readonly lat: number },
): number | undefined {
  const centre = commune.position;
  if (!centre) return undefined;
  const km = Math.hypot((lat - centre.lat) * 111, (lon - centre.lon) * 111 * Math.cos((centre.lat * Math.PI) / 180));
  return km > (commune.population > large ? largeCommuneKm : communeKm) ? km : undefined;
}
