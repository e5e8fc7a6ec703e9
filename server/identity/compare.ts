import { kilometres } from '../directory/distance.ts';
import { foldText } from '../rdf/fold-text.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { Evidence } from './evidence.ts';
import { type Identifiers, identifiersOf, sameAsOf } from './keys.ts';
import { nameLikeness, rolesOf } from './name-likeness.ts';

/** A description with what comparing it needs, worked out once. */
export interface Prepared {
  readonly evidence: Evidence;
  readonly identifiers: Identifiers;
  readonly roles: ReadonlySet<string>;
}

/** Works out what comparing a description needs. */
export function prepare(evidence: Evidence): Prepared {
  return { evidence, identifiers: identifiersOf(evidence), roles: rolesOf(evidence.names) };
}

/** Whether two descriptions are of one thing, from 0 to 1, and why. */
export interface Comparison {
  readonly score: number;
  /** What speaks for it, the strongest first, and what speaks against it. */
  readonly reasons: readonly Bilingual[];
  /** Strong enough, and uncontradicted, to be merged without anybody's word. */
  readonly isSure: boolean;
  /** Two things, whatever else they share. */
  readonly isExcluded: boolean;
}

/** How many descriptions bear an identifier, the two that are compared among them. */
export type Holders = (identifier: string) => number;

/**
 * What each sort of evidence is worth alone; together they are worth what none of them is wrong about (noisy or). What few
 * bear is worth more: `alone` for what only the two have, `few` for up to four, `many` beyond, where a chain, a network or a
 * town hall gives all of its places one site and one telephone.
 */
const worth = {
  register: { alone: 0.97, few: 0.8, many: 0.3 },
  sameAs: { alone: 0.97, few: 0.9, many: 0.5 },
  site: { alone: 0.85, few: 0.6, many: 0.15 },
  host: { alone: 0.5, few: 0.3, many: 0.1 },
  email: { alone: 0.7, few: 0.5, many: 0.1 },
  domain: { alone: 0.4, few: 0.25, many: 0.05 },
  telephone: { alone: 0.7, few: 0.45, many: 0.1 },
  sameName: 0.6,
  likeName: 0.4,
  sameAddress: 0.5,
  sameSpot: 0.4,
  near: 0.2,
} as const;

/** Names this alike are the same but for spelling. */
const same = 0.85;
const like = 0.6;
/** Kilometres that different geocoders put the same door apart, that a neighbourhood is wide, and from which two places are two. */
const spotKm = 0.3;
const doorKm = 0.1;
const nearKm = 1;
const apartKm = 5;
/** What a score keeps when the positions are further apart than the addresses say. */
const misplacedTrust = 0.9;
/** From this on a pair is worth a person's look. */
export const proposedFrom = 0.7;

interface Found {
  readonly worth: number;
  readonly reason: Bilingual;
}

/** Compares two descriptions by what identifies them; pure, and the same whichever comes first. */
export function compare(a: Prepared, b: Prepared, holders: Holders): Comparison {
  const against = contradictions(a, b);
  if (against.some(({ isFinal }) => isFinal))
    return { score: 0, reasons: against.map(({ reason }) => reason), isSure: false, isExcluded: true };
  const names = compareNames(a.evidence, b.evidence);
  const where = compareWhere(a.evidence, b.evidence);
  const shared = sharedIdentifiers(a, b, holders);
  // Neighbours share a door and namesakes a name: neither is enough without anything else.
  const isTelling =
    shared.some(({ worth: one, sort }) => one >= 0.5 && sort !== 'host' && sort !== 'domain') ||
    (names.found.length > 0 && shared.length + where.found.length > 0);
  const doubt = against.reduce((product, { trust }) => product * trust, where.isMisplaced ? misplacedTrust : 1);
  const isApart = where.isApart && !shared.some(isStrong);
  const found = [...shared, ...names.found, ...where.found].sort((one, other) => other.worth - one.worth);
  const score =
    isTelling && !isApart ? doubt * (1 - found.reduce((product, { worth: one }) => product * (1 - one), 1)) : 0;
  return {
    score: Math.round(score * 1000) / 1000,
    reasons: [...found, ...against].map(({ reason }) => reason),
    isExcluded: isApart,
    isSure: against.length === 0 && !where.isApart && !where.isMisplaced && isSure(shared, names, where),
  };
}

/**
 * The rule of automatic merges. A register number, or one that names the other as the same, of things that are not far apart;
 * a third record that both name, and nobody else, with the same name (maps have buildings, in which there are several things);
 * or, at one spot or address, a site that is the two's alone with names alike, or a mailbox, domain or telephone that is the
 * two's alone with the same name. Names that are only alike need the same address or door.
 */
function isSure(
  shared: readonly Shared[],
  names: ReturnType<typeof compareNames>,
  where: ReturnType<typeof compareWhere>,
): boolean {
  const isHere = where.isSameAddress || (where.km !== undefined && where.km <= spotKm);
  const isNotFar = where.km === undefined || where.km <= nearKm || where.isSameAddress;
  const isAtDoor = where.isSameAddress || (where.km !== undefined && where.km <= doorKm);
  const isAlike = names.likeness >= same || (names.likeness >= like && isAtDoor);
  if (shared.some((one) => isStrong(one) && !one.isThird)) return isNotFar && (names.likeness >= like || isHere);
  if (shared.some(isStrong)) return isNotFar && isAlike;
  const alone = new Set(shared.filter(({ isAlone }) => isAlone).map(({ sort }) => sort));
  if (!isHere) return false;
  return alone.has('site') ? isAlike : names.likeness >= same && alone.size > 0;
}

