import { kilometres } from '../directory/distance.ts';
import type { Bilingual } from '../rdf/text.ts';
import { nameLikeness } from './name-likeness.ts';

/** What tells who somebody is. */
export interface Identified {
  readonly names: readonly string[];
  readonly position?: { readonly lon: number; readonly lat: number };
  readonly postalCode?: string;
  /** Register numbers, and addresses of records about it elsewhere: two things never share one. */
  readonly identifiers: readonly string[];
  readonly url?: string;
  readonly email?: string;
  readonly telephone?: string;
}

/** Whether two records seem to be about the same place, from 0 to 1, and why. */
export interface Comparison {
  readonly score: number;
  readonly reasons: readonly Bilingual[];
}

/** What each sort of evidence is worth alone: together they are worth what none of them is wrong about. */
const worth = {
  identifier: 0.99,
  site: 0.85,
  email: 0.6,
  telephone: 0.6,
  sameName: 0.6,
  likeName: 0.4,
  sameSpot: 0.45,
  near: 0.25,
};
/** Names this alike are the same but for spelling. */
const same = 0.85;
const like = 0.6;
/** Kilometres that different geocoders put the same door apart, and that the same neighbourhood is wide. */
const spotKm = 0.15;
const nearKm = 1;
/** Kilometres from which two records are of two places, whatever they share: a chain has one site for all. */
const apartKm = 5;

/** Compares two records by what identifies them. */
export function compareRecords(a: Identified, b: Identified): Comparison {
  const found: { readonly worth: number; readonly reason: Bilingual }[] = [];
  const add = (sort: keyof typeof worth, fr: string, en: string) =>
    found.push({ worth: worth[sort], reason: { fr, en } });
  const km =
    a.position && b.position ? kilometres(a.position.lon, a.position.lat, b.position.lon, b.position.lat) : undefined;

  const shared = a.identifiers.find((one) => b.identifiers.includes(one));
  if (shared) add('identifier', `même identifiant (${shared})`, `same identifier (${shared})`);
  if (a.url && b.url && siteKey(a.url) === siteKey(b.url)) add('site', 'même site', 'same site');
  if (a.email && a.email.toLowerCase() === b.email?.toLowerCase())
    add('email', 'même adresse électronique', 'same e-mail address');
  if (a.telephone && b.telephone && digits(a.telephone) === digits(b.telephone))
    add('telephone', 'même téléphone', 'same telephone');
  const likeness = Math.max(0, ...a.names.flatMap((one) => b.names.map((other) => nameLikeness(one, other))));
  if (likeness >= same) add('sameName', 'même nom', 'same name');
  else if (likeness >= like) add('likeName', 'noms proches', 'names alike');
  if (km !== undefined && km <= spotKm) add('sameSpot', 'même endroit', 'same spot');
  else if ((km !== undefined && km <= nearKm) || (km === undefined && a.postalCode && a.postalCode === b.postalCode))
    add('near', 'même quartier ou même code postal', 'same neighbourhood or postal code');

  // Neighbours share a door, and namesakes a name: neither is enough without anything else.
  const isTelling =
    shared !== undefined ||
    (likeness >= like && found.length > 1) ||
    found.some(({ worth: one }) => one === worth.site);
  const isApart = shared === undefined && km !== undefined && km > apartKm;
  const score = isTelling && !isApart ? 1 - found.reduce((doubt, { worth: one }) => doubt * (1 - one), 1) : 0;
  return { score: Math.round(score * 100) / 100, reasons: found.map(({ reason }) => reason) };
}

function siteKey(url: string): string {
  const { hostname, pathname } = URL.parse(url) ?? { hostname: url, pathname: '' };
  return `${hostname.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}`;
}

/** French numbers with and without their prefix are the same. */
function digits(telephone: string): string {
  return telephone
    .replace(/\(0\)/, '')
    .replace(/\D/g, '')
    .replace(/^(?:0033|33)(?=\d{9}$)/, '0');
}
