import { foldText } from '../rdf/fold-text.ts';

/** Folds a French place name for comparison: no accents, case, punctuation, CEDEX; "St" and "Ste" spelled out. */
export function foldName(name: string): string {
  return foldText(name)
    .replace(/\bcedex( \d+)?\b/g, ' ')
    .replace(/\bst\b/g, 'saint')
    .replace(/\bste\b/g, 'sainte')
    .replace(/ +/g, ' ')
    .trim();
}
