import { kilometres } from '../directory/distance.ts';
import { foldText } from '../rdf/fold-text.ts';
import type { Evidence } from './evidence.ts';
import { type Found, worth } from './worth.ts';

/** Kilometres that different geocoders put the same door apart, that a neighbourhood is wide, and from which two places are two. */
export const spotKm = 0.3;
export const doorKm = 0.1;
export const nearKm = 1;
const apartKm = 5;

/** Where two descriptions are to each other: at one address, how far apart, and whether that parts them. */
export function compareWhere(a: Evidence, b: Evidence) {
  const km =
    a.position && b.position ? kilometres(a.position.lon, a.position.lat, b.position.lon, b.position.lat) : undefined;
  const isSameAddress = haveSameAddress(a, b);
  const towns = [townOf(a), townOf(b)];
  const isSameTown = towns[0] !== undefined && towns[0] === towns[1];
  const isFar = km !== undefined && km > apartKm;
  // Geocoders err by whole countries: an address that says the same, or says nothing, leaves room for that.
  const isMisplaced = isFar && (isSameAddress || isSameTown || towns.includes(undefined));
  const found: Found[] = isSameAddress
    ? [{ worth: worth.sameAddress, reason: { fr: 'même adresse', en: 'same address' } }]
    : km !== undefined && km <= spotKm
      ? [{ worth: worth.sameSpot, reason: { fr: `à ${metres(km)} l’une de l’autre`, en: `${metres(km)} apart` } }]
      : (km !== undefined && km <= nearKm) || isSameTown
        ? [
            {
              worth: worth.near,
              reason: { fr: 'même quartier ou même code postal', en: 'same neighbourhood or postal code' },
            },
          ]
        : [];
  return { km, isSameAddress, isMisplaced, isApart: isFar && !isMisplaced, found };
}

/** Its postal code, or the name of its town where it gives none. */
function townOf({ postalCode, locality }: Evidence): string | undefined {
  return postalCode?.replace(/\s/g, '') || (locality ? foldText(locality) : undefined);
}

/** The same house number and street, in the same town whatever its postal code says (business mail has its own). */
function haveSameAddress(a: Evidence, b: Evidence): boolean {
  const [left, right] = [readStreet(a.street), readStreet(b.street)];
  if (!left || !right || left.number !== right.number) return false;
  const isSameTown =
    (a.postalCode &&
      a.postalCode.slice(0, 2) === b.postalCode?.slice(0, 2) &&
      foldText(a.locality ?? '') === foldText(b.locality ?? '')) ||
    (a.postalCode !== undefined && a.postalCode === b.postalCode);
  if (!isSameTown) return false;
  const shared = left.words.filter((word) => right.words.includes(word)).length;
  return shared > 0 && shared >= 0.6 * Math.min(left.words.length, right.words.length);
}

const streetWords = new Set(
  'rue de la le les du des d l a et avenue av bd boulevard place pl allee chemin route rte cours quai bis ter'.split(
    ' ',
  ),
);

function readStreet(
  street: string | undefined,
): { readonly number: string; readonly words: readonly string[] } | undefined {
  if (!street) return undefined;
  const folded = foldText(street).split(' ');
  const number = folded.find((word) => /^\d+[a-z]?$/.test(word));
  const words = folded.filter((word) => word.length > 1 && !/^\d/.test(word) && !streetWords.has(word));
  return number && words.length > 0 ? { number, words } : undefined;
}

function metres(km: number): string {
  return `${Math.round(km * 100) * 10} m`;
}
