import type { MarkKind } from './map-view.ts';
import glyphs from './mark-glyphs.json';

/** The drawing of each kind of mark in a 16 × 16 box (even-odd fill): marks are told apart without their colour. */
export const markGlyphs: Readonly<Record<MarkKind, string>> = glyphs;
