import { foldText } from '../rdf/fold-text.ts';
import { isRegisterNumber } from '../rdf/register-number.ts';
import type { Evidence } from './evidence.ts';
import { tellingWords } from './name-likeness.ts';
import shared from './shared.json' with { type: 'json' };

const sharedHosts: ReadonlySet<string> = new Set(shared.hosts);
const sharedMail: ReadonlySet<string> = new Set(shared.mail);

/** An identifier in its normal form, as `sort:value`; equal ones are of one thing as far as nobody else bears them. */
export interface Identifiers {
  readonly siret: readonly string[];
  readonly siren: readonly string[];
  readonly rna: readonly string[];
  readonly sameAs: readonly string[];
  readonly site: readonly string[];
  /** Host names that one publisher has for itself. */
  readonly host: readonly string[];
  readonly email: readonly string[];
  /** Domains of mailboxes that are no mail provider's. */
  readonly domain: readonly string[];
  readonly telephone: readonly string[];
}

/** Reads the identifiers of a description. */
export function identifiersOf(evidence: Evidence): Identifiers {
  const siret = tagged('siret', evidence.siret.map(digitsOf).filter(isSiret));
  const sites = evidence.sites.flatMap(readSite);
  const emails = evidence.emails.map((one) => one.trim().toLowerCase()).filter((one) => one.includes('@'));
  const domains = emails.map((one) => one.split('@')[1] ?? '').filter((one) => one !== '' && !sharedMail.has(one));
  return {
    siret,
    siren: unique(siret.map((one) => `siren:${one.slice(6, 15)}`)),
    rna: tagged(
      'rna',
      evidence.rna.map((one) => one.replace(/\s/g, '').toUpperCase()).filter((one) => /^W\d[\dA-Z]\d{7}$/.test(one)),
    ),
    sameAs: unique([evidence.iri, ...evidence.sameAs].map(sameAsOf)),
    site: tagged(
      'site',
      sites.filter(isOwnPage).map(({ host, path }) => host + path),
    ),
    host: tagged(
      'host',
      sites.flatMap(({ host }) => withParent(host)).filter((host) => !sharedHosts.has(host)),
    ),
    email: tagged('mail', emails),
    domain: tagged('domain', domains),
    telephone: tagged(
      'tel',
      evidence.telephones.map(telephoneKey).filter((one) => one.length >= 4),
    ),
  };
}

/** Degrees of a cell in which names are compared, and of one in which doors are. */
const nameCell = 0.05;
const doorCell = 0.002;

/** Keys under which a description is filed, and under which its like is looked for. Places on both sides of a cell's border find each other by looking into the neighbouring cells. */
export interface BlockKeys {
  readonly filed: readonly string[];
  readonly sought: readonly string[];
}

/** Works out the blocks of a description: whoever shares none with it is not compared. */
export function blockKeysOf(evidence: Evidence, identifiers: Identifiers): BlockKeys {
  const exact = (Object.keys(identifiers) as (keyof Identifiers)[])
    .filter((sort) => sort !== 'siren')
    .flatMap((sort) => identifiers[sort]);
  const words = unique(evidence.names.flatMap((name) => tellingWords(name))).filter((word) => word.length > 1);
  const postal = evidence.postalCode?.replace(/\s/g, '');
  const named = postal ? words.map((word) => `p:${postal}:${word}`) : [];
  const whole = unique(evidence.names.map(foldText))
    .filter((name) => name.length > 5)
    .map((name) => `n:${name}`);
  const always = [...exact, ...named, ...whole];
  const { position } = evidence;
  if (!position) return { filed: always, sought: always };
  const near = cellsAround(position, nameCell);
  const doors = cellsAround(position, doorCell);
  return {
    filed: [...always, ...words.map((word) => `w:${near[0]}:${word}`), `d:${doors[0]}`],
    sought: [
      ...always,
      ...near.flatMap((cell) => words.map((word) => `w:${cell}:${word}`)),
      ...doors.map((cell) => `d:${cell}`),
    ],
  };
}

/** Its own cell first, then the eight around. */
function cellsAround({ lon, lat }: { readonly lon: number; readonly lat: number }, size: number): string[] {
  const [x, y] = [Math.floor(lon / (size * 1.5)), Math.floor(lat / size)];
  const steps = [0, -1, 1];
  return steps.flatMap((dy) => steps.map((dx) => `${x + dx},${y + dy}`));
}

function readSite(url: string): { readonly host: string; readonly path: string }[] {
  const parsed = URL.parse(url.trim());
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return [];
  const host = parsed.hostname.toLowerCase().replace(/^www\./, '');
  const path = decodeSafely(parsed.pathname)
    .toLowerCase()
    .replace(/\/(?:index\.\w+|accueil)?\/*$/, '');
  return [{ host, path: path + parsed.search }];
}

/** `fablab.lieu.fr` is a part of `lieu.fr`; names such as `asso.fr` are nobody's. */
function withParent(host: string): readonly string[] {
  const labels = host.split('.');
  const parent = labels.slice(1).join('.');
  return labels.length > 2 && (labels.at(-2) ?? '').length > 4 ? [host, parent] : [host];
}

/** A front page on a host of many is nobody's own; a page there may be. */
function isOwnPage({ host, path }: { readonly host: string; readonly path: string }): boolean {
  return !sharedHosts.has(host) || path.length > 1;
}

function decodeSafely(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The identifier of a record by its address. */
export function sameAsOf(iri: string): string {
  return `as:${sameAsKey(iri)}`;
}

/** http and https, a final slash and `www.` make no difference, and Wikidata and OpenStreetMap have two addresses for one thing. */
function sameAsKey(iri: string): string {
  return iri
    .trim()
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/^osm\.org\//, 'openstreetmap.org/')
    .replace(/^wikidata\.org\/(?:wiki|entity)\//, 'wikidata/')
    .replace(/\/$/, '');
}

/** French numbers with and without their prefix are the same. */
function telephoneKey(telephone: string): string {
  return digitsOf(telephone.replace(/\(0\)/, '')).replace(/^(?:0033|33)0?(?=\d{9}$)/, '0');
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** A number that can be one: sets write fourteen zeros for "none". */
function isSiret(digits: string): boolean {
  return digits.length === 14 && !/^(\d)\1*$/.test(digits) && isRegisterNumber(digits);
}

function tagged(sort: string, values: readonly string[]): string[] {
  return unique(values.map((value) => `${sort}:${value}`));
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
