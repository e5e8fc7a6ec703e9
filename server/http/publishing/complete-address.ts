import { type Commune, communes } from '../../geography/communes.ts';
import { findCommunes } from '../../geography/find-communes.ts';
import { foldName } from '../../geography/fold-name.ts';
import { centreOf } from '../../geography/territory-box.ts';
import type { Entries } from '../../publish/entries.ts';
import type { Bilingual } from '../../rdf/text.ts';

/** What an address that was typed told of the rest of it. */
export interface Completed {
  readonly entries: Entries;
  /** What was put in, or what keeps us from doing so; absent when there was nothing to do. */
  readonly told?: Bilingual;
}

/**
 * Fills in what a typed address leaves out and the list of communes tells: the commune of a postcode that has one only, the
 * postcode of a commune that has one only, the INSEE code, and the middle of the commune where there is no position.
 * What somebody has answered stays as it is.
 */
export function completeAddress(entries: Entries): Completed {
  const said = (name: string) => entries.get(name)?.[0] ?? '';
  const postalCode = said('address.postalCode').replace(/\s/g, '');
  const locality = said('address.addressLocality');
  const hasPosition = said('geo.latitude') !== '' || said('geo.longitude') !== '';
  const isComplete = postalCode !== '' && locality !== '' && said('address.inseeCode') !== '' && hasPosition;
  // Elsewhere postcodes of five digits mean other towns.
  const isForeign = !['', 'fr', 'france'].includes(said('address.addressCountry').toLowerCase());
  if (isComplete || isForeign || (postalCode === '' && locality === '')) return { entries };
  const found = communesOf(postalCode, locality, said('address.inseeCode'));
  const [commune] = found;
  if (!commune) return { entries, ...(/^\d{5}$/.test(postalCode) ? { told: unknown(postalCode, locality) } : {}) };
  if (found.length > 1) return { entries, told: several(found) };
  const centre = hasPosition ? undefined : centreOf(commune);
  const missing: readonly (readonly [string, string])[] = [
    ['address.addressLocality', commune.name],
    ['address.postalCode', commune.postalCodes.length === 1 ? (commune.postalCodes[0] ?? '') : ''],
    ['address.inseeCode', commune.code],
    ...(centre
      ? ([
          ['geo.latitude', centre.lat.toFixed(4)],
          ['geo.longitude', centre.lon.toFixed(4)],
        ] as const)
      : []),
  ];
  const added = missing.filter(([name, value]) => value !== '' && said(name) === '');
  if (added.length === 0) return { entries };
  return {
    entries: new Map([...entries, ...added.map(([name, value]) => [name, [value]] as const)]),
    told: completed(commune, centre !== undefined),
  };
}

/** The communes that an address may mean, one when there is no doubt. */
function communesOf(postalCode: string, locality: string, code: string): readonly Commune[] {
  const known = code === '' ? undefined : communes().find((one) => one.code === code.toUpperCase());
  if (known) return [known];
  const found = findCommunes([locality, postalCode].join(' '))
    .filter(({ commune }) => postalCode === '' || commune.postalCodes.includes(postalCode))
    .map(({ commune }) => commune);
  const named = found.filter(({ name }) => foldName(name) === foldName(locality));
  // A name that is only begun is no name, but with a postcode it tells which of a few.
  return named.length > 0 ? named : postalCode === '' ? [] : found;
}

/** More names than these are no help to choose. */
const mostNamed = 8;

function several(found: readonly Commune[]): Bilingual {
  const names = found.slice(0, mostNamed).map(({ name, departement }) => `${name} (${departement})`);
  const list = `${names.join(', ')}${found.length > mostNamed ? '…' : ''}`;
  return {
    fr: `Plusieurs communes répondent à cette adresse : ${list}. Écrivez le nom de la vôtre, avec son code postal.`,
    en: `Several communes fit this address: ${list}. Write the name of yours, with its postcode.`,
  };
}

function unknown(postalCode: string, locality: string): Bilingual {
  return locality === ''
    ? {
        fr: `Le code postal ${postalCode} n’est celui d’aucune commune. Vérifiez-le.`,
        en: `The postcode ${postalCode} belongs to no commune. Check it.`,
      }
    : {
        fr: `Aucune commune ne s’appelle « ${locality} » au code postal ${postalCode}. Vérifiez l’un et l’autre.`,
        en: `No commune is called “${locality}” at postcode ${postalCode}. Check both.`,
      };
}

function completed({ name, code }: Commune, isPlaced: boolean): Bilingual {
  return isPlaced
    ? {
        fr: `Commune reconnue : ${name} (code Insee ${code}). La position est celle du centre de la commune : déplacez-la jusqu’à votre porte.`,
        en: `Commune recognised: ${name} (INSEE code ${code}). The position is the middle of the commune: move it to your door.`,
      }
    : {
        fr: `Commune reconnue : ${name} (code Insee ${code}).`,
        en: `Commune recognised: ${name} (INSEE code ${code}).`,
      };
}
