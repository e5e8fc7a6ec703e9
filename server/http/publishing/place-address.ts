import type { Geocoded } from '../../geography/read-geocoded.ts';
import type { Entries } from '../../publish/entries.ts';
import type { Bilingual } from '../../rdf/text.ts';
import type { AppDeps } from '../deps.ts';
import { type Completed, completeAddress } from './complete-address.ts';

/** The address of answers in one line, as a geocoder is asked for it; undefined where there is no street, for which the commune is enough. */
export function addressLine(entries: Entries): string | undefined {
  const said = (name: string) => entries.get(`address.${name}`)?.[0] ?? '';
  const town = [said('postalCode'), said('addressLocality')].filter(Boolean).join(' ');
  return said('streetAddress') === '' || town === '' ? undefined : `${said('streetAddress')}, ${town}`;
}

/** Completes an address from the list of communes, and its position from the operator's geocoder where there is one. */
export async function placeAddress(entries: Entries, { geocode }: Pick<AppDeps, 'geocode'>): Promise<Completed> {
  const line = addressLine(entries);
  if (!geocode || line === undefined || entries.has('geo.latitude') || entries.has('geo.longitude'))
    return completeAddress(entries);
  const found = await geocode(line);
  if (!found) return completeAddress(entries);
  const placed = new Map([
    ...entries,
    ['geo.latitude', [found.lat.toFixed(5)]] as const,
    ['geo.longitude', [found.lon.toFixed(5)]] as const,
  ]);
  return { entries: completeAddress(placed).entries, told: tellPlaced(found) };
}

/** What was found, for whoever must say whether it is right. */
export function tellPlaced({ label }: Geocoded): Bilingual {
  return {
    fr: `Adresse reconnue : ${label}. Vérifiez l’épingle, et déplacez-la si l’entrée est ailleurs.`,
    en: `Address recognised: ${label}. Check the pin, and move it if the entrance is elsewhere.`,
  };
}
