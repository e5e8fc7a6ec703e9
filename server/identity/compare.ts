import { foldText } from '../rdf/fold-text.ts';
import type { Bilingual } from '../rdf/text.ts';
import { compareWhere, doorKm, nearKm, spotKm } from './compare-where.ts';
import { contradictions } from './contradictions.ts';
import type { Evidence } from './evidence.ts';
import { nameLikeness } from './name-likeness.ts';
import type { Prepared } from './prepare.ts';
import { type Holders, isStrong, type Shared, sharedIdentifiers } from './shared-identifiers.ts';
import { type Found, worth } from './worth.ts';

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

/** Names this alike are the same but for spelling. */
const same = 0.85;
const like = 0.6;
/** What a score keeps when the positions are further apart than the addresses say. */
const misplacedTrust = 0.9;
/** From this on a pair is worth a person's look. */
export const proposedFrom = 0.7;

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
