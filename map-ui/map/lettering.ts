/** The fonts of the style, by weight. */
export const fonts = { regular: ['Atkinson Regular'], bold: ['Atkinson Bold'] };

/** The paint of words that stand out from what they lie on; the width of the halo in pixels. */
export function haloed(colour: string, halo: string, width: number) {
  return { 'text-color': colour, 'text-halo-color': halo, 'text-halo-width': width };
}
