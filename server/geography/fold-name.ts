/** Folds a French place name for comparison: no accents, case, punctuation, CEDEX; "St" and "Ste" spelled out. */
export function foldName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\bcedex( \d+)?\b/g, ' ')
    .replace(/\bst\b/g, 'saint')
    .replace(/\bste\b/g, 'sainte')
    .replace(/ +/g, ' ')
    .trim();
}