interface Shared extends Found {
  readonly sort: keyof Identifiers;
  readonly isAlone: boolean;
  /** Both name a record elsewhere, and neither names the other. */
  readonly isThird: boolean;
}

function isStrong({ sort, isAlone }: Shared): boolean {
  return isAlone && (sort === 'siret' || sort === 'rna' || sort === 'sameAs');
}

const sortWords: Readonly<Record<Exclude<keyof Identifiers, 'siren'>, Bilingual>> = {
  siret: { fr: 'même SIRET', en: 'same SIRET' },
  rna: { fr: 'même numéro RNA', en: 'same RNA number' },
  sameAs: { fr: 'même fiche ailleurs', en: 'same record elsewhere' },
  site: { fr: 'même site', en: 'same site' },
  host: { fr: 'même nom de domaine', en: 'same domain name' },
  email: { fr: 'même adresse électronique', en: 'same e-mail address' },
  domain: { fr: 'même domaine de messagerie', en: 'same mail domain' },
  telephone: { fr: 'même téléphone', en: 'same telephone' },
};
const worthOf = {
  siret: worth.register,
  rna: worth.register,
  sameAs: worth.sameAs,
  site: worth.site,
  host: worth.host,
  email: worth.email,
  domain: worth.domain,
  telephone: worth.telephone,
};
const isPersonal: ReadonlySet<keyof Identifiers> = new Set<keyof Identifiers>(['email', 'telephone']);
/** What a sort says less precisely than another that is shared too. */
const impliedBy: Readonly<Partial<Record<keyof Identifiers, keyof Identifiers>>> = { host: 'site', domain: 'email' };

/** The best identifier of each sort that both bear. */
function sharedIdentifiers(one: Prepared, other: Prepared, holders: Holders): readonly Shared[] {
  const [a, b] = [one.identifiers, other.identifiers];
  const own = [one, other].map(({ evidence }) => sameAsOf(evidence.iri));
  const found: Shared[] = [];
  for (const sort of Object.keys(sortWords) as (keyof typeof sortWords)[]) {
    const implied = impliedBy[sort];
    if (implied && found.some((one) => one.sort === implied)) continue;
    const both = a[sort].filter((one) => b[sort].includes(one));
    if (both.length === 0) continue;
    const least = Math.min(...both.map(holders));
    const step = least <= 2 ? 'alone' : least <= 4 ? 'few' : 'many';
    // Decisions are kept for good: nothing that leads to a person stands in their reasons.
    const value = isPersonal.has(sort) ? '' : (both[0] ?? '').replace(/^\w+:/, '');
    const borne =
      step === 'many' ? { fr: `que ${least} fiches portent`, en: `which ${least} records bear` } : { fr: '', en: '' };
    const told = (language: 'fr' | 'en') => {
      const notes = [value, borne[language]].filter((note) => note !== '');
      return notes.length > 0 ? ` (${notes.join(', ')})` : '';
    };
    const { fr, en } = sortWords[sort];
    found.push({
      sort,
      isAlone: step === 'alone',
      isThird: sort === 'sameAs' && !own.some((one) => both.includes(one)),
      worth: worthOf[sort][step],
      reason: { fr: fr + told('fr'), en: en + told('en') },
    });
  }
  return found;
}

function compareNames(a: Evidence, b: Evidence): { readonly likeness: number; readonly found: readonly Found[] } {
  // "Mairie de Boz" and "Mairie de Gorrevod" differ by nothing else.
  const towns = a.locality && foldText(a.locality) === foldText(b.locality ?? '') ? [a.locality] : [];
  const likeness = Math.max(0, ...a.names.flatMap((one) => b.names.map((other) => nameLikeness(one, other, towns))));
  const found =
    likeness >= same
      ? [{ worth: worth.sameName, reason: { fr: 'même nom', en: 'same name' } }]
      : likeness >= like
        ? [{ worth: worth.likeName, reason: { fr: 'noms proches', en: 'names alike' } }]
        : [];
  return { likeness, found };
}

function compareWhere(a: Evidence, b: Evidence) {
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

interface Against extends Found {
  /** Nothing can outweigh it. */
  readonly isFinal: boolean;
  /** What is left of the score. */
  readonly trust: number;
}

function contradictions(a: Prepared, b: Prepared): readonly Against[] {
  const found: Against[] = [];
  const add = (fr: string, en: string, rest: Pick<Against, 'isFinal' | 'trust'>) =>
    found.push({ worth: 0, reason: { fr, en }, ...rest });
  if (a.evidence.kind !== b.evidence.kind)
    add('l’une est un lieu, l’autre une organisation', 'one is a place, the other an organisation', {
      isFinal: true,
      trust: 0,
    });
  if (differ(a.identifiers.siret, b.identifiers.siret))
    add('SIRET différents', 'different SIRET', { isFinal: true, trust: 0 });
  if (differ(a.identifiers.rna, b.identifiers.rna))
    add('numéros RNA différents', 'different RNA numbers', { isFinal: true, trust: 0 });
  if (differ([...a.roles], [...b.roles]))
    add('leurs noms disent deux activités', 'their names say two activities', { isFinal: false, trust: 0.6 });
  if (a.evidence.publisher !== undefined && a.evidence.publisher === b.evidence.publisher)
    add('la même source les donne séparément', 'the same source lists them apart', { isFinal: false, trust: 0.95 });
  return found;
}

/** Both say something, and nothing that they say is the same. */
function differ(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((one) => b.includes(one));
}

function metres(km: number): string {
  return `${Math.round(km * 100) * 10} m`;
}
