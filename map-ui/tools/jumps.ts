import type { Bounds } from '../../server/points/manifest.ts';

/** The parts of France that no single view holds, and the box of each; their names are in the texts. */
export const jumps = {
  mainland: [-5.2, 41.3, 9.6, 51.2],
  guadeloupe: [-61.85, 15.8, -60.95, 16.55],
  martinique: [-61.25, 14.37, -60.78, 14.9],
  guyane: [-54.65, 2.1, -51.55, 5.8],
  reunion: [55.2, -21.4, 55.85, -20.86],
  mayotte: [45, -13.02, 45.32, -12.62],
  saintPierre: [-56.45, 46.74, -56.1, 47.16],
  antilles: [-63.2, 17.85, -62.75, 18.15],
  newCaledonia: [163.5, -22.75, 168.2, -19.5],
  polynesia: [-152, -18, -149, -16.2],
} as const satisfies Readonly<Record<string, Bounds>>;

export type Jump = keyof typeof jumps;

export const jumpNames = Object.keys(jumps) as readonly Jump[];
