/** Words of the field and the kind of place that they mean, the plainest first. */
const words: readonly (readonly [RegExp, string])[] = [
  [/fab ?lab|maker|hacker ?space|hackspace/, 'fablab'],
  [/cowork|co work|bureaux? partag|teletravail|tele ?centre/, 'coworking'],
  [/living[ -]?lab/, 'living-lab'],
  [/cuisine|shared[ -]kitchen|food ?lab|cantine/, 'shared-kitchen'],
  [/jardin|ferme|nourric|maraich|agricol|garden|farm|food[ -]growing|amap/, 'food-growing-place'],
  [/cultur|theatre|friche|biblioth|mediath|musee|arts?\b|spectacle/, 'cultural-place'],
  [/atelier|workshop|artisan|menuiserie/, 'craft-workshop'],
];

/** The kind of place that folded words speak of; `other` for none. */
export function kindOfWords(folded: string): string {
  return words.find(([pattern]) => pattern.test(folded))?.[1] ?? 'other';
}
