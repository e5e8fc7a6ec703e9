import type { Term } from '@rdfjs/types';
import { departementOfPostalCode } from '../../geography/communes.ts';
import { departementName } from '../../geography/departements.ts';
import { communeOf, kmFromCommune } from '../../geography/km-from-commune.ts';
import { departementAt, kmOutsideDepartement } from '../../geography/locate.ts';
import { obs, schema } from '../../rdf/terms.ts';
import { focusOf } from '../focus.ts';
import type { Profile } from '../profile.ts';
import type { Finding } from '../report.ts';

/** Outlines are simplified and addresses lie on borders. */
const toleratedKm = 2;

const field = { fr: 'Position', en: 'Position' };

interface Position {
  readonly lat: number;
  readonly lon: number;
}

/** Warns of positions at 0,0 and of positions outside the département that the postal code names. */
export function checkPositions(profile: Profile): Finding[] {
  const located = profile.match(null, schema('geo'));
  return located.flatMap(({ subject, object }) => {
    const position = readPosition(profile, object);
    if (!position) return [];
    const postalCode = frenchPostalCode(profile, subject);
    const finding =
      nullIsland(position) ??
      (postalCode
        ? (outsideDepartement(position, postalCode) ?? outsideCommune(position, postalCode, locality(profile, subject)))
        : swapped(position, profile, subject)) ??
      approximate(profile, object);
    return finding
      ? [
          {
            ...finding,
            field,
            path: schema('geo').value,
            value: `${position.lat}, ${position.lon}`,
            ...focusOf(subject),
          },
        ]
      : [];
  });
}

type Said = Pick<Finding, 'severity' | 'rule' | 'message' | 'fix'>;

function nullIsland({ lat, lon }: Position): Said | undefined {
  if (lat !== 0 || lon !== 0) return undefined;
  return {
    severity: 'warning',
    rule: 'profile/position-zero',
    message: {
      fr: 'La position 0, 0 est au large de l’Afrique : indiquez la latitude et la longitude du lieu, ou retirez la position.',
      en: 'Position 0, 0 lies off Africa: give the latitude and longitude of the place, or remove the position.',
    },
  };
}

function outsideDepartement(position: Position, postalCode: string | undefined): Said | undefined {
  const code = postalCode && departementOfPostalCode(postalCode);
  if (!code) return undefined;
  const km = kmOutsideDepartement(code, position);
  if (km <= toleratedKm) return undefined;
  const name = `${departementName(code) ?? code} (${code})`;
  const swapped = { lat: position.lon, lon: position.lat };
  const isSwapped = kmOutsideDepartement(code, swapped) <= toleratedKm;
  return {
    severity: 'warning',
    rule: 'profile/position-outside-departement',
    message: {
      fr: `La position est à ${Math.round(km)} km du département ${name} que donne le code postal ${postalCode} : ${isSwapped ? 'latitude et longitude semblent inversées' : 'vérifiez la latitude, la longitude et le code postal'}.`,
      en: `The position lies ${Math.round(km)} km away from the département ${name} given by postal code ${postalCode}: ${isSwapped ? 'latitude and longitude seem to be swapped' : 'check the latitude, the longitude and the postal code'}.`,
    },
    ...(isSwapped ? { fix: `schema:latitude ${swapped.lat} ; schema:longitude ${swapped.lon}` } : {}),
  };
}

/** Kept, and said: a commune’s outline is not known here, only how far communes reach from their centre. */
function outsideCommune(position: Position, postalCode: string, name: string | undefined): Said | undefined {
  const commune = communeOf(postalCode, name);
  const km = commune && kmFromCommune(commune, position);
  if (km === undefined) return undefined;
  const there = `${commune?.name} (${postalCode})`;
  return {
    severity: 'warning',
    rule: 'profile/position-outside-commune',
    message: {
      fr: `La position est à ${Math.round(km)} km du centre de ${there} : vérifiez la latitude, la longitude et l’adresse.`,
      en: `The position lies ${Math.round(km)} km away from the centre of ${there}: check the latitude, the longitude and the address.`,
    },
  };
}

/** What nobody located, and was put at the centre of its commune. */
function approximate(profile: Profile, geo: Term): Said | undefined {
  const [said] = profile.objects(geo, obs('approximate'));
  if (said?.value !== 'true' && said?.value !== '1') return undefined;
  return {
    severity: 'warning',
    rule: 'profile/position-approximate',
    message: {
      fr: 'La position est approximative : c’est le centre de la commune. Indiquez celle du lieu.',
      en: 'The position is approximate: it is the centre of the commune. Give that of the place.',
    },
  };
}

function locality(profile: Profile, subject: Term): string | undefined {
  for (const address of profile.objects(subject, schema('address'))) {
    const [name] = profile.objects(address, schema('addressLocality'));
    if (name) return name.value;
  }
  return undefined;
}

/** Without a postcode: numbers that lie in France only the other way round, of a place that says of no other country. */
function swapped({ lat, lon }: Position, profile: Profile, subject: Term): Said | undefined {
  const countries = profile
    .objects(subject, schema('address'))
    .flatMap((one) => profile.objects(one, schema('addressCountry')));
  const isElsewhere = countries.some(({ value }) => !/^(?:fr|fra|france)$/i.test(value.trim()));
  if (isElsewhere || !departementAt({ lat: lon, lon: lat }) || departementAt({ lat, lon })) return undefined;
  return {
    severity: 'warning',
    rule: 'profile/position-swapped',
    message: {
      fr: `La position ${lat}, ${lon} n’est pas en France, mais ${lon}, ${lat} y est : latitude et longitude semblent inversées. Échangez-les.`,
      en: `Position ${lat}, ${lon} is not in France, but ${lon}, ${lat} is: latitude and longitude seem to be swapped. Exchange them.`,
    },
    fix: `schema:latitude ${lon} ; schema:longitude ${lat}`,
  };
}

function readPosition(profile: Profile, geo: Term): Position | undefined {
  const [lat, lon] = ['latitude', 'longitude'].map((name) => {
    const [value] = profile.objects(geo, schema(name));
    return value && value.value.trim() !== '' ? Number(value.value) : Number.NaN;
  });
  if (lat === undefined || lon === undefined) return undefined;
  // What is no position on the globe is the shapes' business; exchanged values may still be one.
  return Math.abs(lat) <= 180 && Math.abs(lon) <= 180 ? { lat, lon } : undefined;
}

function frenchPostalCode(profile: Profile, subject: Term): string | undefined {
  for (const address of profile.objects(subject, schema('address'))) {
    const [country] = profile.objects(address, schema('addressCountry'));
    const [postalCode] = profile.objects(address, schema('postalCode'));
    const isFrench = !country || /^(?:fr|fra|france)$/i.test(country.value.trim());
    if (isFrench && postalCode) return postalCode.value.replace(/\s/g, '');
  }
  return undefined;
}
