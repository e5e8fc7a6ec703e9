import type { Description } from './projection/describe.ts';

type Said = Pick<Description, 'position' | 'description' | 'concepts' | 'contact' | 'url' | 'openingHours' | 'image'>;

const isFilled = (value: object) => Object.keys(value).length > 0;

/** What readers look for in a description, and whether it is there; each a bit of `entity.says`, so new ones come last. */
const aspects = {
  position: ({ position }: Said) => position !== undefined,
  description: ({ description }: Said) => isFilled(description),
  practice: ({ concepts }: Said) => concepts['practice'] !== undefined,
  contact: ({ contact, url }: Said) => isFilled(contact) || url !== undefined,
  openingHours: ({ openingHours }: Said) => openingHours.length > 0,
  image: ({ image }: Said) => image !== undefined,
} as const;

export type CompletenessAspect = keyof typeof aspects | 'license';
/** In the order in which they are told; the licence is its document's. */
export const completenessAspects = [...(Object.keys(aspects) as (keyof typeof aspects)[]), 'license'] as const;

/** Which of these things a description says, as bits. */
export function saysBits(description: Said): number {
  return Object.values(aspects).reduce((bits, isSaid, at) => (isSaid(description) ? bits | (1 << at) : bits), 0);
}

/** The same by their names. */
export function aspectsOf(bits: number, isLicensed: boolean): readonly CompletenessAspect[] {
  return completenessAspects.filter((aspect, at) => (aspect === 'license' ? isLicensed : (bits & (1 << at)) > 0));
}

/** The bit of one of them. */
export function aspectBit(aspect: keyof typeof aspects): number {
  return 1 << completenessAspects.indexOf(aspect);
}
