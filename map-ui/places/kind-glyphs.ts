import glyphs from './kind-glyphs.json';

/** The drawing of each kind of place in a 16 × 16 box (even-odd fill): kinds are told apart without their colour. */
export const kindGlyphs: Readonly<Record<string, string>> = glyphs;

/** The first of a place's kinds that has a drawing. */
export function shownKind(keys: readonly string[]): string {
  return keys.find((key) => Object.hasOwn(glyphs, key)) ?? 'other';
}
