import type { Bilingual } from '../rdf/text.ts';

/**
 * What each sort of evidence is worth alone; together they are worth what none of them is wrong about (noisy or). What few
 * bear is worth more: `alone` for what only the two have, `few` for up to four, `many` beyond, where a chain, a network or a
 * town hall gives all of its places one site and one telephone.
 */
export const worth = {
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

/** One thing that speaks for two descriptions being of one. */
export interface Found {
  readonly worth: number;
  readonly reason: Bilingual;
}
