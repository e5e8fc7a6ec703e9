import { type Commune, communeByPostalCode, departementOfPostalCode } from '../geography/communes.ts';
import { communeNamed, communeOf, kmFromCommune } from '../geography/km-from-commune.ts';
import { kmOutsideDepartement } from '../geography/locate.ts';
import { centreOf } from '../geography/territory-box.ts';
import type { Trace } from './loss-report.ts';
import { inFrance } from './read-position.ts';

interface Position {
  readonly lon: number;
  readonly lat: number;
}

interface Place {
  readonly name?: unknown;
  readonly address?: {
    readonly postalCode?: unknown;
    readonly addressLocality?: unknown;
    readonly addressCountry?: unknown;
  };
  readonly geo?: { readonly latitude?: unknown; readonly longitude?: unknown };
}

/** Outlines are simplified. */
const toleratedKm = 2;

/** Says that post is sorted for a large receiver; no part of a commune's name. */
const cedex = /[\s,-]*\bcedex\b[\s\d]*$/i;

/** What comparing a place with its address came to: what is to be said of it now, and what is to be told. */
export interface Checked {
  readonly changes: { readonly geo?: object; readonly address?: object };
  readonly traces: readonly Trace[];
}

/** Takes out of the name of a commune what is only said to the post, then compares the position with it. */
export function checkPlace(place: Place): Checked {
  const city = textOf(place.address?.addressLocality);
  const name = isFrench(place) ? city.replace(cedex, '') : city;
  if (name === city || name === '') {
    const { geo, traces } = checkPosition(place);
    return { changes: geo ? { geo } : {}, traces };
  }
  const address = { ...place.address, addressLocality: name };
  const { geo, traces } = checkPosition({ ...place, address });
  const trace = { column: '(addressLocality)', why: 'cedex-removed', value: city, became: name };
  return { changes: { address, ...(geo ? { geo } : {}) }, traces: [trace, ...traces] };
}

/**
 * Compares where a place is with what its address says, each by a named rule: coordinates that only the other way round lie in
 * France are turned; a place without any is put at the centre of its commune and marked as approximate; one that is far from
 * its commune is kept and told. Gives the place's new position where it has one, and what is to be told.
 */
function checkPosition(place: Place): { readonly geo?: object; readonly traces: readonly Trace[] } {
  const address = place.address ?? {};
  const code = textOf(address.postalCode);
  const city = textOf(address.addressLocality);
  const at = positionOf(place);
  const commune = isFrench(place) ? communeSaid(code, city) : undefined;
  const where = [code, city].filter(Boolean).join(' ');
  if (!at) {
    const centre = commune && centreOf(commune);
    if (!centre) return { traces: [] };
    const geo = {
      type: 'GeoCoordinates',
      latitude: rounded(centre.lat),
      longitude: rounded(centre.lon),
      approximate: true,
    };
    const became = `${geo.latitude}, ${geo.longitude} (approximate)`;
    return { geo, traces: [{ column: '(position)', why: 'located-by-commune', value: where, became }] };
  }
  const departement = code ? departementOfPostalCode(code) : commune?.departement;
  if (!isFrench(place) || departement === undefined) return { traces: [] };
  if (!inFrance(at.lon, at.lat) && inFrance(at.lat, at.lon)) {
    const geo = { type: 'GeoCoordinates', latitude: at.lon, longitude: at.lat };
    const trace = {
      column: '(position)',
      why: 'axes-swapped',
      value: `${at.lat}, ${at.lon}`,
      became: `${at.lon}, ${at.lat}`,
    };
    return { geo, traces: [trace] };
  }
  // A code of five digits alone is no proof of France.
  if (!textOf(address.addressCountry) && !inFrance(at.lon, at.lat)) return { traces: [] };
  const km = kmFrom(at, commune, departement);
  if (km === undefined) return { traces: [] };
  return {
    traces: [
      {
        column: '(position)',
        why: 'outside-its-commune',
        value: `${String(place.name)}: ${where}`,
        became: `kept, ${km} km away`,
      },
    ],
  };
}

function isFrench({ address = {} }: Place): boolean {
  return /^(?:|fr|france)$/i.test(textOf(address.addressCountry));
}

/** The commune that an address means; a code for large receivers (CEDEX) is none of a commune's, and tells the département. */
function communeSaid(code: string, city: string): Commune | undefined {
  if (code === '') return city === '' ? undefined : communeNamed(city);
  const departement = communeByPostalCode(code) ? undefined : departementOfPostalCode(code);
  return departement && city ? communeNamed(city, departement) : communeOf(code, city || undefined);
}

/** Kilometres from where the address says to be, when that is too far. */
function kmFrom(at: Position, commune: Commune | undefined, departement: string): number | undefined {
  const outside = kmOutsideDepartement(departement, at);
  if (outside > toleratedKm) return Math.round(outside);
  const km = commune && kmFromCommune(commune, at);
  return km === undefined ? undefined : Math.round(km);
}

function positionOf({ geo }: Place): Position | undefined {
  const { latitude, longitude } = geo ?? {};
  return typeof latitude === 'number' && typeof longitude === 'number' ? { lat: latitude, lon: longitude } : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(4));
}
