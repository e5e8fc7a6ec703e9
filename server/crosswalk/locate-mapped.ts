import { departementOfPostalCode } from '../geography/communes.ts';
import { departementName, departements, regionName } from '../geography/departements.ts';
import { departementAt, kmOutsideDepartement } from '../geography/locate.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { Mapping } from './mapping.ts';

/** A place whose position is not in the région its set is about. */
export interface Outside {
  readonly name: string;
  readonly position: { readonly lat: number; readonly lon: number };
  /** From the nearest département the set is about, in kilometres. */
  readonly km: number;
  /** `misplaced`: the address is elsewhere than the position; `beyond`: the address says the same, the set reaches further than its région. */
  readonly cause: 'misplaced' | 'beyond' | 'unknown';
  readonly reason: Bilingual;
}

/** Outlines are simplified; a place on the border is not outside. */
const toleratedKm = 2;

/** Says how far and why a mapped place lies outside the région its set is about; undefined when it lies inside or has no position. */
export function locateMapped(
  mapping: Pick<Mapping, 'expected'>,
  profile: Readonly<Record<string, unknown>>,
): Outside | undefined {
  const place = profile['primaryTopic'] as MappedPlace;
  const [lat, lon] = [Number(place.geo?.latitude), Number(place.geo?.longitude)];
  if (!mapping.expected || Number.isNaN(lat) || Number.isNaN(lon)) return undefined;
  const position = { lat, lon };
  const km = Math.min(...mapping.expected.departements.map((code) => kmOutsideDepartement(code, position)));
  if (km <= toleratedKm) return undefined;
  return {
    name: place.name,
    position,
    km: Math.round(km),
    ...explain(mapping.expected.region, position, place.address ?? {}),
  };
}

interface MappedPlace {
  readonly name: string;
  readonly geo?: { readonly latitude: unknown; readonly longitude: unknown };
  readonly address?: { readonly postalCode?: string; readonly addressLocality?: string };
}

function explain(
  region: string,
  position: Outside['position'],
  address: NonNullable<MappedPlace['address']>,
): Pick<Outside, 'cause' | 'reason'> {
  const regionSaid = regionName(region) ?? region;
  const here = departementAt(position);
  const hereSaid = here === undefined ? undefined : `${departementName(here)} (${here})`;
  const said = address.postalCode === undefined ? undefined : departementOfPostalCode(address.postalCode);
  const where = [address.postalCode, address.addressLocality].filter(Boolean).join(' ');
  if (said === undefined)
    return {
      cause: 'unknown',
      reason: {
        fr: `position ${hereSaid ? `en ${hereSaid}` : 'hors de France métropolitaine'}, sans code postal pour la comparer`,
        en: `position ${hereSaid ? `in ${hereSaid}` : 'outside mainland France'}, with no postal code to compare it with`,
      },
    };
  if (kmOutsideDepartement(said, position) <= toleratedKm && departements().get(said)?.region !== region)
    return {
      cause: 'beyond',
      reason: {
        fr: `adresse et position s'accordent (${where}) : le lieu est en ${departementName(said)} (${said}), hors de la région ${regionSaid}`,
        en: `address and position agree (${where}): the place is in ${departementName(said)} (${said}), outside the région ${regionSaid}`,
      },
    };
  return {
    cause: 'misplaced',
    reason: {
      fr: `l'adresse dit ${where}, la position tombe ${hereSaid ? `en ${hereSaid}` : 'hors de France métropolitaine'} : géocodage à corriger`,
      en: `the address says ${where}, the position falls ${hereSaid ? `in ${hereSaid}` : 'outside mainland France'}: geocoding to be mended`,
    },
  };
}
